package io.entracep.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.catalogue.Catalogue;
import io.entracep.decode.Decoded;
import io.entracep.event.Category;
import io.entracep.event.EntraEvent;
import io.entracep.loop.TenantDetections;
import io.entracep.policy.Policy;
import io.entracep.policy.PolicyReader;
import io.entracep.testing.Events;
import io.entracep.testing.RecordedMetrics;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
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

        SleepMetrics.show(shown, TenantDetections.detecting(policy)::asleep);

        int withoutPolicy = Catalogue.load().asleep(Policy.none().forTenant("t")).size();
        assertThat(shown.gauge("section.default.entracep_asleep_detections"))
                .isEqualTo(withoutPolicy + 1);
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

        assertThat(sum("category.SignInLogs.entracep_broker_delay_seconds")).isEqualTo(30.0 + 90);
        assertThat(sum("category.SignInLogs.entracep_hub_delay_seconds")).isEqualTo(270.0 + 210);
        assertThat(shown.gauge("entracep_read_delay_seconds")).isEqualTo(90.0);
    }

    @Test
    void aProducerWhoseClockIsAheadGivesNoNegativeDelay() {
        new BrokerMetrics(shown, InstantSource.fixed(NOON))
                .read(
                        Events.signIn().at(NOON.plusSeconds(9)).build(),
                        NOON.plusSeconds(5).toEpochMilli());

        assertThat(sum("category.SignInLogs.entracep_broker_delay_seconds")).isEqualTo(0.0);
        assertThat(sum("category.SignInLogs.entracep_hub_delay_seconds")).isEqualTo(0.0);
    }

    @Test
    void samplesByLogHowLongAfterTheLastEventAnAlertIsDecided() {
        AlertMetrics metrics = new AlertMetrics(shown, List.of("mfa-fatigue"));

        metrics.decidedAfter(Category.AUDIT, 1_000);
        metrics.decidedAfter(Category.AUDIT, -5);
        metrics.decidedAfter(Category.SIGN_IN, 2_000);

        assertThat(sum("category.AuditLogs.entracep_decision_delay_seconds")).isEqualTo(1.0);
        assertThat(buckets("category.AuditLogs.", "entracep_decision_delay_seconds", "1", "5"))
                .containsExactly(2L, 2L);
        assertThat(
                        buckets(
                                "category.SignInLogs.",
                                "entracep_decision_delay_seconds",
                                "1",
                                "5",
                                "+Inf"))
                .containsExactly(0L, 1L, 1L);
    }

    @Test
    void countsFailuresAndWhatIsUndecidedByDetection() {
        LoopMetrics metrics = new LoopMetrics(shown, List.of("mfa-fatigue", "password-spray"));

        metrics.failed("mfa-fatigue");
        metrics.undecided("log-stopped");
        metrics.undecided("log-stopped");
        metrics.undecided("role-never-used");

        assertThat(shown.count("detection.mfa-fatigue.entracep_detection_failures_total"))
                .isEqualTo(1);
        assertThat(shown.count("detection.password-spray.entracep_detection_failures_total"))
                .as("from the start")
                .isZero();
        assertThat(shown.count("detection.log-stopped.entracep_undecided_total")).isEqualTo(2);
        assertThat(shown.count("detection.role-never-used.entracep_undecided_total")).isEqualTo(1);
    }

    @Test
    void everyCounterThatAnAlarmReadsIsThereFromTheStart() {
        new AlertMetrics(shown, List.of("mfa-fatigue"));
        new RecordMetrics(shown);
        new StateMetrics(shown);

        assertThat(shown.count("severity.high.status.active.entracep_alerts_total")).isZero();
        assertThat(shown.count("detection.mfa-fatigue.entracep_detection_alerts_total")).isZero();
        for (Decoded.Reason reason : Decoded.Reason.values()) {
            assertThat(shown.count("reason." + reason + ".entracep_dead_letters_total")).isZero();
        }
        assertThat(shown.count("category.AuditLogs.entracep_records_total")).isZero();
        assertThat(shown.count("category.other.entracep_records_total")).isZero();
        assertThat(shown.count("entity.user.entracep_journal_drops_total")).isZero();
    }

    @Test
    void aCheckpointIsAsOldAsTheLastThatIsComplete() {
        AtomicLong now = new AtomicLong(NOON.toEpochMilli());
        CheckpointMetrics metrics =
                new CheckpointMetrics(shown, () -> Instant.ofEpochMilli(now.get()));
        now.addAndGet(90_000);
        assertThat(shown.gauge("entracep_checkpoint_age_seconds")).isEqualTo(90L);

        metrics.complete();
        now.addAndGet(5_000);

        assertThat(shown.gauge("entracep_checkpoint_age_seconds")).isEqualTo(5L);
    }

    private Object sum(String histogram) {
        return shown.gauge(histogram + "_sum");
    }

    private List<Long> buckets(String labels, String histogram, String... bounds) {
        return Arrays.stream(bounds)
                .map(bound -> shown.count(labels + "le." + bound + "." + histogram + "_bucket"))
                .toList();
    }
}
