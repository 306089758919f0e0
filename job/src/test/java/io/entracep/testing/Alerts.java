package io.entracep.testing;

import io.entracep.alert.Alert;
import io.entracep.alert.Delivery;
import io.entracep.alert.EntityReference;
import io.entracep.alert.Evidence;
import java.util.Collections;
import java.util.List;

/** Made-up alerts. */
public final class Alerts {
    private Alerts() {}

    /** An active alert with one record of evidence. */
    public static Alert alert(String id, long decidedAt) {
        return alert(id, Alert.ACTIVE, "some reason", 1, decidedAt, 1);
    }

    /** The same text everywhere an attacker can write, and so many records. */
    public static Alert saying(String text, int records) {
        return alert("a1", Alert.ACTIVE, text, records, 1_000, 1);
    }

    /** A later delivery. */
    public static Alert revision(String status, int revision) {
        return alert("a1", status, "some reason", 1, 1_000L * revision, revision);
    }

    /** Of a detection that names no technique, with no record and no subject. */
    public static Alert bare(String id, long decidedAt) {
        return Alert.ofOne(
                id,
                Alert.ACTIVE,
                "log-stopped",
                "A log stopped",
                "informational",
                "11111111-0000-0000-0000-000000000001",
                new EntityReference("tenant", "11111111-0000-0000-0000-000000000001", null),
                null,
                "2026-03-03T10:00:00.000Z",
                "2026-03-03T10:00:00.000Z",
                "nothing came",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                new Delivery(decidedAt, 1, false));
    }

    private static Alert alert(
            String id, String status, String text, int records, long decidedAt, int revision) {
        Evidence evidence =
                new Evidence(
                        "guess",
                        "e1",
                        "2026-03-03T10:00:00.000Z",
                        "SignInLogs",
                        text,
                        "failure 50126",
                        text,
                        text,
                        "192.0.2.1",
                        text,
                        text);
        return Alert.ofOne(
                id,
                status,
                "password-spray",
                "Password spray",
                "high",
                "11111111-0000-0000-0000-000000000001",
                new EntityReference("user", "u1", text),
                new EntityReference("ip", "192.0.2.1", null),
                "2026-03-03T10:00:00.000Z",
                "2026-03-03T10:05:00.000Z",
                text,
                Collections.nCopies(records, evidence),
                List.of("USER-10"),
                List.of("T1110.003", "T1078"),
                List.of("break-glass"),
                List.of("b2"),
                List.of("Ask the user."),
                null,
                new Delivery(decidedAt, revision, false));
    }
}
