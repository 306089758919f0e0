package io.entracep.state;

import io.entracep.signal.Entity;
import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.state.JournalPlan.Insertion;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one entity while some inputs are handled: inserts, reads, forgets. Reads each part
 * of the store at most once; journal, calendars, privileges and head are written by {@link #save},
 * and only where they changed.
 */
public final class EntityMemory {
    private static final long HOURS_PER_DAY = 24;
    private static final long HOUR = 3_600_000L;

    /**
     * Privileges of an account without any activity are forgotten after 400 days without a change.
     */
    private static final long PRIVILEGE_MEMORY = 400 * 24 * HOUR;

    private final Entity entity;
    private final EntityStore store;
    private final JournalPlan plan;
    private final ZoneId zone;
    private final HourIndexes indexes;
    private final Map<Long, JournalHour> hours = new HashMap<>();

    /** Hours that neither the store nor the head has yet. */
    private final Set<Long> unsavedHours = new HashSet<>();

    private boolean unsavedHead;
    private boolean unsavedProfile;
    private boolean unsavedTimeline;
    private @Nullable Head head;
    private @Nullable Profile profile;
    private @Nullable PrivilegeTimeline timeline;

    /**
     * @param indexes outlives this: what speeds up the next insert; of this store and no other
     */
    public EntityMemory(
            Entity entity, EntityStore store, JournalPlan plan, ZoneId zone, HourIndexes indexes) {
        this.entity = entity;
        this.store = store;
        this.plan = plan;
        this.zone = zone;
        this.indexes = indexes;
    }

    /**
     * What an insert changed.
     *
     * @param journal the observation is new in the journal, or a newer delivery
     * @param previous the older delivery that it replaced, null where there was none
     * @param dropped what the journal kept until now and no longer does: what was judged of it is
     *     judged again, or the order of arrival would decide
     * @param trained kinds of calendars that gained a day
     * @param privilege the privilege timeline changed
     * @param refused the journal's bound left the observation out
     */
    public record Change(
            boolean journal,
            @Nullable Observation previous,
            List<Observation> dropped,
            Set<ProfileKind> trained,
            boolean privilege,
            boolean refused) {

        /** What came or went beside the inserted one itself. */
        public List<Observation> touched() {
            List<Observation> touched = new ArrayList<>(dropped);
            if (previous != null) {
                touched.add(previous);
            }
            return touched;
        }

        /** Whether nothing changed: a duplicate. */
        public boolean isNone() {
            return !journal && trained.isEmpty() && !privilege;
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
        boolean journal = false;
        Observation previous = null;
        List<Observation> dropped = List.of();
        boolean refused = false;
        if (plan.admits(observation)) {
            long number = Math.floorDiv(observation.time(), HOUR);
            if (observation.derivation() != null) {
                removeElsewhere(observation, number);
            }
            JournalHour before = hour(number);
            Insertion insertion =
                    plan.insert(
                            before, observation, hour -> indexes.of(entity, number, hour, plan));
            journal = insertion.hour() != before;
            refused = insertion.refused();
            if (journal) {
                previous = insertion.previous();
                dropped = insertion.dropped();
                write(number, insertion.hour());
            }
        }
        return new Change(
                journal,
                previous,
                dropped,
                train(observation),
                learnPrivilege(observation),
                refused);
    }

    /**
     * Removes an observation that no longer holds (a finding that was cleared). Returns whether it
     * was there.
     */
    public boolean remove(Observation observation) {
        boolean removed = false;
        Head index = head();
        for (int i = 0; i < index.hours().length; i++) {
            SignalSet signals = new SignalSet(index.low()[i], index.high()[i]);
            if (signals.intersects(observation.signals())) {
                removed |= removeFrom(index.hours()[i], observation.eventId());
            }
        }
        return removed;
    }

    private boolean removeFrom(long number, String eventId) {
        JournalHour before = hour(number);
        Observation known = find(before, eventId);
        if (known == null) {
            return false;
        }
        List<Observation> rest = new ArrayList<>(before.entries());
        rest.remove(known);
        write(number, new JournalHour(rest, before.overflow()));
        return true;
    }

    /** A later delivery of a finding may have moved to another hour: the earlier one goes. */
    private void removeElsewhere(Observation finding, long number) {
        Head index = head();
        for (int i = 0; i < index.hours().length; i++) {
            SignalSet signals = new SignalSet(index.low()[i], index.high()[i]);
            if (index.hours()[i] != number && signals.has(Signal.FINDING)) {
                removeFrom(index.hours()[i], finding.eventId());
            }
        }
    }

    /** Adds to a total. Returns whether it changed. */
    public boolean addTotal(String metric, long hour, byte[] sketch) {
        String name = Totals.name(metric, hour);
        byte[] before = store.total(name);
        byte[] after = Totals.union(before, sketch);
        if (Arrays.equals(before, after)) {
            return false;
        }
        store.total(name, after);
        return true;
    }

    /** How many events of the metric in the hour. */
    public long total(String metric, long hour) {
        return Totals.count(store.total(Totals.name(metric, hour)));
    }

    /** Slots in which the metric was seen on a day; see {@link Presence}. */
    public BitSet presence(String metric, long day) {
        long hour = Presence.hour(day * Presence.SLOTS_PER_DAY);
        return Presence.slots(store.total(Totals.name(metric, hour)));
    }

    /** Days on which the metric was seen, in order. Reads the names of all totals. */
    public long[] daysOf(String metric) {
        String prefix = Totals.name(metric, 0).substring(0, metric.length() + 1);
        List<Long> days = new ArrayList<>();
        for (String name : store.totals()) {
            if (name.startsWith(prefix)) {
                days.add(Math.floorDiv(Totals.hourOf(name), HOURS_PER_DAY));
            }
        }
        return days.stream().mapToLong(Long::longValue).sorted().toArray();
    }

    /** Every signal that the journal has. */
    public SignalSet signals() {
        return head().signals();
    }

    /** The observations in the range with any of the signals, in {@link Observation#ORDER}. */
    public List<Observation> observations(TimeRange range, SignalSet any) {
        if (range.isEmpty()) {
            return List.of();
        }
        Head index = head();
        List<Observation> found = new ArrayList<>();
        int at = Arrays.binarySearch(index.hours(), Math.floorDiv(range.from(), HOUR));
        for (int i = at < 0 ? -at - 1 : at; i < index.hours().length; i++) {
            long number = index.hours()[i];
            if (number * HOUR >= range.to()) {
                break;
            }
            if (!any.intersects(new SignalSet(index.low()[i], index.high()[i]))) {
                continue;
            }
            for (Observation entry : hour(number).entries()) {
                if (range.contains(entry.time()) && entry.signals().intersects(any)) {
                    found.add(entry);
                }
            }
        }
        return found;
    }

    /** Whether more observations with one of the signals were seen in the range than are kept. */
    public boolean overflowed(TimeRange range, SignalSet any) {
        for (long number : head().hours()) {
            if (number * HOUR < range.to()
                    && (number + 1) * HOUR > range.from()
                    && hour(number).overflow().intersects(any)) {
                return true;
            }
        }
        return false;
    }

    /** How many observations the journal has of the hour of this time. */
    public int observationsInHourOf(long time) {
        return hour(Math.floorDiv(time, HOUR)).entries().size();
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

    /** With every hour as it is now; those that changed are written. */
    public Head head() {
        Head known = storedHead();
        if (!unsavedHours.isEmpty()) {
            for (long number : unsavedHours) {
                JournalHour content = hour(number);
                store.hour(number, content);
                SignalSet signals = content.signals();
                known =
                        content.entries().isEmpty()
                                ? known.withoutHour(number)
                                : known.withHour(number, signals.low(), signals.high());
            }
            unsavedHours.clear();
            replace(known);
        }
        return known;
    }

    /** Changes the head. */
    public void head(Head next) {
        head();
        replace(next);
    }

    /** Of the journal's hours it tells what the store has. */
    private Head storedHead() {
        if (head == null) {
            head = store.head();
        }
        return head;
    }

    private void replace(Head next) {
        if (!next.equals(head)) {
            head = next;
            unsavedHead = true;
        }
    }

    /** Writes what changed since the last time. */
    public void save() {
        Head known = head();
        if (unsavedHead) {
            store.head(known);
            unsavedHead = false;
        }
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
            if (number * HOUR < range.to() && (number + 1) * HOUR > range.from()) {
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
     */
    public void forget(long eventTime, long allowedDisorder, long saidReach) {
        long limit = TimeRange.plus(eventTime, -allowedDisorder);
        for (long number : head().hours()) {
            if ((number + 1) * HOUR < limit) {
                forgetIn(number, limit);
            }
        }
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
        forgetTotals(limit);
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
                && !store.totals().iterator().hasNext();
    }

    private void forgetIn(long number, long limit) {
        JournalHour before = hour(number);
        List<Observation> kept = new ArrayList<>(before.entries());
        kept.removeIf(entry -> plan.readUntil(entry) < limit);
        if (kept.size() < before.entries().size()) {
            write(number, new JournalHour(kept, before.overflow()));
        }
    }

    private void forgetTotals(long limit) {
        List<String> old = new ArrayList<>();
        long memory = Totals.hour(limit) - 15 * 24;
        for (String name : store.totals()) {
            if (Totals.hourOf(name) < memory) {
                old.add(name);
            }
        }
        old.forEach(name -> store.total(name, null));
    }

    private Set<ProfileKind> train(Observation observation) {
        if (!Habits.trains(observation)) {
            return Set.of();
        }
        Profile before = profile();
        long day = Habits.day(observation.time());
        EnumSet<ProfileKind> trained = EnumSet.noneOf(ProfileKind.class);
        Habits.teach(
                observation,
                zone,
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

    private boolean learnPrivilege(Observation observation) {
        PrivilegeChange change = PrivilegeChanges.of(observation);
        if (change == null) {
            return false;
        }
        PrivilegeTimeline next = timeline().with(change);
        boolean changed = next != timeline();
        if (changed) {
            timeline = next;
            unsavedTimeline = true;
        }
        return changed;
    }

    private JournalHour hour(long number) {
        JournalHour known = hours.get(number);
        if (known == null) {
            known = read(number);
            hours.put(number, known);
        }
        return known;
    }

    private JournalHour read(long number) {
        if (Arrays.binarySearch(storedHead().hours(), number) < 0) {
            return JournalHour.EMPTY;
        }
        JournalHour indexed = indexes.hour(entity, number);
        return indexed == null ? store.hour(number) : indexed;
    }

    private void write(long number, JournalHour content) {
        hours.put(number, content);
        unsavedHours.add(number);
        indexes.written(entity, number, content);
    }

    private static @Nullable Observation find(JournalHour hour, String eventId) {
        for (Observation entry : hour.entries()) {
            if (entry.eventId().equals(eventId)) {
                return entry;
            }
        }
        return null;
    }
}
