package io.entracep.loop;

import io.entracep.detection.ActiveDetections;
import io.entracep.detection.AffectedAnchors;
import io.entracep.detection.Detection;
import io.entracep.detection.Finding;
import io.entracep.detection.View;
import io.entracep.loop.Arrivals.Arrival;
import io.entracep.loop.LoopInput.Add;
import io.entracep.loop.LoopInput.Insert;
import io.entracep.loop.LoopInput.Remove;
import io.entracep.signal.Entity;
import io.entracep.signal.Observation;
import io.entracep.state.EntityMemory;
import io.entracep.state.EntityMemory.Change;
import io.entracep.state.TimeRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The inputs of one entity in one batch: inserts each, then judges what they touch once. */
final class Turn {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();

    /** Of more arrivals than this it is not asked one by one whether they can change anything. */
    private static final int ASKED_ONE_BY_ONE = 3;

    private final Entity entity;
    private final Eras eras;
    private final List<Sight> sights;
    private final EntityMemory memory;
    private final Speech speech;
    private final Times times;
    private final Supplier<Turn> withoutMemory;
    private final LoopOutput output;
    private final Arrivals arrivals = new Arrivals();
    private final List<Add> totals = new ArrayList<>(0);

    /**
     * @param eventTime as of which it is judged
     * @param watermark greatest one so far: what lies further back was forgotten
     * @param allowedDisorder how late a record may come, milliseconds
     */
    record Times(long eventTime, long watermark, long allowedDisorder) {

        /** What is older is too late to change a verdict. */
        long oldest() {
            return TimeRange.plus(Math.max(eventTime, watermark), -allowedDisorder);
        }
    }

    /**
     * What the entity looks like to the detections of one era.
     *
     * @param era times of the anchors that they judge
     */
    record Sight(TimeRange era, ActiveDetections active, View view) {}

    /**
     * @param sights one for each era
     * @param withoutMemory a turn of the same entity that knows nothing
     */
    Turn(
            Entity entity,
            Eras eras,
            List<Sight> sights,
            EntityMemory memory,
            Speech speech,
            Times times,
            Supplier<Turn> withoutMemory,
            LoopOutput output) {
        this.entity = entity;
        this.eras = eras;
        this.sights = sights;
        this.memory = memory;
        this.speech = speech;
        this.times = times;
        this.withoutMemory = withoutMemory;
        this.output = output;
    }

    /** Takes one input into the memory. */
    void insert(LoopInput input) {
        if (input instanceof Insert insert) {
            Observation observation = insert.observation();
            if (observation.time() < times.oldest()) {
                judgeAlone(observation);
            } else {
                insert(observation);
            }
        } else if (input instanceof Remove remove) {
            remove(remove.observation());
        } else if (input instanceof Add add
                && memory.addTotal(add.metric(), add.hour(), add.sketch())) {
            totals.add(add);
        }
    }

    private void insert(Observation observation) {
        Change change = memory.insert(observation);
        output.inserted(observation, change, memory);
        if (!change.isNone()) {
            arrivals.add(observation, change);
        }
    }

    private void remove(Observation observation) {
        if (memory.remove(observation)) {
            arrivals.addGone(observation);
        }
    }

    /** Without what is known of its time, part of which may be forgotten already. */
    private void judgeAlone(Observation observation) {
        output.late();
        Turn alone = withoutMemory.get();
        Arrival arrival = new Arrival(observation, alone.memory.insert(observation));
        for (Sight sight : alone.sights) {
            for (Detection detection : sight.active().of(entity.type())) {
                TimeRange range = alone.affected(sight, detection, arrival, true);
                List<Finding> findings =
                        alone.findings(sight, detection, range, observation.eventId());
                if (findings != null) {
                    speech.add(detection, findings);
                }
            }
        }
    }

    /** Judges what the inputs touched, and says what changed. */
    void judge() {
        memory.save();
        if (!arrivals.isEmpty()) {
            judgeArrivals();
            wakeToForget(arrivals.first().time());
        }
        for (Add add : totals) {
            judgeTotal(add.metric(), add.hour());
            wakeToForget(add.hour() * HOUR);
        }
        memory.save();
    }

    /** Handles a timer: forgets, and judges what waits for time to pass. */
    void wake(long timer, boolean ended) {
        if (memory.head().nextTimer() != timer) {
            return;
        }
        memory.head(memory.head().withNextTimer(Long.MAX_VALUE));
        if (!ended) {
            memory.forget(
                    times.eventTime(), times.allowedDisorder(), eras.longestLag(entity.type()));
        }
        judgeWhatWaits(ended);
        if (!ended && !memory.isEmpty()) {
            long rest = memory.head().isEmpty() ? 7 * DAY : DAY;
            speech.wakeNoLaterThan(hourAfter(TimeRange.plus(times.eventTime(), rest)));
        }
        memory.save();
    }

    private void judgeArrivals() {
        for (Sight sight : sights) {
            for (Detection detection : arrivals.affected(sight.active(), entity.type())) {
                boolean mayClear = !speech.isSilent(detection);
                if (mayClear || detection.canFind(sight.view())) {
                    judgeArrivals(sight, detection, mayClear);
                }
            }
        }
    }

    private void judgeArrivals(Sight sight, Detection detection, boolean mayClear) {
        boolean oneByOne = arrivals.size() <= ASKED_ONE_BY_ONE;
        List<TimeRange> ranges = new ArrayList<>(1);
        for (Arrival arrival : arrivals.all()) {
            if (mayClear || !arrival.isOnlyRefinedBy(detection)) {
                ranges.add(affected(sight, detection, arrival, oneByOne));
            }
        }
        for (TimeRange range : TimeRange.merged(ranges)) {
            judge(sight, detection, range, arrivals.words());
        }
    }

    private void judgeTotal(String metric, long hour) {
        for (Sight sight : sights) {
            for (Detection detection : sight.active().of(entity.type())) {
                if (detection.readsTotals().contains(metric)) {
                    judge(sight, detection, detection.anchorsAffectedByTotal(hour), metric);
                }
            }
        }
    }

    private void judgeWhatWaits(boolean ended) {
        String what = "event time " + times.eventTime();
        for (Sight sight : sights) {
            for (Detection detection : sight.active().of(entity.type())) {
                if (detection.waits()) {
                    TimeRange range = open(sight, detection, TimeRange.ALWAYS, ended);
                    List<Finding> findings = findings(sight, detection, range, what);
                    if (findings != null) {
                        speech.compare(detection, range, findings, ended);
                    }
                }
            }
        }
    }

    private void judge(Sight sight, Detection detection, TimeRange anchors, String what) {
        TimeRange range = open(sight, detection, anchors, false);
        List<Finding> findings = findings(sight, detection, range, what);
        if (findings != null) {
            speech.compare(detection, range, findings, false);
        }
    }

    /** The part of the range that may still change, in the era. */
    private TimeRange open(Sight sight, Detection detection, TimeRange anchors, boolean ended) {
        // Without a watermark nothing was forgotten, however long the input was.
        return anchors.and(sight.era())
                .notBefore(
                        TimeRange.plus(
                                ended ? times.watermark() : times.eventTime(),
                                -times.allowedDisorder() - detection.anchorLag().toMillis()));
    }

    /** Anchors in the era that the arrival touches. */
    private TimeRange affected(Sight sight, Detection detection, Arrival arrival, boolean asked) {
        try {
            return new AffectedAnchors(
                            arrival.observation(),
                            arrival.change(),
                            sight.active(),
                            sight.view(),
                            asked)
                    .of(detection)
                    .and(sight.era());
        } catch (RuntimeException e) {
            output.failed(detection.id(), entity, arrival.observation().eventId(), e);
            return TimeRange.NEVER;
        }
    }

    private @Nullable List<Finding> findings(
            Sight sight, Detection detection, TimeRange range, String what) {
        if (range.isEmpty()) {
            return null;
        }
        try {
            return sight.active().judge(detection, sight.view(), range);
        } catch (RuntimeException e) {
            output.failed(detection.id(), entity, what, e);
            return null;
        }
    }

    /** Unless it is woken anyway. */
    private void wakeToForget(long time) {
        if (memory.head().nextTimer() == Long.MAX_VALUE) {
            speech.wakeNoLaterThan(hourAfter(TimeRange.plus(time, times.allowedDisorder() + DAY)));
        }
    }

    private static long hourAfter(long time) {
        return TimeRange.plus(Math.floorDiv(time, HOUR) * HOUR, HOUR);
    }
}
