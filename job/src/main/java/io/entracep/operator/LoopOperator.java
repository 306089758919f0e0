package io.entracep.operator;

import io.entracep.catalogue.RulebooksFormat;
import io.entracep.decode.Decoded;
import io.entracep.detection.Finding;
import io.entracep.detection.Verdict;
import io.entracep.loop.Loop;
import io.entracep.loop.LoopInput;
import io.entracep.loop.LoopOutput;
import io.entracep.loop.TenantDetections;
import io.entracep.loop.Undecided;
import io.entracep.metrics.LoopMetrics;
import io.entracep.metrics.StateMetrics;
import io.entracep.sequence.NfaSequenceMatcherFactory;
import io.entracep.serial.EntraTypes;
import io.entracep.signal.Entity;
import io.entracep.signal.Observation;
import io.entracep.state.EntityMemory;
import io.entracep.state.Erasure;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.KeyedStateBackend;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator around the {@link Loop}: gives it state, timers and the time, and lets it speak.
 *
 * <p>What it has taken in is judged before event time moves, before each checkpoint barrier, at the
 * end, and else after some milliseconds: a few in calm times, longer when judging takes long, so
 * that a flood on few keys is judged less often and not later and later.
 */
public final class LoopOperator extends AbstractStreamOperator<LoopWord>
        implements OneInputStreamOperator<LoopInput, LoopWord>,
                Triggerable<Entity, VoidNamespace>,
                BoundedOneInput {
    /** Records that a detection could not judge. */
    public static final OutputTag<Decoded> DEAD_LETTERS =
            new OutputTag<>("judged-dead-letters", EntraTypes.DECODED);

    /** What the end of a bounded input left open. */
    public static final OutputTag<Undecided> UNDECIDED =
            new OutputTag<>("undecided", TypeInformation.of(Undecided.class));

    /** Horizons, passed on to the next stage. */
    public static final OutputTag<LoopInput> HORIZONS =
            new OutputTag<>("horizons", LoopTypes.INPUT);

    /** Accumulator: records older than the allowed disorder. */
    public static final String LATE = "late";

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(LoopOperator.class);

    /** Part of a savepoint. */
    private static final String TIMERS = "user-timers";

    private final TenantDetections detections;
    private final long allowedDisorder;
    private final Erasure erasure;
    private final LongCounter late = new LongCounter();
    private transient @Nullable NfaSequenceMatcherFactory matchers;
    private transient @Nullable FlinkEntityStore store;
    private transient @Nullable InternalTimerService<VoidNamespace> timers;
    private transient @Nullable Loop loop;
    private transient @Nullable BatchClock clock;
    private transient @Nullable LoopMetrics loopMetrics;
    private transient @Nullable StateMetrics stateMetrics;
    private transient long timestamp;
    private transient byte @Nullable [] known;
    private transient @Nullable Map<String, Long> horizons;

    /**
     * @param allowedDisorder how much later than event time a record may still change what was said
     */
    public LoopOperator(TenantDetections detections, Duration allowedDisorder) {
        this(detections, allowedDisorder, Erasure.NONE);
    }

    /**
     * @param erasure who is taken out of the state that it begins with
     */
    public LoopOperator(TenantDetections detections, Duration allowedDisorder, Erasure erasure) {
        this.detections = detections;
        this.allowedDisorder = allowedDisorder.toMillis();
        this.erasure = erasure;
    }

    @Override
    public void open() throws Exception {
        super.open();
        timers = getInternalTimerService(TIMERS, VoidNamespaceSerializer.INSTANCE, this);
        matchers = new NfaSequenceMatcherFactory();
        store = new FlinkEntityStore(getRuntimeContext());
        if (!erasure.isEmpty()) {
            KeyedStateBackend<Entity> state = getKeyedStateBackend();
            deleteTimersOf(store.erase(erasure, state));
        }
        loop = new Loop(detections, matchers, allowedDisorder, new Output());
        clock = new BatchClock(getProcessingTimeService(), this::judge);
        horizons = new HashMap<>();
        loopMetrics = new LoopMetrics(getMetricGroup(), detections.ids());
        stateMetrics = new StateMetrics(getMetricGroup());
        getRuntimeContext()
                .addAccumulator(LATE + "." + getRuntimeContext().getTaskInfo().getTaskName(), late);
    }

    @Override
    public void close() throws Exception {
        if (matchers != null) {
            matchers.close();
        }
        super.close();
    }

    @Override
    public void processElement(StreamRecord<LoopInput> element) throws IOException {
        LoopInput input = element.getValue();
        if (input instanceof LoopInput.Horizon end) {
            horizons().merge(end.entity().tenantId(), end.time(), Math::max);
            output.collect(HORIZONS, new StreamRecord<>(input));
            return;
        }
        if (input instanceof LoopInput.NewRulebooks rulebooks) {
            use(rulebooks.written());
            return;
        }
        timestamp = element.hasTimestamp() ? element.getTimestamp() : timestamp;
        loop().insert(input, Objects.requireNonNull(store), timers().currentWatermark());
        Objects.requireNonNull(clock).taken(loop().waiting());
    }

    /** Their keys would tell of them. */
    private void deleteTimersOf(Set<Entity> gone) throws Exception {
        List<Map.Entry<Entity, Long>> theirs = new ArrayList<>();
        timers().forEachEventTimeTimer(
                        (namespace, time) -> {
                            Entity entity = (Entity) getCurrentKey();
                            if (gone.contains(entity)) {
                                theirs.add(Map.entry(entity, time));
                            }
                        });
        for (Map.Entry<Entity, Long> timer : theirs) {
            setCurrentKey(timer.getKey());
            timers().deleteEventTimeTimer(VoidNamespace.INSTANCE, timer.getValue());
        }
    }

    /** Each key group of this subtask brings them, from each subtask before it. */
    private void use(byte[] written) throws IOException {
        if (Arrays.equals(written, known)) {
            return;
        }
        known = written;
        judge();
        if (detections.use(RulebooksFormat.read(written))) {
            loop().beginAnew();
            output.collect(new StreamRecord<>(new LoopWord.NewRulebooks(written)));
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        judge();
        super.processWatermark(mark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        judge();
    }

    @Override
    public void endInput() {
        judge();
    }

    @Override
    public void onEventTime(InternalTimer<Entity, VoidNamespace> timer) {
        long now = timers().currentWatermark();
        boolean ended = now == Long.MAX_VALUE;
        Entity entity = timer.getKey();
        long eventTime = ended ? horizons().getOrDefault(entity.tenantId(), Long.MIN_VALUE) : now;
        timestamp = timer.getTimestamp();
        loop().wake(entity, Objects.requireNonNull(store), timer.getTimestamp(), eventTime, ended);
    }

    @Override
    public void onProcessingTime(InternalTimer<Entity, VoidNamespace> timer) {
        throw new IllegalStateException("no such timer is ever set");
    }

    private void judge() {
        if (loop().waiting() > 0) {
            loop().judge(this::setCurrentKey);
        }
        Objects.requireNonNull(clock).judged();
    }

    private Loop loop() {
        return Objects.requireNonNull(loop);
    }

    private InternalTimerService<VoidNamespace> timers() {
        return Objects.requireNonNull(timers);
    }

    private Map<String, Long> horizons() {
        return Objects.requireNonNull(horizons);
    }

    private final class Output implements LoopOutput {
        @Override
        public void say(Verdict verdict) {
            output.collect(new StreamRecord<>(new LoopWord.Spoken(verdict), timestamp));
        }

        @Override
        public void inserted(
                Observation observation, EntityMemory.Change change, EntityMemory memory) {
            Objects.requireNonNull(stateMetrics).inserted(observation, change, memory);
        }

        @Override
        public void undecided(Finding finding) {
            Objects.requireNonNull(loopMetrics).undecided(finding.detectionId());
            output.collect(
                    UNDECIDED,
                    new StreamRecord<>(
                            new Undecided(
                                    finding.id(),
                                    finding.detectionId(),
                                    finding.entity().tenantId(),
                                    finding.entity().type().name().toLowerCase(Locale.ROOT),
                                    finding.entity().id(),
                                    finding.dueAt())));
        }

        @Override
        public void failed(String detectionId, Entity entity, String what, RuntimeException error) {
            LOG.warn("Detection {} failed on {}", detectionId, what, error);
            Objects.requireNonNull(loopMetrics).failed(detectionId);
            output.collect(
                    DEAD_LETTERS,
                    new StreamRecord<>(
                            new Decoded.DeadLetter(
                                    Decoded.Reason.DETECTION_FAILED,
                                    detectionId + ": " + error,
                                    entity.tenantId() + "/" + entity.type() + "/" + entity.id(),
                                    0,
                                    0,
                                    what)));
        }

        @Override
        public void late() {
            late.add(1);
            Objects.requireNonNull(loopMetrics).late();
        }

        @Override
        public void wakeAt(long eventTime) {
            timers().registerEventTimeTimer(VoidNamespace.INSTANCE, eventTime);
        }

        @Override
        public long processingTime() {
            return timers().currentProcessingTime();
        }
    }
}
