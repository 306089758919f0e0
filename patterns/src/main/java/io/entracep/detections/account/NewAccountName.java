package io.entracep.detections.account;

import io.entracep.detection.Entry;
import io.entracep.detection.View;
import io.entracep.event.Audit;
import io.entracep.event.Party;
import io.entracep.policy.NamingRule;
import io.entracep.policy.TenantPolicy;
import io.entracep.signal.Observation;
import org.jspecify.annotations.Nullable;

/**
 * A new account has a name that breaks the rules.
 *
 * <p>Reads AuditLogs. Names of users, administrators and service accounts are allowed where the
 * policy has a pattern; guests and exceptions are left out.
 *
 * <p>Misses accounts that are renamed later.
 *
 * <p>Source: row USER-15 of the guides; ATT&CK T1136.003.
 */
public final class NewAccountName extends NewAccountCheck {

    public NewAccountName(Entry entry) {
        super(entry);
    }

    @Override
    @Nullable String problem(Observation creation, Audit audit, Party account, View view) {
        TenantPolicy policy = view.policy();
        String name = account.name();
        if (name == null
                || isGuest(account)
                || policy.isNamingException(account.id(), name)
                || matches(policy.adminUpn(), name)
                || matches(policy.serviceUpn(), name)
                || policy.userUpns().stream().anyMatch(rule -> rule.matches(name))) {
            return null;
        }
        return "its name is none that the rules allow";
    }

    private static boolean matches(@Nullable NamingRule rule, String name) {
        return rule != null && rule.matches(name);
    }
}
