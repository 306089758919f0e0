package io.entracep.detections.risk;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.Lookup;
import io.entracep.detection.View;
import io.entracep.event.Category;
import io.entracep.event.Risk;
import io.entracep.signal.Observation;
import io.entracep.signal.SignalSet;
import io.entracep.state.TimeRange;
import java.time.Duration;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What Identity Protection says of somebody, for as long as it says so. A detection is logged again
 * with each change of its state, under the same id and the same time of activity: the latest state
 * counts, so a rise is told again, and what was remediated, dismissed or confirmed safe is cleared.
 * The state of somebody is open until a later one closes it.
 */
abstract class AtRisk extends EventDetection {
    private static final Comparator<Observation> LATEST =
            Comparator.comparingLong(RiskRecord::updated)
                    // Where no time tells, closing is the last that happens.
                    .thenComparing(observation -> !isOpen(observation))
                    .thenComparing(Observation::eventId);

    private final SignalSet signals;
    private final Lookup later;

    /**
     * @param signals records of detections and of states
     * @param openFor how long after the activity a change of state is waited for
     */
    AtRisk(Entry entry, SignalSet signals, Duration openFor) {
        super(entry);
        this.signals = signals;
        later = after(openFor, on(signals).each());
    }

    /** What there is to say of a risk that is open; null for nothing. */
    abstract @Nullable Draft open(Observation observation, Risk risk, View view);

    @Override
    protected Condition examined() {
        return on(signals).each();
    }

    @Override
    protected Duration period() {
        return Duration.ofDays(1);
    }

    @Override
    protected @Nullable Draft examine(Observation observation, View view) {
        Risk risk = observation.event().risk();
        if (risk == null || !isOpen(observation)) {
            return null;
        }
        boolean detected = isDetection(observation);
        if (detected ? isOutdated(observation, view) : isClosedLater(observation, view)) {
            return null;
        }
        Draft draft = open(observation, risk, view);
        return draft == null
                ? null
                : draft.stage("risk", observation)
                        .group(detected ? RiskRecord.riskId(observation) : "state")
                        .value("ip", observation.event().origin().ip())
                        .value("level", risk.level())
                        .value("confirmed", isConfirmed(risk) ? "confirmed" : null);
    }

    private boolean isOutdated(Observation observation, View view) {
        return view.observations(TimeRange.at(observation.time()), signals).stream()
                .filter(AtRisk::isDetection)
                .filter(other -> RiskRecord.riskId(other).equals(RiskRecord.riskId(observation)))
                .anyMatch(other -> LATEST.compare(other, observation) > 0);
    }

    private boolean isClosedLater(Observation observation, View view) {
        return later.first(observation, view, state -> !isDetection(state) && !isOpen(state))
                != null;
    }

    static boolean isDetection(Observation observation) {
        Category category = observation.event().category();
        return category == Category.USER_RISK_EVENT
                || category == Category.SERVICE_PRINCIPAL_RISK_EVENT;
    }

    static boolean isConfirmed(Risk risk) {
        return "confirmedcompromised".equals(risk.state());
    }

    private static boolean isOpen(Observation observation) {
        Risk risk = observation.event().risk();
        return risk != null && ("atrisk".equals(risk.state()) || isConfirmed(risk));
    }
}
