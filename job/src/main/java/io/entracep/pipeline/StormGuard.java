package io.entracep.pipeline;

import io.entracep.alert.Alert;
import io.entracep.alert.Delivery;
import io.entracep.alert.EntityReference;
import io.entracep.state.StableHash;
import java.time.Duration;
import java.util.List;
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
 * Protects people from a detection gone wild: of one detection and tenant at most {@value
 * #MOST_PER_HOUR} deliveries pass in an hour of processing time; what is more is told as one
 * summary at the end of the hour. For receivers that page somebody; files and Kafka topics get
 * everything.
 */
public final class StormGuard extends KeyedProcessFunction<String, Alert, Alert> {
    /** Deliveries of one detection and tenant that pass in an hour. */
    public static final int MOST_PER_HOUR = 500;

    private static final long serialVersionUID = 1L;
    private static final long HOUR = Duration.ofHours(1).toMillis();

    private transient @Nullable ValueState<Hour> hours;

    /**
     * Where one detection of one tenant stands in the current hour.
     *
     * @param end processing time at which the hour ends, milliseconds
     * @param passed deliveries that passed
     * @param held deliveries that did not
     * @param last the last one held, for the summary; null where none was
     */
    public record Hour(long end, int passed, int held, @Nullable Alert last) {}

    private StormGuard() {}

    static StormGuard create() {
        return new StormGuard();
    }

    /** The stream as people should get it. */
    public static DataStream<Alert> guard(DataStream<Alert> alerts) {
        return alerts.keyBy(alert -> alert.tenantId() + "/" + alert.detectionId(), Types.STRING)
                .process(new StormGuard(), TypeInformation.of(Alert.class))
                .name("storm guard")
                .uid("storm-guard");
    }

    @Override
    public void open(OpenContext openContext) {
        hours =
                getRuntimeContext()
                        .getState(
                                new ValueStateDescriptor<>("hour", TypeInformation.of(Hour.class)));
    }

    @Override
    public void processElement(Alert alert, Context context, Collector<Alert> out)
            throws Exception {
        if (alert.delivery().corrects()) {
            // After a crash there are many, and they must not crowd out what is new.
            out.collect(alert);
            return;
        }
        long now = context.timerService().currentProcessingTime();
        Hour hour = state().value();
        if (hour == null || now >= hour.end()) {
            hour = new Hour(now + HOUR, 0, 0, null);
            context.timerService().registerProcessingTimeTimer(hour.end());
        }
        if (hour.passed() < MOST_PER_HOUR) {
            out.collect(alert);
            state().update(new Hour(hour.end(), hour.passed() + 1, hour.held(), hour.last()));
        } else {
            state().update(new Hour(hour.end(), hour.passed(), hour.held() + 1, alert));
        }
    }

    @Override
    public void onTimer(long time, OnTimerContext context, Collector<Alert> out) throws Exception {
        Hour hour = state().value();
        if (hour == null || time < hour.end()) {
            return;
        }
        Alert last = hour.last();
        if (last != null) {
            out.collect(summary(last, hour));
        }
        state().clear();
    }

    private static Alert summary(Alert last, Hour hour) {
        String text =
                "storm\u0000"
                        + last.tenantId()
                        + "\u0000"
                        + last.detectionId()
                        + "\u0000"
                        + hour.end();
        return new Alert(
                StableHash.hex64(text) + StableHash.hex64("\u0001" + text),
                Alert.ACTIVE,
                last.detectionId(),
                hour.held() + " more deliveries within an hour: " + last.title(),
                last.severity(),
                last.tenantId(),
                new EntityReference("tenant", last.tenantId(), null),
                null,
                last.firstEventTime(),
                last.lastEventTime(),
                "The detection "
                        + last.detectionId()
                        + " had more than "
                        + MOST_PER_HOUR
                        + " deliveries within an hour; "
                        + hour.held()
                        + " were held back here. Files and Kafka topics have all of them.",
                List.of(),
                last.guideRows(),
                last.mitre(),
                List.of(),
                List.of(last.alertId()),
                List.of(
                        "Read the held alerts in the file or Kafka output.",
                        "Raise the detection's threshold or suppress its cause in the policy."),
                null,
                new Delivery(hour.end(), 1, false));
    }

    private ValueState<Hour> state() {
        return Objects.requireNonNull(hours);
    }
}
