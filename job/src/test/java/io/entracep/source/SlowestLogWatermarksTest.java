package io.entracep.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.decode.Decoded;
import io.entracep.event.Category;
import io.entracep.event.Device;
import io.entracep.event.EntraEvent;
import io.entracep.event.Origin;
import io.entracep.event.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGeneratorSupplier;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.clock.RelativeClock;
import org.apache.flink.util.clock.SystemClock;
import org.junit.jupiter.api.Test;

class SlowestLogWatermarksTest {

    private static final Instant NOON = Instant.parse("2024-03-01T12:00:00Z");
    private static final Duration DELAY = Duration.ofMinutes(15);

    private final SlowestLogWatermarks watermarks = new SlowestLogWatermarks(DELAY);
    private final Output output = new Output();

    @Test
    void saysNothingBeforeTheFirstRecord() {
        watermarks.onPeriodicEmit(output);

        assertThat(output.said).isEmpty();
    }

    @Test
    void lagsBehindOneLogByTheDelay() {
        see(Category.SIGN_IN, 10);
        see(Category.SIGN_IN, 4);

        assertThat(emitted()).isEqualTo(minute(10));
    }

    @Test
    void followsTheSlowestLog() {
        see(Category.SIGN_IN, 100);
        see(Category.AUDIT, 20);
        see(Category.MANAGED_IDENTITY_SIGN_IN, 60);
        see(Category.AUDIT, 40);

        assertThat(emitted()).isEqualTo(minute(40));
    }

    @Test
    void aLogThatLagsByHoursHoldsEventTimeAsLongAsItIsSeen() {
        for (int minute = 0; minute <= 300; minute += 10) {
            see(Category.SIGN_IN, minute);
            see(Category.AUDIT, minute - 120);
        }

        assertThat(emitted()).isEqualTo(minute(180));
    }

    @Test
    void aLogIsForgottenAfterHalfAnHourOfEventTimeWithoutIt() {
        see(Category.AUDIT, 0);
        see(Category.SIGN_IN, 30);
        assertThat(emitted()).isEqualTo(minute(0));

        watermarks.onEvent(
                event(Category.SIGN_IN, NOON.plus(Duration.ofMinutes(30)), 1), 0, output);

        assertThat(emitted()).isEqualTo(minute(30) + 1);
    }

    @Test
    void neverGoesBack() {
        see(Category.SIGN_IN, 100);
        assertThat(emitted()).isEqualTo(minute(100));

        see(Category.AUDIT, 20);

        assertThat(emitted()).isEqualTo(minute(100));
    }

    @Test
    void suspectTimesOtherLogsAndDeadLettersMoveNothing() {
        see(Category.SIGN_IN, 10);
        watermarks.onEvent(suspect(Category.SIGN_IN, 1000), 0, output);
        see(Category.USER_RISK_EVENT, 1000);
        see(Category.AZURE_ACTIVITY, 5);
        watermarks.onEvent(deadLetter(), 0, output);

        assertThat(emitted()).isEqualTo(minute(10));
    }

    @Test
    void aSplitWithoutAuditAndSignInsIsIdleUntilOneComes() {
        see(Category.USER_RISK_EVENT, 1000);
        watermarks.onEvent(deadLetter(), 0, output);
        watermarks.onPeriodicEmit(output);
        assertThat(output.said).containsExactly("idle");

        see(Category.AUDIT, 10);

        assertThat(emitted()).isEqualTo(minute(10));
    }

    @Test
    void replayHasTheTimesOfTheRecordsAndNoWatermarks() {
        EventTimeWatermarks replay = EventTimeWatermarks.atEndOnly();
        Decoded record = event(Category.SIGN_IN, NOON, 0);

        var generator = replay.createWatermarkGenerator(new NoContext());
        generator.onEvent(record, 0, output);
        generator.onPeriodicEmit(output);

        assertThat(output.said).isEmpty();
        var assigner = replay.createTimestampAssigner(UnregisteredMetricsGroup::new);
        assertThat(assigner.extractTimestamp(record, 5)).isEqualTo(NOON.toEpochMilli());
        assertThat(assigner.extractTimestamp(deadLetter(), 5)).isEqualTo(7);
    }

    @Test
    void liveFollowsTheSlowestLog() {
        assertThat(EventTimeWatermarks.following(DELAY).createWatermarkGenerator(new NoContext()))
                .isInstanceOf(SlowestLogWatermarks.class);
    }

    private void see(Category category, int minute) {
        watermarks.onEvent(event(category, NOON.plus(Duration.ofMinutes(minute)), 0), 0, output);
    }

    /** The watermark of that minute: the delay and one millisecond before. */
    private static long minute(int minute) {
        return NOON.plus(Duration.ofMinutes(minute)).minus(DELAY).toEpochMilli() - 1;
    }

    private long emitted() {
        watermarks.onPeriodicEmit(output);
        return Long.parseLong(output.said.get(output.said.size() - 1));
    }

    private static Decoded event(Category category, Instant time, long plusMillis) {
        return event(category, time.toEpochMilli() + plusMillis, false);
    }

    private static Decoded suspect(Category category, int minute) {
        return event(category, NOON.plus(Duration.ofMinutes(minute)).toEpochMilli(), true);
    }

    private static Decoded event(Category category, long time, boolean suspect) {
        return new Decoded.Event(
                new EntraEvent(
                        "tenant",
                        "id",
                        category,
                        category.logName(),
                        time,
                        time,
                        suspect,
                        "",
                        "",
                        Outcome.UNKNOWN,
                        null,
                        Origin.NONE,
                        Device.NONE,
                        null,
                        null,
                        null,
                        null));
    }

    private static Decoded deadLetter() {
        return new Decoded.DeadLetter(Decoded.Reason.MALFORMED_JSON, "", "file", 0, 7, "");
    }

    private static final class NoContext implements WatermarkGeneratorSupplier.Context {

        @Override
        public MetricGroup getMetricGroup() {
            return new UnregisteredMetricsGroup();
        }

        @Override
        public RelativeClock getInputActivityClock() {
            return SystemClock.getInstance();
        }
    }

    private static final class Output implements WatermarkOutput {

        private final List<String> said = new ArrayList<>();

        @Override
        public void emitWatermark(Watermark watermark) {
            said.add(String.valueOf(watermark.getTimestamp()));
        }

        @Override
        public void markIdle() {
            said.add("idle");
        }

        @Override
        public void markActive() {
            said.add("active");
        }
    }
}
