package io.entracep.detections.account;

import io.entracep.detection.Entry;
import io.entracep.detection.View;
import io.entracep.event.Audit;
import io.entracep.event.Party;
import io.entracep.policy.PolicyInput;
import io.entracep.policy.TenantPolicy;
import io.entracep.signal.Observation;
import org.jspecify.annotations.Nullable;

/**
 * An account was made in the cloud by hand, by somebody who is not on the list of those who do, or
 * of a kind that must come from the local directory.
 *
 * <p>Reads AuditLogs. What synchronisation, provisioning and invitations make is left out.
 *
 * <p>Misses what a listed creator does when it is stolen.
 *
 * <p>Source: row USER-08 of the guides; ATT&CK T1136.003.
 */
public final class NewAccountInCloud extends NewAccountCheck {

    public NewAccountInCloud(Entry entry) {
        super(entry);
    }

    @Override
    @Nullable String problem(Observation creation, Audit audit, Party account, View view) {
        TenantPolicy policy = view.policy();
        if (AccountSource.of(creation, audit, account, policy) != AccountSource.CLOUD_MANUAL) {
            return null;
        }
        if (policy.has(PolicyInput.TRUSTED_CLOUD_CREATORS)
                && !policy.lists(PolicyInput.TRUSTED_CLOUD_CREATORS, creation.event().actor())) {
            return "who made it is not on the list of those who do";
        }
        return policy.onlyAdminsMayBeCloudOnly()
                        && policy.adminUpn() != null
                        && !policy.adminUpn().matches(account.name())
                ? "only administrators may be made in the cloud"
                : null;
    }
}
