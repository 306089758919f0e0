package io.entracep.detections.chain;

import static io.entracep.detection.Condition.onFindingOf;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Findings;
import io.entracep.detection.Match;
import io.entracep.detection.View;
import io.entracep.detections.risk.RiskRecord;
import io.entracep.signal.Observation;
import io.entracep.state.TimeRange;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.flink.cep.pattern.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A risk of the account that nobody closed, and then a sensitive action by it.
 *
 * <p>Reads the detections of Identity Protection and the state of the account, by the time of the
 * activity that was judged, and what the account did. A risk that was closed in between, by itself
 * or with all of the account, is none. One alert per risk.
 *
 * <p>Misses what Identity Protection does not see, and low risks.
 *
 * <p>Source: row BEYOND-15.
 */
public final class RiskThenAction extends Chain {
    /**
     * @param within the action follows the risk in less than this
     */
    public record Settings(@NotNull Duration within) {}

    private final Settings settings;

    public RiskThenAction(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    protected Pattern<Observation, ?> pattern() {
        return Pattern.<Observation>begin("risk")
                .where(onFindingOf("risk-open", "risk-stated"))
                .notFollowedBy("closed")
                .where(onFindingOf("account-risk-closed", "risk-closed-by-admin"))
                .followedBy("action")
                .where(onFindingOf("privileged-action", "security-info-registered"))
                .within(settings.within());
    }

    @Override
    protected Set<String> lookedUp() {
        return Set.of("risk-closed");
    }

    @Override
    protected Set<String> contained() {
        return Set.of(
                "sign-in-at-high-risk", "application-credential-added", "admin-consent-granted");
    }

    @Override
    protected @Nullable Draft describe(Match match, View view) {
        Observation action = match.stage("action");
        Observation risk = match.stage("risk");
        if (isRemedied(risk, action, view)) {
            risk =
                    view.latestBefore(
                            action,
                            settings.within(),
                            FINDINGS,
                            other ->
                                    other.isFindingOf("risk-open")
                                            && !isRemedied(other, action, view)
                                            && !isClosedBetween(other, action, view));
        }
        if (risk == null) {
            return null;
        }
        Map<String, Observation> stages = new LinkedHashMap<>(match.stages());
        stages.put("risk", risk);
        return steps(new Match(stages), view, severity())
                .value("risk", Findings.value(risk, "RiskEventType"))
                .value("level", Findings.value(risk, "RiskLevel"))
                .value("activity", Steps.activity(action));
    }

    /** A detection is logged again when it is closed, mostly with the time of the activity. */
    private static boolean isRemedied(Observation risk, Observation action, View view) {
        Observation made = Steps.record(risk);
        return made != null
                && view
                        .observations(new TimeRange(risk.time(), action.time() + 1), FINDINGS)
                        .stream()
                        .filter(other -> other.isFindingOf("risk-closed"))
                        .map(Steps::record)
                        .filter(Objects::nonNull)
                        .anyMatch(
                                closed ->
                                        RiskRecord.riskId(closed).equals(RiskRecord.riskId(made))
                                                && RiskRecord.updated(closed) <= action.time());
    }

    private static boolean isClosedBetween(Observation risk, Observation action, View view) {
        return view.hasBetween(
                risk,
                action,
                FINDINGS,
                other ->
                        other.isFindingOf("account-risk-closed")
                                || other.isFindingOf("risk-closed-by-admin"));
    }
}
