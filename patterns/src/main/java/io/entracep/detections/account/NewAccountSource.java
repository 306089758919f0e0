package io.entracep.detections.account;

import io.entracep.detection.Entry;
import io.entracep.detection.View;
import io.entracep.event.Audit;
import io.entracep.event.Party;
import io.entracep.policy.PolicyInput;
import io.entracep.signal.Observation;
import org.jspecify.annotations.Nullable;

/**
 * A new account came from a source that the policy does not approve: the local directory, a system
 * of personnel, an invitation, or a hand.
 *
 * <p>Reads AuditLogs.
 *
 * <p>Misses what comes through an approved source that somebody else holds.
 *
 * <p>Source: rows USER-02 and USER-19 of the guides; ATT&CK T1136.003.
 */
public final class NewAccountSource extends NewAccountCheck {

    public NewAccountSource(Entry entry) {
        super(entry);
    }

    @Override
    @Nullable String problem(Observation creation, Audit audit, Party account, View view) {
        AccountSource source = AccountSource.of(creation, audit, account, view.policy());
        return view.policy().holds(PolicyInput.APPROVED_ACCOUNT_SOURCES, source.key())
                ? null
                : "it came " + source.words() + ", which is no approved source";
    }
}
