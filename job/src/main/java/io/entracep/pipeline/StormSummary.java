package io.entracep.pipeline;

import io.entracep.alert.Alert;
import io.entracep.alert.Delivery;
import io.entracep.alert.EntityReference;
import io.entracep.detection.Severity;
import io.entracep.state.StableHash;
import java.util.List;

/** What people get instead of the deliveries that a storm guard kept to itself in an hour. */
final class StormSummary {
    private StormSummary() {}

    /**
     * The alert that tells of deliveries beyond the bound.
     *
     * @param worst one with the worst severity among them
     */
    static Alert ofHeld(Alert worst, StormGuard.Hour hour) {
        return of(
                "storm",
                worst,
                hour,
                worst.severity(),
                hour.held() + " more deliveries within an hour: " + worst.title(),
                "The detection "
                        + worst.detectionId()
                        + " had more than "
                        + StormGuard.MOST_PER_HOUR
                        + " deliveries within an hour; "
                        + hour.held()
                        + " were held back here. Files and Kafka topics have all of them.",
                List.of(
                        "Read the held alerts in the file or Kafka output.",
                        "Raise the detection's threshold or suppress its cause in the policy."));
    }

    /**
     * The alert that tells of clearings after a crash.
     *
     * @param last one of them
     */
    static Alert ofWithdrawn(Alert last, StormGuard.Hour hour) {
        return of(
                "withdrawn",
                last,
                hour,
                Severity.INFORMATIONAL.label(),
                "After a restart, no longer true if told: " + last.title(),
                "What "
                        + last.detectionId()
                        + " may have told just before a crash does not hold with the records that"
                        + " came since. Clearings: "
                        + hour.withdrawn()
                        + ", one of them of alert "
                        + last.alertId()
                        + ". Files and Kafka topics have all of them.",
                List.of(
                        "Look whether an alert of this detection came in the minutes before the"
                                + " restart and not again since.",
                        "If so, find its id among the clearings in the file or Kafka output."));
    }

    private static Alert of(
            String kind,
            Alert example,
            StormGuard.Hour hour,
            String severity,
            String title,
            String reason,
            List<String> triage) {
        String text =
                String.join(
                        "\u0000",
                        kind,
                        example.tenantId(),
                        example.detectionId(),
                        Long.toString(hour.end()));
        return new Alert(
                StableHash.hex64(text) + StableHash.hex64("\u0001" + text),
                Alert.ACTIVE,
                example.detectionId(),
                title,
                severity,
                example.tenantId(),
                new EntityReference("tenant", example.tenantId(), null),
                null,
                example.firstEventTime(),
                example.lastEventTime(),
                reason,
                List.of(),
                example.guideRows(),
                example.mitre(),
                List.of(),
                List.of(example.alertId()),
                triage,
                null,
                new Delivery(hour.end(), 1, false));
    }
}
