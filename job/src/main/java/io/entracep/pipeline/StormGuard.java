package io.entracep.pipeline;

import io.entracep.alert.Alert;
import io.entracep.detection.Severity;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Protects people from a detection gone wild: of one detection and tenant at most {@value
 * #MOST_PER_HOUR} deliveries pass in an hour of processing time; what is more is told as one
 * summary at the end of the hour, with the worst severity among them. For receivers that page
 * somebody; files and Kafka topics get everything.
 *
 * <p>What a receiver was told is always corrected: a delivery passes, whatever the number, if it
 * changes the status of an alert that passed before (cleared, or active again).
 *
 * <p>State of each detection and tenant: the current hour, and the alerts that passed, for {@value
 * #MEMORY_DAYS} days after each one's last delivery.
 */
public final class StormGuard extends KeyedProcessFunction<String, Alert, Alert> {
    /** Deliveries of one detection and tenant that pass in an hour. */
    public static final int MOST_PER_HOUR = 500;

    /** Days after its last delivery for which an alert is remembered. */
    static final int MEMORY_DAYS = 30;

    private static final long serialVersionUID = 1L;
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();

    private transient @Nullable ValueState<Hour> hours;
    private transient @Nullable MapState<String, Told> passed;

    /**
     * Where one detection of one tenant stands in the current hour.
     *
     * @param end processing time at which the hour ends, milliseconds
     * @param passed deliveries that passed
     * @param held deliveries that did not
     * @param worst the worst one held, for the summary; null where none was
     */
    public record Hour(long end, int passed, int held, @Nullable Alert worst) {
        Hour(long end) {
            this(end, 0, 0, null);
        }

        Hour passing() {
            return new Hour(end, passed + 1, held, worst);
        }

        Hour holding(Alert alert) {
            boolean worse =
                    worst == null
                            || Severity.ofLabel(alert.severity())
                                            .compareTo(Severity.ofLabel(worst.severity()))
                                    >= 0;
            return new Hour(end, passed, held + 1, worse ? alert : worst);
        }
    }

    /**
     * What a receiver was told of an alert.
     *
     * @param active the status
     * @param until processing time until which it is remembered, milliseconds
     */
    public record Told(boolean active, long until) {}

    StormGuard() {}

    /**
     * The stream as people should get it.
     *
     * @param sink name of the sink; the uid is {@code storm-guard-<name>}
     */
    public static DataStream<Alert> guard(DataStream<Alert> alerts, String sink) {
        return alerts.keyBy(alert -> alert.tenantId() + "/" + alert.detectionId(), Types.STRING)
                .process(new StormGuard(), TypeInformation.of(Alert.class))
                .name("storm guard " + sink)
                .uid("storm-guard-" + sink);
    }

    @Override
    public void open(OpenContext openContext) {
        hours =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>("hour", TypeInformation.of(Hour.class)));
        passed =
                getRuntimeContext()
                        .getMapState(
                                new MapStateDescriptor<>(
                                        "passed", Types.STRING, TypeInformation.of(Told.class)));
    }

    @Override
    public void processElement(Alert alert, Context context, Collector<Alert> out)
            throws Exception {
        long now = context.timerService().currentProcessingTime();
        Hour hour = current(context, out);
        if (hour.passed() < MOST_PER_HOUR) {
            hour = hour.passing();
            pass(alert, now, out);
        } else if (corrects(alert)) {
            pass(alert, now, out);
        } else {
            hour = hour.holding(alert);
        }
        state().update(hour);
    }

    /** The hour that is now; the one before is told of where it is over. */
    private Hour current(Context context, Collector<Alert> out) throws Exception {
        long now = context.timerService().currentProcessingTime();
        Hour hour = state().value();
        if (hour != null && now < hour.end()) {
            return hour;
        }
        // The timer may come after the first delivery of the next hour.
        summarise(hour, out);
        context.timerService().registerProcessingTimeTimer(now + HOUR);
        return new Hour(now + HOUR);
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Alert> out) throws Exception {
        Hour hour = state().value();
        if (hour != null && time >= hour.end()) {
            summarise(hour, out);
            state().clear();
        }
        forget(time);
        if (passed().isEmpty()) {
            // State on the heap keeps an empty map until it is told.
            passed().clear();
        } else {
            // Aligned, so that there is one such timer for a key, however many hours ended.
            context.timerService().registerProcessingTimeTimer((time / DAY + 1) * DAY);
        }
    }

    private void pass(Alert alert, long now, Collector<Alert> out) throws Exception {
        passed().put(
                        alert.alertId(),
                        new Told(alert.active(), now + Duration.ofDays(MEMORY_DAYS).toMillis()));
        out.collect(alert);
    }

    private boolean corrects(Alert alert) throws Exception {
        Told told = passed().get(alert.alertId());
        return told != null && told.active() != alert.active();
    }

    private void forget(long now) throws Exception {
        Iterator<Map.Entry<String, Told>> all = passed().iterator();
        while (all.hasNext()) {
            if (all.next().getValue().until() <= now) {
                all.remove();
            }
        }
    }

    private static void summarise(@Nullable Hour hour, Collector<Alert> out) {
        if (hour != null && hour.worst() != null) {
            out.collect(StormSummary.of(hour.worst(), hour));
        }
    }

    private ValueState<Hour> state() {
        return Objects.requireNonNull(hours);
    }

    private MapState<String, Told> passed() {
        return Objects.requireNonNull(passed);
    }
}
