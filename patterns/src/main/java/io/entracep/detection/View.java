package io.entracep.detection;

import io.entracep.event.RoleReference;
import io.entracep.policy.TenantPolicy;
import io.entracep.signal.Entity;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.SignalSet;
import io.entracep.state.Calendar;
import io.entracep.state.EntityMemory;
import io.entracep.state.Habits;
import io.entracep.state.Presence;
import io.entracep.state.PrivilegeChange;
import io.entracep.state.Profile;
import io.entracep.state.ProfileKind;
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
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What a detection sees of one entity: its state and the tenant's policy, and nothing else. What is
 * true of a person is asked as of the observation's time.
 */
public final class View {
    private static final long DAY = Duration.ofDays(1).toMillis();

    private final Entity entity;
    private final EntityMemory memory;
    private final TenantPolicy policy;
    private final Lateness lateness;
    private final Function<SequenceDetection, SequenceMatcher> matchers;
    private final Function<String, @Nullable Detection> detections;
    private final Map<AskedMoments, List<Observation>> reached = new HashMap<>(0);
    private final Map<AskedPeriod, TimeRange> periods = new HashMap<>(0);
    private final Map<String, Long> numbers = new HashMap<>(0);
    private @Nullable SignalSet signals;
    private final Map<SignalSet, Prefetched> prefetched = new HashMap<>(0);

    /**
     * How late records may be.
     *
     * @param allowedDisorder how late a record may come and still change a verdict, milliseconds
     * @param completeBefore records older than this came before the checkpoint that was restored,
     *     or were judged alone; {@link Long#MIN_VALUE} where that is true of none
     */
    public record Lateness(long allowedDisorder, long completeBefore) {}

    /**
     * @param matchers engine of each sequence
     * @param detections active detections by id
     */
    public View(
            Entity entity,
            EntityMemory memory,
            TenantPolicy policy,
            Lateness lateness,
            Function<SequenceDetection, SequenceMatcher> matchers,
            Function<String, @Nullable Detection> detections) {
        this.entity = entity;
        this.memory = memory;
        this.policy = policy;
        this.lateness = lateness;
        this.matchers = matchers;
        this.detections = detections;
    }

    public Entity entity() {
        return entity;
    }

    public TenantPolicy policy() {
        return policy;
    }

    /** Every signal that the journal of the entity has. */
    SignalSet signals() {
        if (signals == null) {
            signals = memory.signals();
        }
        return signals;
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

    /** Whether more was seen in the range than is kept; the text of the alert says so. */
    public boolean overflowed(TimeRange range, SignalSet any) {
        return memory.overflowed(range, any);
    }

    /**
     * The last observation before this one, by {@link Observation#ORDER}, not older than {@code
     * within}; null for none.
     */
    public @Nullable Observation latestBefore(
            Observation end, Duration within, SignalSet any, Predicate<Observation> test) {
        List<Observation> slice =
                observations(
                        new TimeRange(end.time() - within.toMillis() + 1, end.time() + 1), any);
        for (int i = slice.size() - 1; i >= 0; i--) {
            Observation candidate = slice.get(i);
            if (Observation.ORDER.compare(candidate, end) < 0 && test.test(candidate)) {
                return candidate;
            }
        }
        return null;
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

    /**
     * Whether the value was never seen on a day closed for this time: one that ended at least the
     * allowed disorder before the day of this time began. So nobody trains a baseline within the
     * hour, and late records rarely change a verdict.
     *
     * @return false also where the entity is still learning ({@link #hasLearned}) or the kind had
     *     more values than count
     */
    public boolean isNew(ProfileKind kind, @Nullable String value, long time, int minDays) {
        if (value == null) {
            return false;
        }
        long to = closedBefore(time);
        long from = to - Profile.MEMORY_DAYS;
        Profile profile = memory.profile();
        return !profile.overflowed(kind, from, to) && profile.days(kind, value, from, to) < minDays;
    }

    /** On how many days closed for this time (see {@link #isNew}) the value was seen. */
    public int closedDays(ProfileKind kind, @Nullable String value, long time) {
        long to = closedBefore(time);
        return value == null ? 0 : memory.profile().days(kind, value, to - Profile.MEMORY_DAYS, to);
    }

    /** Whether the value was seen on no day before the day of this time, as far as remembered. */
    public boolean isFirstDay(ProfileKind kind, @Nullable String value, long time) {
        long day = Habits.day(time);
        long from = closedBefore(time) - Profile.MEMORY_DAYS;
        return value != null && memory.profile().days(kind, value, from, day) == 0;
    }

    /** Whether the entity was active on at least so many closed days before this time. */
    public boolean hasLearned(ProfileKind activity, int days, long time) {
        long to = closedBefore(time);
        return memory.profile().days(activity, "", to - Profile.MEMORY_DAYS, to) >= days;
    }

    /**
     * On how many closed days among the last so many before this time the value was seen. What an
     * entity has too many values of is not among them: use it where a value that is known excuses.
     */
    public int daysSeen(ProfileKind kind, String value, long time, int days) {
        return memory.profile().days(kind, value, Habits.day(time) - days, closedBefore(time));
    }

    /** Last day before {@code day} with the value, {@link Long#MIN_VALUE} for none. */
    public long lastDayBefore(ProfileKind kind, String value, long day) {
        Calendar calendar = memory.profile().calendar(kind, value);
        return calendar == null ? Long.MIN_VALUE : calendar.lastBefore(day);
    }

    /**
     * What the calendars told for certain before a crash, to rule out what cannot have been said.
     */
    public KnownAtRestore knownAtRestore() {
        return new KnownAtRestore(
                memory.profile(), Habits.day(lateness.completeBefore()), disorderDays());
    }

    /** The calendar of the value, null where it was never seen. */
    public @Nullable Calendar calendar(ProfileKind kind, String value) {
        return memory.profile().calendar(kind, value);
    }

    /**
     * Whether this user is a privileged account as of the time: by the policy, or by a privileged
     * role held then.
     */
    public boolean isPrivileged(@Nullable String name, long asOf) {
        return privilege(name, asOf) != null;
    }

    /**
     * Whether this user is or was a privileged account at any time: unlike {@link #isPrivileged} it
     * stays true whatever else becomes known.
     */
    public boolean wasEverPrivileged(@Nullable String name) {
        return entity.type() == EntityType.USER
                && (policy.isPrivilegedAccount(entity.id(), name)
                        || memory.timeline().changes().stream()
                                .anyMatch(
                                        change ->
                                                policy.isPrivilegedRole(
                                                        change.roleKey(), change.roleName())));
    }

    /** Why this user is a privileged account as of the time, in words; null where it is not one. */
    public @Nullable String privilege(@Nullable String name, long asOf) {
        if (entity.type() != EntityType.USER) {
            return null;
        }
        if (policy.isPrivilegedAccount(entity.id(), name)) {
            return "listed as privileged account";
        }
        PrivilegeChange held =
                memory.timeline().held(asOf, (key, role) -> policy.isPrivilegedRole(key, role));
        return held == null ? null : inWords(held);
    }

    /** An eligibility outlives its activations: who may activate a role does not always hold it. */
    private static String inWords(PrivilegeChange held) {
        String role = held.roleName().isEmpty() ? held.roleKey() : held.roleName();
        return held.kind() == PrivilegeChange.ASSIGNED ? "holds " + role : "may activate " + role;
    }

    /** Whether the user holds or held one of the highest roles at any time. */
    public boolean wasEverTierZero() {
        return memory.timeline().changes().stream()
                .anyMatch(change -> policy.isTierZeroRole(change.roleKey(), change.roleName()));
    }

    /**
     * Whether the user holds one of the highest roles as of the time, so far as the stream tells.
     */
    public boolean isTierZero(long asOf) {
        return memory.timeline().held(asOf, (key, role) -> policy.isTierZeroRole(key, role))
                != null;
    }

    /** Whether the record is about a role that the policy counts as privileged. */
    public boolean isAboutPrivilegedRole(Observation observation) {
        RoleReference role =
                observation.event().audit() == null ? null : observation.event().audit().role();
        return role != null && policy.isPrivilegedRole(role.templateId(), role.name());
    }

    /** How many events of the metric the hour had. */
    public long total(String metric, long hour) {
        return memory.total(metric, hour);
    }

    /**
     * Slots of {@link io.entracep.state.Presence} in which the metric was seen, in order.
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

    /** The closest match of the sequence that ends in {@code end}; see {@link SequenceMatcher}. */
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
            known = count.reachedIn(this, range);
            reached.put(asked, known);
        }
        return known;
    }

    /**
     * Whether the count may have been reached in the range at some time; always where it is not a
     * count.
     */
    public boolean mayHaveReached(String detectionId, TimeRange range) {
        return !(detections.apply(detectionId) instanceof CountDetection count)
                || count.mayBeReached(this, range);
    }

    /** How late a record may come and still change a verdict. */
    public Duration allowedDisorder() {
        return Duration.ofMillis(lateness.allowedDisorder());
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

    /** Nearly all questions of one turn are about one day. */
    private TimeRange period(long time, Duration period, ZoneId zone) {
        AskedPeriod asked = new AskedPeriod(period, zone);
        TimeRange known = periods.get(asked);
        if (known == null || !known.contains(time)) {
            known =
                    new TimeRange(
                            Periods.start(time, period, zone), Periods.end(time, period, zone));
            periods.put(asked, known);
        }
        return known;
    }

    private record AskedMoments(String countDetectionId, TimeRange range) {}

    private record AskedPeriod(Duration length, ZoneId zone) {}

    private long closedBefore(long time) {
        return Habits.day(time) - disorderDays();
    }

    private int disorderDays() {
        return (int) ((lateness.allowedDisorder() + DAY - 1) / DAY);
    }
}
