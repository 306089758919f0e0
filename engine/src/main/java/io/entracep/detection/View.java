package io.entracep.detection;

import io.entracep.policy.TenantPolicy;
import io.entracep.signal.Entity;
import io.entracep.signal.Observation;
import io.entracep.signal.SignalSet;
import io.entracep.state.EntityMemory;
import io.entracep.state.Presence;
import io.entracep.state.TimeRange;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What a detection sees of one entity: its state and the tenant's policy, and nothing else. What is
 * true of a person is asked as of the observation's time.
 */
public final class View {
    /** So long after the last record of an alert it counts as open. */
    public static final Duration OPEN = Duration.ofDays(7);

    private final Entity entity;
    private final EntityMemory memory;
    private final TenantPolicy policy;
    private final Baseline baseline;
    private final AccountPrivileges privileges;
    private final TimeRange times;
    private final Function<SequenceDetection, SequenceMatcher> matchers;
    private final Function<String, @Nullable Detection> detections;
    private final Map<AskedMoments, List<Observation>> reached = new HashMap<>(0);
    private final Map<AskedPeriod, TimeRange> periods = new HashMap<>(0);
    private @Nullable TimeRange lastPeriod;
    private @Nullable Duration lastLength;
    private @Nullable ZoneId lastZone;
    private final Map<String, Long> numbers = new HashMap<>(0);
    private final Map<String, Object> worked = new HashMap<>(0);
    private @Nullable SignalSet signals;
    private @Nullable Detection judged;
    private final Map<SignalSet, Prefetched> prefetched = new HashMap<>(0);

    /**
     * @param times in which the policy holds: no period reaches beyond
     * @param allowedDisorder how late a record may come and still change a verdict, milliseconds
     * @param matchers engine of each sequence
     * @param detections active detections by id
     */
    public View(
            Entity entity,
            EntityMemory memory,
            TenantPolicy policy,
            TimeRange times,
            long allowedDisorder,
            Function<SequenceDetection, SequenceMatcher> matchers,
            Function<String, @Nullable Detection> detections) {
        this.entity = entity;
        this.memory = memory;
        this.policy = policy;
        this.times = times;
        this.baseline = new Baseline(memory, allowedDisorder);
        this.privileges = new AccountPrivileges(entity, memory, policy);
        this.matchers = matchers;
        this.detections = detections;
    }

    public Entity entity() {
        return entity;
    }

    public TenantPolicy policy() {
        return policy;
    }

    /** What the entity usually does. */
    public Baseline baseline() {
        return baseline;
    }

    /** Whether it is a privileged account. */
    public AccountPrivileges privileges() {
        assert judged == null || judged.readsPrivilege()
                : judged.id() + " asks who is privileged: say asksPrivilege() when it is made";
        return privileges;
    }

    /**
     * What the detection finds. Where assertions hold, it may ask only what it said it asks: a
     * change of anything else would not have it judged again.
     */
    List<Finding> judge(Detection detection, TimeRange anchors) {
        return as(detection, () -> detection.judge(this, anchors));
    }

    private <T> T as(Detection detection, Supplier<T> work) {
        Detection before = judged;
        judged = detection;
        baseline.askedBy(detection);
        try {
            return work.get();
        } finally {
            judged = before;
            baseline.askedBy(before);
        }
    }

    /** Every signal that the journal of the entity has. */
    public SignalSet signals() {
        if (signals == null) {
            signals = memory.signals();
        }
        return signals;
    }

    /** First millisecond after the last hour of which the journal has anything. */
    long end() {
        return memory.end();
    }

    /** Whether the count can have been reached at this entity; true for findings of a chain. */
    public boolean canCount(String detectionId) {
        return !(detections.apply(detectionId) instanceof CountDetection count)
                || count.canFind(this);
    }

    /** The observations in the range with any of the signals, in {@link Observation#ORDER}. */
    public List<Observation> observations(TimeRange range, SignalSet any) {
        Prefetched ready = prefetched.get(any);
        return ready != null && ready.covers(range)
                ? ready.part(range)
                : memory.observations(range, any);
    }

    /** Reads the range once, for many questions about parts of it. */
    void prefetch(TimeRange range, SignalSet any) {
        prefetched.put(any, new Prefetched(range, memory.observations(range, any)));
    }

    private record Prefetched(TimeRange range, List<Observation> observations) {
        boolean covers(TimeRange part) {
            return part.from() >= range.from() && part.to() <= range.to();
        }

        List<Observation> part(TimeRange part) {
            return observations.subList(
                    Observation.firstAt(observations, part.from()),
                    Observation.firstAt(observations, part.to()));
        }
    }

    /**
     * The last observation before this one, by {@link Observation#ORDER}, not older than {@code
     * within}; null for none.
     */
    public @Nullable Observation latestBefore(
            Observation end, Duration within, SignalSet any, Predicate<Observation> test) {
        return memory.latest(
                TimeRange.upTo(end.time(), within),
                any,
                candidate -> Observation.ORDER.compare(candidate, end) < 0 && test.test(candidate));
    }

    /**
     * The first observation after this one, by {@link Observation#ORDER}, less than {@code within}
     * later; null for none.
     */
    public @Nullable Observation firstAfter(
            Observation begin, Duration within, SignalSet any, Predicate<Observation> test) {
        for (Observation candidate :
                observations(new TimeRange(begin.time(), begin.time() + within.toMillis()), any)) {
            if (Observation.ORDER.compare(candidate, begin) > 0 && test.test(candidate)) {
                return candidate;
            }
        }
        return null;
    }

    /** Whether one that passes the test lies between both, by {@link Observation#ORDER}. */
    public boolean hasBetween(
            Observation begin, Observation end, SignalSet any, Predicate<Observation> test) {
        for (Observation candidate :
                observations(new TimeRange(begin.time(), end.time() + 1), any)) {
            if (Observation.ORDER.compare(begin, candidate) < 0
                    && Observation.ORDER.compare(candidate, end) < 0
                    && test.test(candidate)) {
                return true;
            }
        }
        return false;
    }

    /** How many events of the metric the hour had. */
    public long total(String metric, long hour) {
        return memory.total(metric, hour);
    }

    /**
     * Slots of {@link Presence} in which the metric was seen, in order.
     *
     * @param times range of times; only what is known of an unbounded one is looked at
     */
    public long[] slots(String metric, TimeRange times) {
        boolean bounded = times.from() != Long.MIN_VALUE && times.to() != Long.MAX_VALUE;
        LongStream days =
                bounded
                        ? LongStream.rangeClosed(
                                Presence.day(Presence.slot(times.from())),
                                Presence.day(Presence.slot(times.to())))
                        : Arrays.stream(memory.daysOf(metric));
        return days.flatMap(
                        day ->
                                memory.presence(metric, day).stream()
                                        .mapToLong(slot -> day * Presence.SLOTS_PER_DAY + slot))
                .filter(slot -> times.contains(slot * Presence.SLOT_MILLIS))
                .toArray();
    }

    /** The engine of the sequence. */
    SequenceMatcher matcher(SequenceDetection detection) {
        return matchers.apply(detection);
    }

    /**
     * Each moment in the range at which the count was reached, as derived observations. Empty where
     * that detection sleeps.
     */
    public List<Observation> reached(String countDetectionId, TimeRange range) {
        if (!(detections.apply(countDetectionId) instanceof CountDetection count)) {
            return List.of();
        }
        AskedMoments asked = new AskedMoments(countDetectionId, range);
        List<Observation> known = reached.get(asked);
        if (known == null) {
            known = as(count, () -> count.reachedIn(this, range));
            reached.put(asked, known);
        }
        return known;
    }

    /**
     * Whether an alert of this entity was open at the time: its first record lies at or before it,
     * and no more than {@link #OPEN} ago. False where that detection sleeps.
     */
    public boolean isOpen(String detectionId, long time) {
        Detection asked = detections.apply(detectionId);
        if (asked == null || !asked.canFind(this)) {
            return false;
        }
        TimeRange anchors =
                new TimeRange(
                        TimeRange.plus(time, -OPEN.toMillis() - asked.longestPeriod()), time + 1);
        List<Finding> findings = once("open " + detectionId + anchors, () -> judge(asked, anchors));
        return findings.stream()
                .mapToLong(Finding::firstEvidence)
                .anyMatch(first -> first <= time && first >= time - OPEN.toMillis());
    }

    /**
     * What is worked out at most once as long as the state does not change.
     *
     * @param name of the detection and of what it works out
     */
    @SuppressWarnings("unchecked") // One name is always used with one type.
    public <T> T once(String name, Supplier<T> work) {
        Object known = worked.get(name);
        if (known == null) {
            known = work.get();
            worked.put(name, known);
        }
        return (T) known;
    }

    /** A number that is worked out at most once as long as the state does not change. */
    long remembered(String name, LongSupplier number) {
        Long known = numbers.get(name);
        if (known == null) {
            known = number.getAsLong();
            numbers.put(name, known);
        }
        return known;
    }

    /** First millisecond of the aligned period that the time lies in; see {@link Periods}. */
    long startOfPeriod(long time, Duration period, ZoneId zone) {
        return period(time, period, zone).from();
    }

    /** First millisecond after the aligned period that the time lies in. */
    long endOfPeriod(long time, Duration period, ZoneId zone) {
        return period(time, period, zone).to();
    }

    /**
     * Nearly all questions of one turn are about one day. A policy that begins or ends within the
     * period cuts it: what is grouped is judged by one policy.
     */
    private TimeRange period(long time, Duration period, ZoneId zone) {
        if (lastPeriod != null
                && period.equals(lastLength)
                && zone.equals(lastZone)
                && lastPeriod.contains(time)) {
            return lastPeriod;
        }
        AskedPeriod asked = new AskedPeriod(period, zone);
        TimeRange known = periods.get(asked);
        if (known == null || !known.contains(time)) {
            known =
                    cut(
                            new TimeRange(
                                    Periods.start(time, period, zone),
                                    Periods.end(time, period, zone)),
                            time);
            periods.put(asked, known);
        }
        lastPeriod = known;
        lastLength = period;
        lastZone = zone;
        return known;
    }

    private TimeRange cut(TimeRange period, long time) {
        if (time < times.from()) {
            return new TimeRange(period.from(), Math.min(period.to(), times.from()));
        }
        return time < times.to()
                ? period.and(times)
                : new TimeRange(Math.max(period.from(), times.to()), period.to());
    }

    private record AskedMoments(String countDetectionId, TimeRange range) {}

    private record AskedPeriod(Duration length, ZoneId zone) {}
}
