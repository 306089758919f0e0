package io.entracep.probe;

import io.entracep.alert.Alert;
import io.entracep.alert.AlertFactory;
import io.entracep.alert.Delivery;
import io.entracep.alert.EntityReference;
import java.util.List;

/** An alert that says of itself that it is none, and is cleared at once. */
final class ProbeAlert {
    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    private ProbeAlert() {}

    /**
     * @param id of the alert, another for each probe
     * @param now milliseconds since the epoch
     */
    static Alert active(String id, long now) {
        return alert(id, Alert.ACTIVE, "entra-cep was probed; nothing happened.", now, 1);
    }

    static Alert cleared(String id, long now) {
        return alert(id, Alert.CLEARED, Alert.NO_LONGER_HOLDS, now + 1, 2);
    }

    private static Alert alert(String id, String status, String reason, long now, int revision) {
        String time = AlertFactory.time(now);
        return Alert.ofOne(
                id,
                status,
                "probe",
                "Probe of entra-cep: no incident",
                "informational",
                NOBODY,
                new EntityReference("tenant", NOBODY, null),
                null,
                time,
                time,
                reason,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of("Do nothing: somebody ran `entra-cep probe`."),
                null,
                new Delivery(now, revision, false));
    }
}
