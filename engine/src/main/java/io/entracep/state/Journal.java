package io.entracep.state;

import io.entracep.signal.Entity;
import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.state.JournalPlan.Insertion;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The observations of one entity while some inputs are handled, by hour, and the head that tells
 * which hours there are. Nothing is written before {@link #save}.
 */
final class Journal {
    private static final long HOUR = 3_600_000L;
    private static final SignalSet FINDING = SignalSet.of(Signal.FINDING);

    private final Entity entity;
    private final EntityStore store;
    private final JournalPlan plan;
    private final HourIndexes indexes;

    private static final long ROUNDING = 2_000;

    /** Every hour that was read or changed. */
    private final Map<Long, JournalHour> hours = new HashMap<>();

    private final Set<Long> unsavedHours = new HashSet<>();

    /** Those of the unsaved ones of which the head does not tell yet. */
    private final Set<Long> hoursAheadOfHead = new HashSet<>();

    private boolean unsavedHead;
    private @Nullable Head head;

    Journal(Entity entity, EntityStore store, JournalPlan plan, HourIndexes indexes) {
        this.entity = entity;
        this.store = store;
        this.plan = plan;
        this.indexes = indexes;
    }

    /** Inserts what the plan admits. */
    Insertion insert(Observation observation) {
        long number = Math.floorDiv(observation.time(), HOUR);
        Observation beside = null;
        if (observation.derivation() != null) {
            removeElsewhere(observation, number);
        } else {
            beside = deliveryBeside(observation, number);
            if (beside != null && !observation.supersedes(beside)) {
                return new Insertion(hour(number), false, null, List.of(), false);
            }
        }
        Insertion insertion =
                plan.insert(
                        hour(number), observation, hour -> indexes.of(entity, number, hour, plan));
        if (insertion.changed()) {
            write(number, insertion.hour());
        }
        if (beside == null) {
            return insertion;
        }
        removeFrom(Math.floorDiv(beside.time(), HOUR), beside.eventId());
        return new Insertion(
                insertion.hour(), true, beside, insertion.dropped(), insertion.refused());
    }

    /**
     * A delivery of the same event in the hour beside: what delivers logs cuts and rounds times, so
     * that deliveries of one event differ a little.
     */
    private @Nullable Observation deliveryBeside(Observation observation, long number) {
        long other = Math.floorDiv(observation.time() - ROUNDING, HOUR);
        if (other == number) {
            other = Math.floorDiv(observation.time() + ROUNDING, HOUR);
        }
        return other == number ? null : hour(other).delivery(observation.eventId());
    }

    /** Removes the delivery of an event, whenever it was. Returns whether there was one. */
    boolean remove(Observation observation) {
        boolean removed = false;
        Head index = head();
        for (int i = 0; i < index.hours().length; i++) {
            if (index.hasAt(i, observation.signals())) {
                removed |= removeFrom(index.hours()[i], observation.eventId());
            }
        }
        return removed;
    }

    /** A later delivery of a finding may have moved to another hour: the earlier one goes. */
    private void removeElsewhere(Observation finding, long number) {
        JournalHour here = hour(number);
        Boolean isHeld = indexes.holds(entity, number, here, finding.eventId());
        if (isHeld == null ? here.holds(finding.eventId()) : isHeld) {
            return;
        }
        Head index = head();
        for (int i = 0; i < index.hours().length; i++) {
            if (index.hours()[i] != number && index.hasAt(i, FINDING)) {
                removeFrom(index.hours()[i], finding.eventId());
            }
        }
    }

    private boolean removeFrom(long number, String eventId) {
        JournalHour before = hour(number);
        if (!before.holds(eventId)) {
            return false;
        }
        List<Observation> entries = before.entries();
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).eventId().equals(eventId)) {
                List<Observation> rest = new ArrayList<>(entries);
                rest.remove(i);
                write(number, new JournalHour(rest, before.overflow()));
                return true;
            }
        }
        return false;
    }

    /** The observations in the range with any of the signals, in {@link Observation#ORDER}. */
    List<Observation> observations(TimeRange range, SignalSet any) {
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
            if (!index.hasAt(i, any)) {
                continue;
            }
            List<Observation> entries = hour(number).entries();
            for (int k = firstIn(range, number, entries); k < entries.size(); k++) {
                Observation entry = entries.get(k);
                if (entry.time() >= range.to()) {
                    break;
                }
                if (entry.signals().intersects(any)) {
                    found.add(entry);
                }
            }
        }
        return found;
    }

    /** The last observation in the range with any of the signals that passes; null for none. */
    @Nullable Observation latest(TimeRange range, SignalSet any, Predicate<Observation> test) {
        Head index = head();
        int at = Arrays.binarySearch(index.hours(), Math.floorDiv(range.to() - 1, HOUR));
        for (int i = at < 0 ? -at - 2 : at; i >= 0; i--) {
            long number = index.hours()[i];
            if ((number + 1) * HOUR <= range.from()) {
                break;
            }
            if (!index.hasAt(i, any)) {
                continue;
            }
            List<Observation> entries = hour(number).entries();
            for (int k = entries.size() - 1; k >= 0; k--) {
                Observation entry = entries.get(k);
                if (entry.time() < range.from()) {
                    return null;
                }
                if (entry.time() < range.to()
                        && entry.signals().intersects(any)
                        && test.test(entry)) {
                    return entry;
                }
            }
        }
        return null;
    }

    private static int firstIn(TimeRange range, long number, List<Observation> entries) {
        return number * HOUR < range.from() ? Observation.firstAt(entries, range.from()) : 0;
    }

    /** How many observations there are of the hour of this time. */
    int observationsInHourOf(long time) {
        return hour(Math.floorDiv(time, HOUR)).entries().size();
    }

    /** Forgets what nothing reads at or after this time. */
    void forgetBefore(long limit) {
        for (long number : head().hours()) {
            if ((number + 1) * HOUR < limit) {
                forgetIn(number, limit);
            }
        }
    }

    private void forgetIn(long number, long limit) {
        JournalHour before = hour(number);
        List<Observation> kept = new ArrayList<>(before.entries());
        if (kept.removeIf(entry -> plan.readUntil(entry) < limit)) {
            write(number, new JournalHour(kept, before.overflow()));
        }
    }

    /** With every hour as it is now. */
    Head head() {
        Head known = lastHead();
        if (!hoursAheadOfHead.isEmpty()) {
            for (long number : hoursAheadOfHead) {
                JournalHour content = hour(number);
                known =
                        content.entries().isEmpty()
                                ? known.withoutHour(number)
                                : known.withHour(number, content.signals());
            }
            hoursAheadOfHead.clear();
            replace(known);
        }
        return known;
    }

    /** Changes the head. */
    void head(Head next) {
        head();
        replace(next);
    }

    /** Without {@link #hoursAheadOfHead}. */
    private Head lastHead() {
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
    void save() {
        Head known = head();
        for (long number : unsavedHours) {
            store.hour(number, hour(number));
        }
        unsavedHours.clear();
        if (unsavedHead) {
            store.head(known);
            unsavedHead = false;
        }
    }

    private JournalHour hour(long number) {
        JournalHour known = hours.get(number);
        if (known == null) {
            known = read(number);
            hours.put(number, known);
        }
        return known;
    }

    /** Asks the store only for what the head says is there. */
    private JournalHour read(long number) {
        if (Arrays.binarySearch(lastHead().hours(), number) < 0) {
            return JournalHour.EMPTY;
        }
        JournalHour indexed = indexes.hour(entity, number);
        return indexed == null ? store.hour(number) : indexed;
    }

    private void write(long number, JournalHour content) {
        hours.put(number, content);
        unsavedHours.add(number);
        hoursAheadOfHead.add(number);
        indexes.written(entity, number, content);
    }
}
