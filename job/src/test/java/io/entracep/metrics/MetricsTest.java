package io.entracep.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.catalogue.Catalogue;
import io.entracep.event.Category;
import io.entracep.event.EntraEvent;
import io.entracep.loop.TenantDetections;
import io.entracep.policy.Policy;
import io.entracep.policy.PolicyReader;
import io.entracep.testing.Events;
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
    void samplesByLogHowLongRecordsTookToTheBrokerAndLayThere() {
        BrokerMetrics metrics = new BrokerMetrics(shown, InstantSource.fixed(NOON));
        EntraEvent signIn = Events.signIn().at(NOON.minusSeconds(300)).build();

        metrics.read(signIn, 0);
        for (int i = 0; i < 17; i++) {
            metrics.read(signIn, NOON.minusSeconds(i == 16 ? 90 : 30).toEpochMilli());
        }

        assertThat(values("category.SignInLogs.broker_delay_ms")).containsExactly(30_000, 90_000);
        assertThat(values("category.SignInLogs.hub_delay_ms")).containsExactly(270_000, 210_000);
    }

    @Test
    void aProducerWhoseClockIsAheadGivesNoNegativeDelay() {
        new BrokerMetrics(shown, InstantSource.fixed(NOON))
                .read(
                        Events.signIn().at(NOON.plusSeconds(9)).build(),
                        NOON.plusSeconds(5).toEpochMilli());

        assertThat(values("category.SignInLogs.broker_delay_ms")).containsExactly(0);
        assertThat(values("category.SignInLogs.hub_delay_ms")).containsExactly(0);
    }

    @Test
    void samplesByLogHowLongAfterTheLastEventAnAlertIsDecided() {
        AlertMetrics metrics = new AlertMetrics(shown);

        metrics.decidedAfter(Category.AUDIT, 1_000);
        metrics.decidedAfter(Category.AUDIT, -5);
        metrics.decidedAfter(Category.SIGN_IN, 2_000);

        assertThat(values("category.AuditLogs.decision_delay_ms")).containsExactly(1_000, 0);
        assertThat(values("category.SignInLogs.decision_delay_ms")).containsExactly(2_000);
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

    private long[] values(String histogram) {
        return shown.histogram(histogram).getStatistics().getValues();
    }
}
