package io.entracep.detections.breakglass;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.event.EntraEvent;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.SignalSet;
import io.entracep.state.Need;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something about an emergency access account was changed. One alert per account, activity and
 * aligned hour; Informational in a drill that the policy announces.
 */
abstract class BreakGlassChange extends EventDetection {
    /** Different activities of one hour that are kept; there are fewer in any of the lists. */
    private static final int ACTIVITIES = 64;

    BreakGlassChange(Entry entry) {
        super(entry);
    }

    /** Whether the record, whose target the account is, is of the kind told here. */
    abstract boolean isToldHere(Observation observation);

    @Override
    protected Duration period() {
        return Duration.ofHours(1);
    }

    @Override
    protected List<Need> examinedNeeds(SignalSet signals, Duration reach) {
        return List.of(
                Need.perValue(
                        signals, roles(), reach, BreakGlassChange::activityAndResult, ACTIVITIES));
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
