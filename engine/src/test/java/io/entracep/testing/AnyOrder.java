package io.entracep.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** The first promise, for one detection: the same records give the same alerts. */
public final class AnyOrder {
    private static final int ORDERS = 8;

    private AnyOrder() {}

    /**
     * Asserts that the alerts are the same in other orders, with duplicates, and live.
     *
     * @param job gives a new job with records in the order of their time
     */
    public static void givesTheSame(Supplier<TestJob> job, String detectionId) {
        List<Alert> expected = job.get().alertsOf(detectionId);
        for (int seed = 1; seed <= ORDERS; seed++) {
            assertSame(job.get().duplicated().shuffled(seed).alertsOf(detectionId), expected);
        }
        assertSame(job.get().live(Duration.ofMinutes(15)).alertsOf(detectionId), expected);
    }

    private static void assertSame(List<Alert> alerts, List<Alert> expected) {
        assertThat(alerts)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("delivery")
                .isEqualTo(expected);
    }
}
