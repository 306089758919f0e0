package io.entracep.promise;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.event.EntraEvent;
import io.entracep.policy.PolicyReader;
import io.entracep.testing.CrashingJob;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * After a restore what may have been said is cleared, and at a receiver that shows each message
 * somebody reads it: what cannot have been said is not cleared.
 */
class FewClearingsTest {
    private static final Duration DELAY = Duration.ofMinutes(15);
    private static final GeneratedDay DAY = new GeneratedDay(11, 8_000);

    private static final Set<String> READING_CALENDARS =
            Set.of(
                    "sign-ins-from-two-addresses",
                    "new-device-or-location",
                    "outside-usual-hours",
                    "role-never-used");

    @Test
    void clearsLittleThatWasNeverSaidWhereEventTimeMoves() {
        List<EntraEvent> events = DAY.events();
        int checkpoint = events.size() / 2;
        Map<String, Integer> cleared;
        try (CrashingJob job =
                new CrashingJob(
                        PolicyReader.read("policy.yaml", DAY.policy()).forTenant(DAY.tenantId()),
                        DELAY)) {
            cleared =
                    job.clearedUntold(
                            events.subList(0, checkpoint),
                            events.subList(checkpoint, events.size()));
        }

        assertThat(cleared.keySet()).contains("impossible-travel");
        assertThat(sum(cleared, READING_CALENDARS)).as("by calendars: %s", cleared).isLessThan(15);
        assertThat(sum(cleared, cleared.keySet())).as("of all: %s", cleared).isLessThan(100);
    }

    private static int sum(Map<String, Integer> cleared, Set<String> detections) {
        return detections.stream().mapToInt(id -> cleared.getOrDefault(id, 0)).sum();
    }
}
