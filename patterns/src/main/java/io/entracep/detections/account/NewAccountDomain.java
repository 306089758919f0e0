package io.entracep.detections.account;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Condition;
import io.entracep.detection.Entry;
import io.entracep.detection.View;
import io.entracep.event.Audit;
import io.entracep.event.Party;
import io.entracep.policy.PolicyInput;
import io.entracep.policy.TenantPolicy;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A new account, or a guest, is of a domain that is not approved, or that is blocked.
 *
 * <p>Reads AuditLogs. Of a guest the domain of the invited address counts, and domains of expected
 * guests are approved.
 *
 * <p>Misses accounts that get another name later.
 *
 * <p>Source: row USER-12 of the guides; ATT&CK T1136.003.
 */
public final class NewAccountDomain extends NewAccountCheck {

    public NewAccountDomain(Entry entry) {
        super(entry);
    }

    /** The invitation of a guest names its address; the account may come later or not at all. */
    @Override
    protected Condition examined() {
        return on(Signal.USER_CREATED, Signal.USER_INVITED).as(Roles.TARGET);
    }

    @Override
    @Nullable String problem(Observation creation, Audit audit, Party account, View view) {
        TenantPolicy policy = view.policy();
        String domain = domain(audit, account);
        if (domain == null) {
            return null;
        }
        if (policy.holds(PolicyInput.BLOCKED_DOMAINS, domain)) {
            return "the domain " + domain + " is blocked";
        }
        boolean guest = isGuest(account);
        boolean listed =
                policy.has(PolicyInput.APPROVED_DOMAINS)
                        || (guest && policy.has(PolicyInput.COLLABORATION_DOMAINS));
        boolean approved =
                !listed
                        || policy.isApprovedDomain(domain)
                        || (guest && policy.holds(PolicyInput.COLLABORATION_DOMAINS, domain));
        return approved ? null : "the domain " + domain + " is not approved";
    }

    /** {@code ann_example.org#ext#@tenant.example} is a guest of {@code example.org}. */
    private static @Nullable String domain(Audit audit, Party account) {
        String name = account.name();
        if (name == null) {
            return null;
        }
        if (isGuest(account)) {
            String invited = audit.detail("invitedUserEmailAddress");
            String home = name.substring(0, name.indexOf("#ext#"));
            return invited != null
                    ? after(invited.strip().toLowerCase(Locale.ROOT), '@')
                    : after(home, '_');
        }
        return after(name, '@');
    }

    private static @Nullable String after(String text, char mark) {
        int at = text.lastIndexOf(mark);
        return at < 0 || at == text.length() - 1 ? null : text.substring(at + 1);
    }
}
