package io.entracep.detections.breakglass;

import io.entracep.detection.Draft;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.policy.PolicyInput;
import io.entracep.signal.Observation;
import org.jspecify.annotations.Nullable;

/**
 * The emergency access account that a record is about.
 *
 * @param policyEntry entry of the policy that says so
 * @param drill entry of the drill that was announced for the time of the record, null for none
 */
record EmergencyAccount(String policyEntry, @Nullable String drill) {

    /** The account that the record was seen from; null where that is none. */
    static @Nullable EmergencyAccount of(Observation observation, View view) {
        return of(observation, Words.name(observation), view);
    }

    /** The same, known by this name. */
    static @Nullable EmergencyAccount of(
            Observation observation, @Nullable String name, View view) {
        String id = view.entity().id();
        if (!view.policy().holds(PolicyInput.BREAK_GLASS_ACCOUNTS, id, name)) {
            return null;
        }
        return new EmergencyAccount(
                view.policy().entry(PolicyInput.BREAK_GLASS_ACCOUNTS, id, name),
                view.policy().announcedDrill(id, name, observation.time()));
    }

    /** Names the policy; in a drill it is Informational, and an alert of its own. */
    Draft aboutIt(Draft draft) {
        draft.policyEntry(policyEntry);
        return drill == null
                ? draft
                : draft.severity(Severity.INFORMATIONAL).value("drill", drill).policyEntry(drill);
    }
}
