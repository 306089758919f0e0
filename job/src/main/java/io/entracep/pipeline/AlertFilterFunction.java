package io.entracep.pipeline;

import io.entracep.alert.Alert;
import io.entracep.output.AlertFilter;
import java.time.Duration;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Applies a sink's filter so that its receiver is never left with an outdated picture: of an alert
 * that passed once every later delivery passes, also below the threshold and cleared. A cleared
 * delivery carries the severity of the catalogue entry and not the one that was told, so it also
 * passes if that is wanted.
 *
 * <p>State: one time for each alert that passed, for {@value #MEMORY_DAYS} days after its last
 * delivery.
 */
public final class AlertFilterFunction extends KeyedProcessFunction<String, Alert, Alert> {
    /** Days after its last delivery for which an alert is remembered. */
    static final int MEMORY_DAYS = 90;

    private static final long serialVersionUID = 1L;
    private static final long MEMORY = Duration.ofDays(MEMORY_DAYS).toMillis();

    private final AlertFilter filter;
    private transient @Nullable ValueState<Long> rememberedUntil;

    AlertFilterFunction(AlertFilter filter) {
        this.filter = filter;
    }

    /**
     * The alerts that the sink gets.
     *
     * @param sink name of the sink; the uid is {@code filter-<name>}
     */
    public static DataStream<Alert> filter(
            DataStream<Alert> alerts, AlertFilter filter, String sink) {
        DataStream<Alert> concerning =
                filter.equals(AlertFilter.NONE)
                        ? alerts
                        : alerts.filter(filter::concerns)
                                .name("concerns " + sink)
                                .uid("concerns-" + sink);
        if (!filter.looksAtSeverity()) {
            return concerning;
        }
        return concerning
                .keyBy(Alert::alertId, Types.STRING)
                .process(new AlertFilterFunction(filter), TypeInformation.of(Alert.class))
                .name("filter " + sink)
                .uid("filter-" + sink);
    }

    @Override
    public void open(OpenContext openContext) {
        rememberedUntil =
                getRuntimeContext()
                        .getState(new ValueStateDescriptor<>("remembered-until", Types.LONG));
    }

    @Override
    public void processElement(Alert alert, Context context, Collector<Alert> out)
            throws Exception {
        long now = context.timerService().currentProcessingTime();
        Long until = state().value();
        if (until == null && !filter.wants(alert)) {
            return;
        }
        if (until == null) {
            context.timerService().registerProcessingTimeTimer(now + MEMORY);
        }
        state().update(now + MEMORY);
        out.collect(alert);
    }

    /** Activity does not move the timer; when it fires it looks and waits on. */
    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Alert> out) throws Exception {
        Long until = state().value();
        if (until != null && until > time) {
            context.timerService().registerProcessingTimeTimer(until);
        } else {
            state().clear();
        }
    }

    private ValueState<Long> state() {
        return Objects.requireNonNull(rememberedUntil);
    }
}
