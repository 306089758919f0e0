package io.entracep.incident;

import io.entracep.alert.Alert;
import io.entracep.alert.Delivery;
import io.entracep.alert.EntityReference;
import io.entracep.alert.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Alerts as tests need them: what is not said is ordinary. */
final class AlertBuilder {
    static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");
    static final String TENANT = "5d8e2f41-9c37-4a60-b1d5-0e7f6a8c9b23";

    private final String id;
    private final EntityReference entity;
    private final List<Evidence> evidence = new ArrayList<>();
    private final List<String> contains = new ArrayList<>();
    private EntityReference subject;
    private String tenant = TENANT;
    private String severity = "medium";
    private String suppressedBy;
    private List<String> mitre = List.of("T1078.004");
    private Duration at = Duration.ZERO;
    private Duration lasts = Duration.ZERO;

    private AlertBuilder(String id, EntityReference entity) {
        this.id = id;
        this.entity = entity;
    }

    static AlertBuilder aboutUser(String id, String user) {
        return new AlertBuilder(id, user(user));
    }

    static AlertBuilder about(String id, String type, String entityId) {
        return new AlertBuilder(id, new EntityReference(type, entityId, null));
    }

    static EntityReference user(String name) {
        return new EntityReference("user", "id-of-" + name, name);
    }

    AlertBuilder subject(String user) {
        subject = user(user);
        return this;
    }

    AlertBuilder tenant(String other) {
        tenant = other;
        return this;
    }

    AlertBuilder severity(String other) {
        severity = other;
        return this;
    }

    AlertBuilder mitre(String... techniques) {
        mitre = List.of(techniques);
        return this;
    }

    AlertBuilder suppressedBy(String entry) {
        suppressedBy = entry;
        return this;
    }

    AlertBuilder contains(String... ids) {
        contains.addAll(List.of(ids));
        return this;
    }

    AlertBuilder at(Duration afterNoon) {
        at = afterNoon;
        return this;
    }

    AlertBuilder lasts(Duration duration) {
        lasts = duration;
        return this;
    }

    /** A record of this alert alone. */
    AlertBuilder record(String actor, String ip) {
        return record(id + "/" + evidence.size(), actor, ip, null);
    }

    AlertBuilder record(String eventId, String actor, String ip, String device) {
        evidence.add(
                new Evidence(
                        "stage",
                        eventId,
                        "",
                        "SignInLogs",
                        "Sign-in activity",
                        "success 0",
                        actor,
                        "OfficeHome",
                        ip,
                        device,
                        null));
        return this;
    }

    Alert build() {
        return Alert.ofOne(
                id,
                Alert.ACTIVE,
                "some-detection",
                "Title of " + id,
                severity,
                tenant,
                entity,
                subject,
                NOON.plus(at).toString(),
                NOON.plus(at).plus(lasts).toString(),
                "Reason of " + id,
                evidence,
                List.of(),
                mitre,
                List.of(),
                contains,
                List.of(),
                suppressedBy,
                new Delivery(0, 1, false));
    }
}
