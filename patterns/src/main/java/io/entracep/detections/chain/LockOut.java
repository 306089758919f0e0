package io.entracep.detections.chain;

import static io.entracep.detection.Condition.onFindingOf;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Findings;
import io.entracep.detection.Match;
import io.entracep.detection.View;
import io.entracep.policy.PolicyInput;
import io.entracep.signal.Observation;
import io.entracep.state.TimeRange;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.flink.cep.pattern.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who just became an administrator takes the other administrators out.
 *
 * <p>Reads, of the account that does it, that it was given one of the highest roles, and the
 * privileged accounts that it disabled, deleted, reset or took a role from. At least {@code
 * accounts} of them within {@code count-within}, or one emergency access account. One alert per
 * role given.
 *
 * <p>Misses administrators of whom nobody knows that they are.
 *
 * <p>Source: row BEYOND-20.
 */
public final class LockOut extends Chain {
    /**
     * @param within the last account is taken out less than this after the role was given
     * @param countWithin accounts taken out within this count together
     * @param accounts so many of them
     */
    public record Settings(
            @NotNull Duration within, @NotNull Duration countWithin, @Min(1) int accounts) {}

    private final Settings settings;

    public LockOut(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    protected Pattern<Observation, ?> pattern() {
        return Pattern.<Observation>begin("given")
                .where(onFindingOf("privilege-given").and(LockOut::isTierZero))
                .followedBy("taken out")
                .where(onFindingOf("administrator-taken-out"))
                .within(settings.within());
    }

    @Override
    protected Set<String> contained() {
        return Set.of(
                "break-glass-password",
                "break-glass-permission",
                "privileged-password-changed",
                "role-assigned-outside-pim");
    }

    @Override
    protected @Nullable Draft describe(Match match, View view) {
        Observation last = match.stage("taken out");
        if (isOffboarding(last, view)) {
            return null;
        }
        List<Observation> all =
                view
                        .observations(TimeRange.upTo(last.time(), settings.countWithin()), FINDINGS)
                        .stream()
                        .filter(step -> step.isFindingOf("administrator-taken-out"))
                        .toList();
        boolean emergency =
                all.stream().anyMatch(step -> Findings.value(step, "emergency") != null);
        long accounts =
                all.stream().map(step -> Findings.value(step, "account")).distinct().count();
        if (accounts < settings.accounts() && !emergency) {
            return null;
        }
        return steps(match, view, severity())
                .stage("taken out", all)
                .value("role", Findings.value(match.stage("given"), "privilege"))
                .value("accounts", accounts)
                .value("emergency", emergency ? "an emergency access account is among them" : null)
                .value("activity", Steps.activity(last));
    }

    private static boolean isTierZero(Observation given) {
        return Findings.value(given, "tierZero") != null;
    }

    private static boolean isOffboarding(Observation last, View view) {
        Observation record = Steps.record(last);
        return record != null
                && view.policy().lists(PolicyInput.APPROVED_ROLE_ADMINS, record.event().actor());
    }
}
