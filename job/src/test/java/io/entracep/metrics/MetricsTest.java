package io.entracep.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.catalogue.Catalogue;
import io.entracep.loop.TenantDetections;
import io.entracep.policy.Policy;
import io.entracep.policy.PolicyReader;
import io.entracep.testing.RecordedMetrics;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** What is counted, and under which names. */
class MetricsTest {
    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");

    private final RecordedMetrics shown = new RecordedMetrics();

    @Test
    void showsHowManyDetectionsSleepInEachSectionOfThePolicy() {
        Policy policy =
                PolicyReader.read(
                        "policy.yaml",
                        """
                        default:
                          detections:
                            password-spray: {enabled: false}
                        """);

        SleepMetrics.show(shown, TenantDetections.detecting(policy).asleep());

        int withoutPolicy = Catalogue.load().asleep(Policy.none().forTenant("t")).size();
        assertThat(shown.gauge("section.default.asleep_detections")).isEqualTo(withoutPolicy + 1);
        assertThat(withoutPolicy).isPositive();
    }

    @Test
    void samplesHowLongMessagesLayAtTheBroker() {
        BrokerMetrics metrics = new BrokerMetrics(shown, InstantSource.fixed(NOON));

        metrics.read(0);
        for (int i = 0; i < 17; i++) {
            metrics.read(NOON.minusSeconds(i == 16 ? 90 : 30).toEpochMilli());
        }

        assertThat(shown.histogram("broker_delay_ms").getStatistics().getValues())
                .containsExactly(30_000, 90_000);
    }

    @Test
    void aProducerWhoseClockIsAheadGivesNoNegativeDelay() {
        new BrokerMetrics(shown, InstantSource.fixed(NOON))
                .read(NOON.plusSeconds(5).toEpochMilli());

        assertThat(shown.histogram("broker_delay_ms").getStatistics().getMax()).isZero();
    }

    @Test
    void countsFailuresAndWhatIsUndecidedByDetection() {
        LoopMetrics metrics = new LoopMetrics(shown);

        metrics.failed("mfa-fatigue");
        metrics.undecided("log-stopped");
        metrics.undecided("log-stopped");
        metrics.undecided("role-never-used");

        assertThat(shown.count("detection.mfa-fatigue.failures")).isEqualTo(1);
        assertThat(shown.count("detection.log-stopped.undecided")).isEqualTo(2);
        assertThat(shown.count("detection.role-never-used.undecided")).isEqualTo(1);
    }
}
