package io.entracep.told;

import io.entracep.alert.Alert;
import io.entracep.output.AlertJson;
import io.entracep.state.Erasure;

/** Takes persons out of what is remembered of alerts; that something was told stays. */
record ErasedAlerts(Erasure erasure) {

    /** Whether the alert names one of them. */
    boolean concerns(Alert alert) {
        return erasure.concerns(AlertJson.delivery(alert), alert.delivery().decidedAt());
    }

    /** Takes them out of the memory of the current key. */
    void from(ToldMemory memory) {
        for (String id : memory.texts().ids()) {
            Alert text = memory.texts().get(id);
            if (text != null && concerns(text)) {
                memory.texts().remove(id);
                memory.updates().remove(id);
            }
        }
        for (String id : memory.doubts().ids()) {
            Doubt doubt = memory.doubts().get(id);
            if (doubt != null && concerns(doubt.alert())) {
                memory.doubts().remove(id);
            }
        }
        StormHour hour = memory.hour();
        if (hour != null && hour.worstHeld() != null && concerns(hour.worstHeld())) {
            memory.hour(hour.withoutText());
        }
    }
}
