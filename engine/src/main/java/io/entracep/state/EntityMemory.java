package io.entracep.state;

import io.entracep.signal.Entity;
import io.entracep.signal.Observation;
import io.entracep.signal.SignalSet;
import io.entracep.state.JournalPlan.Insertion;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one entity while some inputs are handled: inserts, reads, forgets. Reads each part
 * of the store at most once; journal, calendars, privileges and head are written by {@link #save}
 * and not before, and only where they changed. Totals, and what was said, are written at once.
 */
public final class EntityMemory {
    private static final long HOUR = 3_600_000L;

    /**
     * Privileges of an account without any activity are forgotten after 400 days without a change.
     */
    private static final long PRIVILEGE_MEMORY = 400 * 24 * HOUR;

    private final EntityStore store;
    private final JournalPlan plan;
    private final Tenant tenant;
    private final Journal journal;
    private final EntityTotals totals;
    private boolean unsavedProfile;
    private boolean unsavedTimeline;
    private @Nullable Profile profile;
    private @Nullable PrivilegeTimeline timeline;

    /**
     * What of the tenant's policy decides how is remembered.
     *
     * @param zone of hours
     * @param importance of a role or group, by the key and the name of the privilege: 0 for none
     */
    public record Tenant(ZoneId zone, ToIntBiFunction<String, String> importance) {}

    /**
     * @param indexes outlives this: what speeds up the next insert; of this store and no other
     */
    public EntityMemory(
            Entity entity,
            EntityStore store,
            JournalPlan plan,
            Tenant tenant,
            HourIndexes indexes) {
        this.store = store;
        this.plan = plan;
        this.tenant = tenant;
        this.journal = new Journal(entity, store, plan, indexes);
        this.totals = new EntityTotals(store);
    }

    /**
     * What an insert changed.
     *
     * @param journal the observation is new in the journal, or a newer delivery
     * @param previous the older delivery that it replaced, null where there was none
     * @param dropped what the journal kept until now and no longer does: what was judged of it is
     *     judged again, or the order of arrival would decide
     * @param trained kinds of calendars that gained a day
     * @param privileges times of which the privilege timeline may tell another thing than before
     * @param refused the journal's bound left the observation out
     */
    public record Change(
            boolean journal,
            @Nullable Observation previous,
            List<Observation> dropped,
            Set<ProfileKind> trained,
            TimeRange privileges,
            boolean refused) {

        /** Whether the privilege timeline changed. */
        public boolean privilege() {
            return !privileges.isEmpty();
        }

        /** Whether nothing changed: a duplicate. */
        public boolean isNone() {
            return !journal && trained.isEmpty() && !privilege();
        }
    }

    /**
     * Whether an insert could change anything: in the journal, in the calendars, in the privileges.
     */
    public static boolean wants(JournalPlan plan, Observation observation) {
        return plan.admits(observation)
                || Habits.trains(observation)
                || PrivilegeChanges.of(observation) != null;
    }

    /** Inserts. */
    public Change insert(Observation observation) {
        Insertion insertion = plan.admits(observation) ? journal.insert(observation) : null;
        return new Change(
                insertion != null && insertion.changed(),
                insertion == null ? null : insertion.previous(),
                insertion == null ? List.of() : insertion.dropped(),
                train(observation),
                learnPrivilege(observation),
                insertion != null && insertion.refused());
    }

    /**
     * Removes an observation that no longer holds (a finding that was cleared). Returns whether it
     * was there.
     */
    public boolean remove(Observation observation) {
        return journal.remove(observation);
    }

    /** Every signal that the journal has. */
    public SignalSet signals() {
        return head().signals();
    }

    /** First millisecond after the last hour of which the journal has anything. */
    public long end() {
        long[] hours = head().hours();
        return hours.length == 0 ? Long.MIN_VALUE : (hours[hours.length - 1] + 1) * HOUR;
    }

    /** The observations in the range with any of the signals, in {@link Observation#ORDER}. */
    public List<Observation> observations(TimeRange range, SignalSet any) {
        return journal.observations(range, any);
    }

    /** The last observation in the range with any of the signals that passes; null for none. */
    public @Nullable Observation latest(
            TimeRange range, SignalSet any, Predicate<Observation> test) {
        return journal.latest(range, any, test);
    }

    /** How many observations the journal has of the hour of this time. */
    public int observationsInHourOf(long time) {
        return journal.observationsInHourOf(time);
    }

    /** Adds to a total. Returns whether it changed. */
    public boolean addTotal(String metric, long hour, byte[] sketch) {
        return totals.add(metric, hour, sketch);
    }

    /** How many events of the metric in the hour. */
    public long total(String metric, long hour) {
        return totals.count(metric, hour);
    }

    /** Slots in which the metric was seen on a day; see {@link Presence}. */
    public BitSet presence(String metric, long day) {
        return totals.presence(metric, day);
    }

    /** Days on which the metric was seen, in order. Reads the names of all totals. */
    public long[] daysOf(String metric) {
        return totals.daysOf(metric);
    }

    public Profile profile() {
        if (profile == null) {
            profile = store.profile();
        }
        return profile;
    }

    public PrivilegeTimeline timeline() {
        if (timeline == null) {
            timeline = store.timeline();
        }
        return timeline;
    }

    /** With every hour of the journal as it is now. */
    public Head head() {
        return journal.head();
    }

    /** Changes the head; of the journal's hours it tells the same. */
    public void head(Head next) {
        journal.head(next);
    }

    /** Writes what changed since the last time. */
    public void save() {
        journal.save();
        if (unsavedProfile) {
            store.profile(profile());
            unsavedProfile = false;
        }
        if (unsavedTimeline) {
            store.timeline(timeline());
            unsavedTimeline = false;
        }
    }

    /** What was said about anchors in the range. */
    public List<Said> said(TimeRange range) {
        List<Said> found = new ArrayList<>();
        for (long number : head().saidHours()) {
            if (range.touches(number * HOUR, (number + 1) * HOUR)) {
                for (Said said : store.said(number).entries()) {
                    if (range.contains(said.anchorTime())) {
                        found.add(said);
                    }
                }
            }
        }
        return found;
    }

    /** Remembers what was said. */
    public void say(Said said) {
        long number = Math.floorDiv(said.anchorTime(), HOUR);
        store.said(number, store.said(number).with(said));
        head(head().withSaidHour(number));
    }

    /**
     * Forgets what nothing reads any more.
     *
     * @param eventTime watermark
     * @param allowedDisorder how much later than the watermark a record may still come,
     *     milliseconds
     * @param saidReach how long after its anchor a finding may still change, milliseconds
     */
    public void forget(long eventTime, long allowedDisorder, long saidReach) {
        long limit = TimeRange.plus(eventTime, -allowedDisorder);
        journal.forgetBefore(limit);
        long saidLimit = TimeRange.plus(limit, -saidReach);
        for (long number : head().saidHours()) {
            if ((number + 1) * HOUR < saidLimit) {
                store.said(number, SaidHour.EMPTY);
                head(head().withoutSaidHour(number));
            }
        }
        Profile shorter = profile().forgetBefore(Habits.day(limit) - Profile.MEMORY_DAYS);
        if (shorter != profile) {
            profile = shorter;
            unsavedProfile = true;
        }
        forgetPrivileges(limit);
        totals.forget(limit);
    }

    /** Privileges outlive everything else: a role is held until it is taken away. */
    private void forgetPrivileges(long limit) {
        List<PrivilegeChange> changes = timeline().changes();
        if (!changes.isEmpty()
                && profile().calendars().isEmpty()
                && changes.get(changes.size() - 1).time() < limit - PRIVILEGE_MEMORY) {
            timeline = PrivilegeTimeline.EMPTY;
            unsavedTimeline = true;
        }
    }

    /** Whether there is nothing left that could be forgotten later. */
    public boolean isEmpty() {
        return head().isEmpty()
                && profile().calendars().isEmpty()
                && timeline().changes().isEmpty()
                && totals.isEmpty();
    }

    private Set<ProfileKind> train(Observation observation) {
        learn(observation);
        if (!Habits.trains(observation)) {
            return Set.of();
        }
        Profile before = profile();
        long day = Habits.day(observation.time());
        EnumSet<ProfileKind> trained = EnumSet.noneOf(ProfileKind.class);
        Habits.teach(
                observation,
                tenant.zone(),
                (kind, value) -> {
                    Profile next = profile().with(kind, value, day);
                    if (next != profile()) {
                        profile = next;
                        trained.add(kind);
                    }
                });
        if (profile() != before) {
            unsavedProfile = true;
        }
        return trained;
    }

    /** What rules want remembered. Events of doubtful time teach nothing. */
    private void learn(Observation observation) {
        if (observation.signals().rules().length == 0 || observation.event().timeSuspect()) {
            return;
        }
        long day = Habits.day(observation.time());
        for (long rule : observation.signals().rules()) {
            for (Lesson lesson : plan.lessons(rule)) {
                learn(lesson.historyKind(), "", day);
                String value = lesson.value().apply(observation);
                if (value != null && !value.isEmpty()) {
                    learn(lesson.kind(), value, day);
                }
            }
        }
    }

    private void learn(int kind, String value, long day) {
        Profile next = profile().with(kind, value, day);
        if (next != profile()) {
            profile = next;
            unsavedProfile = true;
        }
    }

    private TimeRange learnPrivilege(Observation observation) {
        PrivilegeChange change = PrivilegeChanges.of(observation);
        if (change == null) {
            return TimeRange.NEVER;
        }
        PrivilegeTimeline before = timeline();
        PrivilegeTimeline next = before.with(change, tenant.importance());
        if (next == before) {
            return TimeRange.NEVER;
        }
        timeline = next;
        unsavedTimeline = true;
        return next.changedFrom(before, change);
    }
}
