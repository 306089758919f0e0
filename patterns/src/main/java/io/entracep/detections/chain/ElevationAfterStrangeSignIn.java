package io.entracep.detections.chain;

import static io.entracep.detection.Condition.onFindingOf;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Findings;
import io.entracep.detection.Match;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.signal.Observation;
import io.entracep.state.TimeRange;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Set;
import org.apache.flink.cep.pattern.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A sign-in that is not like the account's, and then access to all of Azure.
 *
 * <p>Reads the alerts about sign-ins of the account, its elevation and what it assigned in Azure.
 * Critical unless the access was given back within {@code back-within} and no privileged role was
 * assigned; then High. One alert per elevation.
 *
 * <p>Misses sign-ins that no other detection finds strange.
 *
 * <p>Source: row BEYOND-07.
 */
public final class ElevationAfterStrangeSignIn extends Chain {
    /** Alerts that say that a sign-in is not like the account's. */
    private static final String[] STRANGE = {
        "privileged-sign-in-not-from-paw",
        "privileged-sign-in-outside-controls",
        "privileged-sign-in-from-unlisted-network",
        "sign-in-from-unapproved-country",
        "sign-in-at-high-risk",
        "new-device-or-location",
        "outside-usual-hours",
        "impossible-travel"
    };

    /** What Azure tells of an elevation; nothing where the directory tells it, too. */
    private static final String IN_AZURE = "access-elevated-in-azure";

    /** Both logs tell one elevation within so long. */
    private static final long TOLD_TWICE = Duration.ofMinutes(15).toMillis();

    /**
     * @param within the elevation follows the sign-in, and an assignment the elevation, in less
     *     than this
     * @param backWithin access that is given back sooner lowers the severity
     */
    public record Settings(@NotNull Duration within, @NotNull Duration backWithin) {}

    private final Settings settings;

    public ElevationAfterStrangeSignIn(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    protected Pattern<Observation, ?> pattern() {
        return Pattern.<Observation>begin("sign-in")
                .where(onFindingOf(STRANGE))
                .followedBy("elevation")
                .where(onFindingOf("access-elevated", IN_AZURE))
                .within(settings.within());
    }

    /** Each elevation is an alert. */
    @Override
    protected @Nullable String anchorStage() {
        return null;
    }

    @Override
    protected Set<String> contained() {
        return Set.of("elevate-access", "elevate-access-in-azure");
    }

    @Override
    protected Set<String> lookedUp() {
        return Set.of("azure-role-assigned", "access-given-back");
    }

    @Override
    protected @Nullable Draft describe(Match match, View view) {
        Observation elevation = match.stage("elevation");
        if (elevation.isFindingOf(IN_AZURE) && isToldByDirectory(elevation, view)) {
            return null;
        }
        Observation assigned =
                next(
                        elevation,
                        settings.within(),
                        "azure-role-assigned",
                        view,
                        step ->
                                view.policy()
                                        .isPrivilegedAzureRole(
                                                Steps.detail(step, "roleDefinitionId")));
        Observation back =
                next(elevation, settings.backWithin(), "access-given-back", view, step -> true);
        return steps(match, view, back != null && assigned == null ? Severity.HIGH : severity())
                .stage("assigned", assigned)
                .stage("given back", back)
                .value("sign-in", Findings.value(match.stage("sign-in"), "ip"))
                .value("assigned", assigned == null ? null : Steps.activity(assigned))
                .value("back", back == null ? null : Words.between(elevation, back));
    }

    private static boolean isToldByDirectory(Observation elevation, View view) {
        TimeRange around = TimeRange.around(elevation.time(), TOLD_TWICE, TOLD_TWICE);
        return view.observations(around, FINDINGS).stream()
                .anyMatch(other -> other.isFindingOf("access-elevated"));
    }
}
