package io.entracep.promise;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.event.EntraEvent;
import io.entracep.policy.PolicyReader;
import io.entracep.testing.CrashingJob;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * After a restore what may have been said is cleared, and at a receiver that shows each message
 * somebody reads it: what cannot have been said is not cleared.
 */
class FewClearingsTest {
    private static final Duration DELAY = Duration.ofMinutes(15);
    private static final GeneratedDay DAY = new GeneratedDay(11, 20_000);

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

        System.err.println("CLEARED " + events.size() + " " + cleared);
        assertThat(cleared.values().stream().mapToInt(Integer::intValue).sum())
                .as("cleared: %s", cleared)
                .isLessThan(100);
    }
}
