package io.entracep.detections.account;

import io.entracep.detection.Entry;
import io.entracep.detection.View;
import io.entracep.event.Audit;
import io.entracep.event.Party;
import io.entracep.policy.TenantPolicy;
import io.entracep.signal.Observation;
import org.jspecify.annotations.Nullable;

/**
 * An account that is named like an administrator or a service came by synchronisation, although the
 * policy keeps such accounts in the cloud: who holds the local directory would hold the cloud.
 *
 * <p>Reads AuditLogs.
 *
 * <p>Misses accounts that break the rules of names.
 *
 * <p>Source: row USER-07 of the guides; ATT&CK T1136.002, T1078.002.
 */
public final class NewAccountSynchronised extends NewAccountCheck {

    public NewAccountSynchronised(Entry entry) {
        super(entry);
    }

    @Override
    @Nullable String problem(Observation creation, Audit audit, Party account, View view) {
        TenantPolicy policy = view.policy();
        String name = account.name();
        if (policy.adminsMayBeSynced()
                || AccountSource.of(creation, audit, account, policy) != AccountSource.AD_SYNC) {
            return null;
        }
        if (policy.adminUpn() != null && policy.adminUpn().matches(name)) {
            return "it is named like an administrator";
        }
        return policy.serviceUpn() != null && policy.serviceUpn().matches(name)
                ? "it is named like a service account"
                : null;
    }
}
