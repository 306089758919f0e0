package io.entracep.told;

import io.entracep.alert.Alert;
import io.entracep.alert.Delivery;
import io.entracep.alert.EntityReference;
import io.entracep.state.StableHash;
import java.util.List;

/** What people get instead of the alerts that were held back in an hour. */
final class StormSummary {
    private StormSummary() {}

    /**
     * The alert that tells of them.
     *
     * @param worst one with the worst severity among them
     */
    static Alert of(Alert worst, StormHour hour) {
        String text =
                String.join(
                        "\u0000",
                        "storm",
                        worst.tenantId(),
                        worst.detectionId(),
                        Long.toString(hour.end()));
        return Alert.ofOne(
                StableHash.name(text),
                Alert.ACTIVE,
                worst.detectionId(),
                hour.held() + " more alerts within an hour: " + worst.title(),
                worst.severity(),
                worst.tenantId(),
                new EntityReference("tenant", worst.tenantId(), null),
                null,
                worst.firstEventTime(),
                worst.lastEventTime(),
                "The detection "
                        + worst.detectionId()
                        + " had more than "
                        + ToldSettings.MOST_FOR_PEOPLE
                        + " alerts within an hour; "
                        + hour.held()
                        + " were held back here. Files and Kafka topics have all of them.",
                List.of(),
                worst.guideRows(),
                worst.mitre(),
                List.of(),
                List.of(worst.alertId()),
                List.of(
                        "Read the held alerts in the file or Kafka output.",
                        "Raise the detection's threshold or suppress its cause in the policy."),
                null,
                new Delivery(hour.end(), 1, false));
    }
}
