package io.entracep.detections.breakglass;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.event.EntraEvent;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.SignalSet;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something about an emergency access account was changed. One alert per account, activity and
 * aligned hour; Informational in a drill that the policy announces.
 */
abstract class BreakGlassChange extends EventDetection {
    private final SignalSet told;

    /**
     * @param told signals of the records that may be told here
     */
    BreakGlassChange(Entry entry, SignalSet told) {
        super(entry);
        this.told = told;
    }

    @Override
    protected Condition examined() {
        return on(told).as(Roles.TARGET).apart(BreakGlassChange::activityAndResult);
    }

    /** Whether the record, whose target the account is, is of the kind told here. */
    abstract boolean isToldHere(Observation observation);

    @Override
    protected Duration period() {
        return Duration.ofHours(1);
    }

    private static String activityAndResult(Observation observation) {
        return observation.event().activity() + "|" + observation.event().outcome();
    }

    @Override
    protected @Nullable Draft examine(Observation observation, View view) {
        EmergencyAccount account = EmergencyAccount.of(observation, view);
        if (account == null || !isToldHere(observation)) {
            return null;
        }
        EntraEvent event = observation.event();
        boolean itself = observation.plays(Roles.ACTOR);
        return account.aboutIt(Draft.of(severity()))
                .stage("change", observation)
                .group(event.activity() + "|" + account.drill())
                .value("activity", event.activityName())
                .value("actor", itself ? "the account itself" : Words.actor(observation))
                .value("ip", event.origin().ip())
                .value("role", Words.role(observation));
    }
}
