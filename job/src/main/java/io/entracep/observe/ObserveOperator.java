package io.entracep.observe;

import io.entracep.catalogue.RulebooksFormat;
import io.entracep.decode.Decoded;
import io.entracep.detection.ActiveDetections;
import io.entracep.detection.CountedTotal;
import io.entracep.event.EntraEvent;
import io.entracep.loop.Eras;
import io.entracep.loop.LoopInput;
import io.entracep.loop.SeenSources;
import io.entracep.loop.TenantDetections;
import io.entracep.metrics.CheckpointMetrics;
import io.entracep.metrics.RecordMetrics;
import io.entracep.metrics.SleepMetrics;
import io.entracep.operator.KeyGroups;
import io.entracep.operator.LoopTypes;
import io.entracep.serial.EntraTypes;
import io.entracep.signal.Classifier;
import io.entracep.signal.Metrics;
import io.entracep.signal.Observation;
import io.entracep.signal.SignalSet;
import io.entracep.state.EntityMemory;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.BoundedOneInput;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Turns events into what the loop inserts, leaving out what no awake detection can use. Totals are
 * added up here, so that a tenant is not one key that carries every record; they are passed on
 * before each checkpoint barrier, with each watermark, and at the end. Chained to the source.
 */
public final class ObserveOperator extends AbstractStreamOperator<LoopInput>
        implements OneInputStreamOperator<Decoded, LoopInput>, BoundedOneInput {
    /** Records that could not be read. */
    public static final OutputTag<Decoded> DEAD_LETTERS =
            new OutputTag<>("unread-dead-letters", EntraTypes.DECODED);

    /** Which account succeeded from where on which day: for the stage that correlates. */
    public static final OutputTag<LoopInput> SUCCESSES =
            new OutputTag<>("successes", LoopTypes.INPUT);

    /** Prefix of accumulators: records by category. */
    public static final String RECORDS = "records.";

    /** Prefix of accumulators: dead letters by reason. */
    public static final String DEAD = "dead-letters.";

    private static final long serialVersionUID = 1L;

    /** Names of categories come with the records: more than these are made up. */
    private static final int MAX_COUNTERS = 200;

    private static final String OTHERS = RECORDS + "(further categories)";

    private final TenantDetections detections;
    private final int maxParallelism;
    private final int mostTenants;
    private transient @Nullable TenantBound tenants;
    private transient @Nullable Map<String, LongCounter> counters;
    private transient @Nullable PendingTotals totals;
    private transient @Nullable SeenLogs logs;
    private transient @Nullable SeenSources sources;
    private transient @Nullable RecordMetrics recordMetrics;
    private transient @Nullable CheckpointMetrics checkpoints;
    private transient @Nullable Map<String, long[]> greatestTimes;

    /**
     * Makes the operator.
     *
     * @param mostTenants that a subtask observes, besides those that the policy names
     */
    public ObserveOperator(TenantDetections detections, int maxParallelism, int mostTenants) {
        this.detections = detections;
        this.maxParallelism = maxParallelism;
        this.mostTenants = mostTenants;
    }

    @Override
    public void open() throws Exception {
        super.open();
        counters = new HashMap<>();
        tenants = new TenantBound(mostTenants, detections.named());
        recordMetrics = new RecordMetrics(getMetricGroup());
        totals = new PendingTotals(input -> output.collect(new StreamRecord<>(input)));
        logs = new SeenLogs(detections, input -> output.collect(new StreamRecord<>(input)));
        sources = new SeenSources(input -> output.collect(SUCCESSES, new StreamRecord<>(input)));
        greatestTimes = new HashMap<>();
        if (getRuntimeContext().getTaskInfo().getIndexOfThisSubtask() == 0) {
            checkpoints = new CheckpointMetrics(getMetricGroup(), InstantSource.system());
            SleepMetrics.show(getMetricGroup(), detections::asleep);
        }
    }

    @Override
    public void processElement(StreamRecord<Decoded> element) throws IOException {
        if (element.getValue() instanceof Decoded.NewRulebooks rulebooks) {
            use(rulebooks.written());
        } else if (element.getValue() instanceof Decoded.Event decoded) {
            EntraEvent event = decoded.event();
            if (tenants().admits(event.tenantId(), now())) {
                observe(event, decoded.rules(), element);
            } else {
                refuse(event, element);
            }
        } else if (element.getValue() instanceof Decoded.DeadLetter letter) {
            count(DEAD + letter.reason().name());
            Objects.requireNonNull(recordMetrics).dead(letter.reason());
            output.collect(DEAD_LETTERS, element);
        }
    }

    /** Passes them on before any record that they decide of. */
    private void use(byte[] written) throws IOException {
        if (detections.use(RulebooksFormat.read(written))) {
            tenants().name(detections.named());
            for (LoopInput told : KeyGroups.tell(written, maxParallelism)) {
                output.collect(new StreamRecord<>(told));
                output.collect(SUCCESSES, new StreamRecord<>(told));
            }
        }
    }

    private void refuse(EntraEvent event, StreamRecord<Decoded> element) {
        count(DEAD + Decoded.Reason.TOO_MANY_TENANTS.name());
        RecordMetrics metrics = Objects.requireNonNull(recordMetrics);
        metrics.dead(Decoded.Reason.TOO_MANY_TENANTS);
        metrics.refused();
        output.collect(
                DEAD_LETTERS,
                element.<Decoded>replace(
                        new Decoded.DeadLetter(
                                Decoded.Reason.TOO_MANY_TENANTS,
                                "There is room for %d tenants besides those that the policy names; this record is of another."
                                        .formatted(mostTenants),
                                event.tenantId() + "/" + event.categoryName() + "/" + event.id(),
                                0,
                                event.time(),
                                "")));
    }

    private TenantBound tenants() {
        return Objects.requireNonNull(tenants);
    }

    private long now() {
        return getProcessingTimeService().getCurrentProcessingTime();
    }

    private void observe(EntraEvent event, long[] rules, StreamRecord<Decoded> element) {
        count(RECORDS + event.categoryName());
        Objects.requireNonNull(recordMetrics).read(event, now());
        if (!event.timeSuspect()) {
            // One number per tenant, kept in place: this runs for every record.
            long[] greatest =
                    horizons()
                            .computeIfAbsent(event.tenantId(), key -> new long[] {Long.MIN_VALUE});
            greatest[0] = Math.max(greatest[0], event.time());
        }
        Objects.requireNonNull(logs).see(event);
        SignalSet signals = Classifier.classify(event);
        if (signals.isEmpty() && rules.length == 0) {
            return;
        }
        Objects.requireNonNull(sources).see(event, signals);
        Eras eras = detections.apply(event.tenantId());
        ActiveDetections active = eras.at(event.time());
        List<Observation> observations = active.observe(event, signals, rules);
        for (int i = 0; i < observations.size(); i++) {
            Observation observation = observations.get(i);
            if (eras.reads(observation.entity().type())
                    && EntityMemory.wants(eras.plan(observation.entity().type()), observation)) {
                output.collect(element.<LoopInput>replace(new LoopInput.Insert(observation)));
            }
        }
        Metrics.of(event, signals)
                .forEach(
                        (metric, entity) -> {
                            if (eras.totals().contains(metric)) {
                                pending().add(event, entity, metric);
                            }
                        });
        for (CountedTotal.At counted : active.count(event, rules)) {
            pending().add(event, counted.entity(), counted.metric());
        }
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        pending().flush();
        if (mark.equals(Watermark.MAX_WATERMARK)) {
            // Not in endInput, which comes later: timers downstream fire with this watermark.
            tellHorizons();
        }
        super.processWatermark(mark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) {
        pending().flush();
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        super.notifyCheckpointComplete(checkpointId);
        if (checkpoints != null) {
            checkpoints.complete();
        }
    }

    @Override
    public void endInput() {
        pending().flush();
    }

    private void tellHorizons() {
        horizons()
                .forEach(
                        (tenantId, time) ->
                                KeyGroups.entities(tenantId, maxParallelism)
                                        .forEach(
                                                entity ->
                                                        output.collect(
                                                                new StreamRecord<>(
                                                                        new LoopInput.Horizon(
                                                                                entity,
                                                                                time[0])))));
    }

    private void count(String name) {
        Map<String, LongCounter> known = Objects.requireNonNull(counters);
        LongCounter counter = known.get(name);
        if (counter == null && known.size() >= MAX_COUNTERS && !name.equals(OTHERS)) {
            count(OTHERS);
            return;
        }
        if (counter == null) {
            counter = new LongCounter();
            known.put(name, counter);
            getRuntimeContext().addAccumulator(name, counter);
        }
        counter.add(1);
    }

    private Map<String, long[]> horizons() {
        return Objects.requireNonNull(greatestTimes);
    }

    private PendingTotals pending() {
        return Objects.requireNonNull(totals);
    }
}
