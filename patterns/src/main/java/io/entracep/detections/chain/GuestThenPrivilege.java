package io.entracep.detections.chain;

import static io.entracep.detection.Condition.onFindingOf;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Findings;
import io.entracep.detection.Match;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.policy.PolicyInput;
import io.entracep.signal.Observation;
import io.entracep.state.TimeRange;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.flink.cep.pattern.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A guest was invited and given a role, a privileged group or a role of an application.
 *
 * <p>Reads AuditLogs. That the guest was made a member in between is shown. Critical within {@code
 * critical-within} of the invitation, or where the guest became a member; else High. Silent where
 * entitlement management delivered an access package, or an entitlement application gave it. One
 * alert per invitation.
 *
 * <p>Misses redemptions, which name the guest by a text only.
 *
 * <p>Source: row BEYOND-03.
 */
public final class GuestThenPrivilege extends Chain {
    /**
     * @param within given less than this after the invitation
     * @param criticalWithin given at most so long after it is Critical
     */
    public record Settings(@NotNull Duration within, @NotNull Duration criticalWithin) {}

    private final Settings settings;

    public GuestThenPrivilege(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    protected Pattern<Observation, ?> pattern() {
        return Pattern.<Observation>begin("invited")
                .where(onFindingOf("guest-invited"))
                .followedBy("given")
                .where(
                        onFindingOf(
                                "privilege-given",
                                "group-privilege-given",
                                "azure-role-confirmed",
                                "application-role-given"))
                .within(settings.within());
    }

    @Override
    protected Set<String> contained() {
        return Set.of(
                "guest-became-member", "guest-invited-by-unlisted", "role-assigned-outside-pim");
    }

    @Override
    protected Set<String> lookedUp() {
        return Set.of("access-package-delivered");
    }

    @Override
    protected @Nullable Draft describe(Match match, View view) {
        Observation invited = match.stage("invited");
        Observation given = match.stage("given");
        if (isEntitled(invited, given, view)) {
            return null;
        }
        List<Observation> members =
                view
                        .observations(new TimeRange(invited.time(), given.time() + 1), FINDINGS)
                        .stream()
                        .filter(step -> step.isFindingOf("guest-became-member"))
                        .toList();
        boolean soon = given.time() - invited.time() <= settings.criticalWithin().toMillis();
        return steps(match, view, soon || !members.isEmpty() ? severity() : Severity.HIGH)
                .stage("member", members)
                .value("inviter", Steps.actor(invited))
                .value("giver", Steps.actor(given))
                .value("privilege", privilege(given))
                .value("member", members.isEmpty() ? null : "it had been made a member")
                .value(
                        "same",
                        Steps.isSameActor(invited, given) ? "the same account did both" : null);
    }

    private static boolean isEntitled(Observation invited, Observation given, View view) {
        Observation record = Steps.record(given);
        return (record != null
                        && view.policy()
                                .lists(PolicyInput.ENTITLEMENT_APPS, record.event().actor()))
                || view
                        .observations(
                                new TimeRange(invited.time(), given.time() + 1)
                                        .widen(0, Duration.ofHours(1).toMillis()),
                                FINDINGS)
                        .stream()
                        .anyMatch(step -> step.isFindingOf("access-package-delivered"));
    }

    private static @Nullable String privilege(Observation given) {
        String privilege = Findings.value(given, "privilege");
        return privilege == null ? Steps.activity(given) : privilege;
    }
}
