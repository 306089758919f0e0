package io.entracep.sentinel;

import io.entracep.alert.Alert;
import io.entracep.alert.Delivery;
import io.entracep.alert.EntityReference;
import io.entracep.alert.Evidence;
import java.time.Instant;
import java.util.Collections;
import java.util.List;

/** Invented alerts. */
final class Alerts {
    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");

    private Alerts() {}

    static Alert alert(String id) {
        return alert(id, "Five users failed.", List.of(evidence("Sign-in activity")));
    }

    static Alert alert(String id, String reason, List<Evidence> evidence) {
        return Alert.ofOne(
                id,
                Alert.ACTIVE,
                "password-spray",
                "Password spray",
                "critical",
                "11111111-2222-3333-4444-555555555555",
                new EntityReference("ip", "192.0.2.7", null),
                null,
                "2026-03-03T11:00:00.000Z",
                "2026-03-03T11:05:00.000Z",
                reason,
                evidence,
                List.of("AUTH-01"),
                List.of("T1110.003"),
                List.of(),
                List.of(),
                List.of("Block the address.", "Ask the users."),
                null,
                new Delivery(NOON.toEpochMilli(), 3, false));
    }

    /** The same text in every field that a log may fill. */
    static Alert stuffed(String text, int items) {
        List<String> texts = Collections.nCopies(items, text);
        EntityReference entity = new EntityReference("user", text, text);
        return Alert.ofOne(
                text,
                Alert.CLEARED,
                text,
                text,
                "low",
                text,
                entity,
                entity,
                "2026-03-03T11:00:00.000Z",
                "2026-03-03T11:05:00.000Z",
                text,
                Collections.nCopies(items, evidence(text)),
                texts,
                texts,
                texts,
                texts,
                texts,
                text,
                new Delivery(NOON.toEpochMilli(), 3, true));
    }

    static Evidence evidence(String activity) {
        return new Evidence(
                "failure",
                "event-1",
                "2026-03-03T11:00:00.000Z",
                "SignInLogs",
                activity,
                "failure 50126",
                "alice@example.com",
                null,
                "192.0.2.7",
                null,
                "Oslo, NO");
    }
}
