package io.entracep.promise;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.generate.Settings;
import io.entracep.testing.TestJob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * A week in which nobody attacks stays quiet, once the people are known: what docs/noise.md says of
 * a month of a larger company.
 */
class QuietWeekTest {
    private static final Instant WEEK = Settings.demo().start();
    private static final Duration SEVEN_DAYS = Duration.ofDays(7);
    private static final GeneratedDay LIFE =
            new GeneratedDay(
                    Settings.demo()
                            .withAttacks(Set.of())
                            .withUnsettledLife()
                            .withPeriod(WEEK, SEVEN_DAYS)
                            .withUsers(100)
                            .withRecords(7_000));

    /** What the guides tell to alert on whoever does it, and what speaks of the end of the logs. */
    private static final Set<String> ALWAYS =
            Set.of("disabled-account-sign-in", "legacy-protocol-failure", "log-stopped");

    @Test
    void isQuietWithThePolicyOfTheCompany() {
        List<Alert> told =
                told(TestJob.withTenantPolicy(LIFE.policy(), LIFE.tenantId()).given(LIFE.events()));

        assertQuiet(told, 3 * 7);
    }

    @Test
    void isQuietWithoutAPolicy() {
        List<Alert> told = told(TestJob.withoutPolicy().given(LIFE.events()));

        assertQuiet(told, 3 * 7);
    }

    private static void assertQuiet(List<Alert> told, int most) {
        assertThat(told)
                .as("alerts of the week: %s", counts(told))
                .noneMatch(alert -> alert.severity().equals("critical"))
                .filteredOn(alert -> alert.severity().equals("high"))
                .hasSizeLessThanOrEqualTo(1);
        assertThat(told)
                .as("alerts of the week: %s", counts(told))
                .filteredOn(alert -> !ALWAYS.contains(alert.detectionId()))
                .hasSizeLessThanOrEqualTo(most);
    }

    /** Those of the week; a week aligned to the epoch may have begun before. */
    private static List<Alert> told(TestJob job) {
        return job.alerts().stream()
                .filter(alert -> !Instant.parse(alert.lastEventTime()).isBefore(WEEK))
                .toList();
    }

    private static Map<String, Integer> counts(List<Alert> alerts) {
        Map<String, Integer> counts = new TreeMap<>();
        alerts.forEach(
                alert ->
                        counts.merge(
                                alert.detectionId() + " " + alert.severity(), 1, Integer::sum));
        return counts;
    }
}
