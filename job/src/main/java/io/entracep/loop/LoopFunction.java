package io.entracep.loop;

import io.entracep.decode.Decoded;
import io.entracep.detection.Finding;
import io.entracep.detection.Verdict;
import io.entracep.metrics.LoopMetrics;
import io.entracep.metrics.StateMetrics;
import io.entracep.sequence.NfaSequenceMatcherFactory;
import io.entracep.serial.EntraTypes;
import io.entracep.signal.Entity;
import io.entracep.signal.Observation;
import io.entracep.state.EntityMemory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The operator around the {@link Loop}: gives it state, timers and the time, and lets it speak. */
public final class LoopFunction extends KeyedProcessFunction<Entity, LoopInput, Verdict>
        implements CheckpointedFunction {
    /** Records that a detection could not judge. */
    public static final OutputTag<Decoded> DEAD_LETTERS =
            new OutputTag<>("judged-dead-letters", EntraTypes.DECODED);

    /** What the end of a bounded input left open. */
    public static final OutputTag<Undecided> UNDECIDED =
            new OutputTag<>("undecided", TypeInformation.of(Undecided.class));

    /** Accumulator: records older than the allowed disorder. */
    public static final String LATE = "late";

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(LoopFunction.class);
    private static final long CORRECT_AFTER_RESTORE = Duration.ofHours(1).toMillis();

    private final TenantDetections detections;
    private final long allowedDisorder;
    private final LongCounter late = new LongCounter();
    private transient @Nullable NfaSequenceMatcherFactory matchers;
    private transient @Nullable FlinkEntityStore store;
    private transient @Nullable Loop loop;
    private transient @Nullable Context context;
    private transient @Nullable Collector<Verdict> out;
    private transient @Nullable LoopMetrics metrics;
    private transient @Nullable StateMetrics stateMetrics;
    private transient boolean restored;
    private transient long correctUntil;
    private transient @Nullable Map<String, Long> horizons;

    public LoopFunction(TenantDetections detections, Duration allowedDisorder) {
        this.detections = detections;
        this.allowedDisorder = allowedDisorder.toMillis();
    }

    @Override
    public void initializeState(FunctionInitializationContext initialization) {
        restored = initialization.isRestored();
    }

    @Override
    public void snapshotState(FunctionSnapshotContext snapshot) {
        // All state is keyed; this interface only tells of a restore.
    }

    @Override
    public void open(OpenContext openContext) {
        matchers = new NfaSequenceMatcherFactory();
        store = new FlinkEntityStore(getRuntimeContext());
        loop = new Loop(detections, matchers, allowedDisorder, new Output());
        horizons = new HashMap<>();
        metrics = new LoopMetrics(getRuntimeContext().getMetricGroup());
        stateMetrics = new StateMetrics(getRuntimeContext().getMetricGroup());
        getRuntimeContext()
                .addAccumulator(LATE + "." + getRuntimeContext().getTaskInfo().getTaskName(), late);
    }

    @Override
    public void close() {
        if (matchers != null) {
            matchers.close();
        }
    }

    @Override
    public void processElement(LoopInput input, Context ctx, Collector<Verdict> collector) {
        if (input instanceof LoopInput.Horizon end) {
            horizons().merge(end.entity().tenantId(), end.time(), Math::max);
            ctx.output(HORIZONS, input);
            return;
        }
        begin(ctx, collector).handle(input, store(), ctx.timerService().currentWatermark());
    }

    @Override
    public void onTimer(long timer, OnTimerContext ctx, Collector<Verdict> collector) {
        long watermark = ctx.timerService().currentWatermark();
        boolean ended = watermark == Long.MAX_VALUE;
        String tenantId = ctx.getCurrentKey().tenantId();
        long eventTime = ended ? horizons().getOrDefault(tenantId, Long.MIN_VALUE) : watermark;
        begin(ctx, collector).wake(ctx.getCurrentKey(), store(), timer, eventTime, ended);
    }

    /** Horizons, passed on to the next stage. */
    public static final OutputTag<LoopInput> HORIZONS =
            new OutputTag<>("horizons", LoopTypes.INPUT);

    private Loop begin(Context ctx, Collector<Verdict> collector) {
        context = ctx;
        out = collector;
        Loop running = Objects.requireNonNull(loop);
        if (restored) {
            long now = ctx.timerService().currentProcessingTime();
            correctUntil = correctUntil == 0 ? now + CORRECT_AFTER_RESTORE : correctUntil;
            running.correct(now < correctUntil ? correctUntil - CORRECT_AFTER_RESTORE : null);
        }
        return running;
    }

    private Map<String, Long> horizons() {
        return Objects.requireNonNull(horizons);
    }

    private FlinkEntityStore store() {
        return Objects.requireNonNull(store);
    }

    private final class Output implements LoopOutput {
        @Override
        public void say(Verdict verdict) {
            Objects.requireNonNull(out).collect(verdict);
        }

        @Override
        public void inserted(
                Observation observation, EntityMemory.Change change, EntityMemory memory) {
            Objects.requireNonNull(stateMetrics).inserted(observation, change, memory);
        }

        @Override
        public void undecided(Finding finding) {
            Objects.requireNonNull(metrics).undecided(finding.detectionId());
            context()
                    .output(
                            UNDECIDED,
                            new Undecided(
                                    finding.id(),
                                    finding.detectionId(),
                                    finding.entity().tenantId(),
                                    finding.entity().type().name().toLowerCase(Locale.ROOT),
                                    finding.entity().id(),
                                    finding.dueAt()));
        }

        @Override
        public void failed(String detectionId, Entity entity, String what, RuntimeException error) {
            LOG.warn("Detection {} failed on {}", detectionId, what, error);
            Objects.requireNonNull(metrics).failed(detectionId);
            context()
                    .output(
                            DEAD_LETTERS,
                            new Decoded.DeadLetter(
                                    Decoded.Reason.DETECTION_FAILED,
                                    detectionId + ": " + error,
                                    entity.tenantId() + "/" + entity.type() + "/" + entity.id(),
                                    0,
                                    0,
                                    what));
        }

        @Override
        public void late() {
            late.add(1);
            Objects.requireNonNull(metrics).late();
        }

        @Override
        public void wakeAt(long eventTime) {
            context().timerService().registerEventTimeTimer(eventTime);
        }

        @Override
        public long processingTime() {
            return context().timerService().currentProcessingTime();
        }

        private Context context() {
            return Objects.requireNonNull(context);
        }
    }
}
