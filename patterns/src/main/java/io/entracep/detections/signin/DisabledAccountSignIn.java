package io.entracep.detections.signin;

import io.entracep.detection.CountDetection;
import io.entracep.detection.CountRule;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Reach;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.policy.PolicyInput;
import io.entracep.policy.TenantPolicy;
import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody tried to sign in to a disabled account, in most flows with the right password.
 *
 * <p>Reads the sign-in logs of people. One alert per account and aligned week: Low, Medium where an
 * account that is or was privileged is tried from several addresses within 24 hours.
 *
 * <p>Misses attempts that fail for another reason first, such as a wrong password.
 *
 * <p>Source: rows PRIV-16 and USER-59 of the guides; error code 50057; ATT&CK T1078.004.
 */
public final class DisabledAccountSignIn extends CountDetection {
    private static final Duration DAY = Duration.ofHours(24);
    private static final String ADDRESSES = "addresses";

    /**
     * @param addresses addresses within 24 hours from which an account that is or was privileged is
     *     Medium
     */
    public record Settings(@Min(2) int addresses) {}

    private final Settings settings;

    public DisabledAccountSignIn(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
        asksPrivilege();
    }

    /** A leaver's telephone tries for weeks. */
    @Override
    protected Duration period() {
        return Duration.ofDays(7);
    }

    @Override
    protected SignalSet counted() {
        return SignalSet.of(Signal.SIGN_IN_ACCOUNT_DISABLED);
    }

    @Override
    protected List<CountRule> rules() {
        return List.of(
                new CountRule("any", DAY, 1, null),
                new CountRule(ADDRESSES, DAY, settings.addresses(), Attempts::network));
    }

    /** Many addresses tell only of a privileged account. */
    @Override
    protected boolean isExcused(Reach reach, View view) {
        return reach.rule().name().equals(ADDRESSES) && privilege(reach.end(), view) == null;
    }

    private static @Nullable String privilege(Observation attempt, View view) {
        return view.policy()
                        .holds(
                                PolicyInput.FORMER_PRIVILEGED_ACCOUNTS,
                                view.entity().id(),
                                Attempts.name(attempt))
                ? "formerly privileged"
                : Attempts.privilege(attempt, view);
    }

    @Override
    protected Draft describe(Reach reach, View view) {
        Observation end = reach.end();
        TenantPolicy policy = view.policy();
        String id = view.entity().id();
        String name = Attempts.name(end);
        String privilege = privilege(end, view);
        Draft draft = Draft.of(severity()).value("privilege", privilege);
        if (policy.holds(PolicyInput.FORMER_PRIVILEGED_ACCOUNTS, id, name)) {
            draft.policyEntry(policy.entry(PolicyInput.FORMER_PRIVILEGED_ACCOUNTS, id, name));
        }
        if (policy.holds(PolicyInput.LEAVERS, id, name)) {
            draft.value("leaver", "yes").policyEntry(policy.entry(PolicyInput.LEAVERS, id, name));
        }
        if (reach.rule().name().equals(ADDRESSES)) {
            return draft.atLeast(Severity.MEDIUM)
                    .stage("attempts", reach.window())
                    .value("addresses", reach.count());
        }
        return draft.stage("attempts", end).value("ip", end.event().origin().ip());
    }
}
