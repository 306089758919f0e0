package io.entracep.state;

import io.entracep.signal.Observation;
import io.entracep.signal.SignalSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the journal of one type of entity keeps: the needs of all detections together. An
 * observation is kept while at least one need claims it. Immutable.
 */
public final class JournalPlan {
    private static final int EASILY_LOOKED_THROUGH = 12;

    private final List<Need> asked;
    private final List<Lesson> taught;
    private final NeedIndex needs;
    private final SmallHour small;
    private final SignalSet signals;
    private final long longestReach;
    private final Map<Long, List<Lesson>> lessons = new HashMap<>();

    public JournalPlan(List<Need> needs) {
        this(needs, List.of());
    }

    /**
     * @param lessons what rules want remembered beside the journal
     */
    public JournalPlan(List<Need> needs, List<Lesson> lessons) {
        this.asked = List.copyOf(needs);
        this.taught = List.copyOf(lessons);
        for (Lesson lesson : lessons) {
            this.lessons.computeIfAbsent(lesson.signal(), key -> new ArrayList<>(1)).add(lesson);
        }
        this.needs = new NeedIndex(needs);
        this.small = new SmallHour(this.needs);
        SignalSet union = SignalSet.NONE;
        long longest = 0;
        for (Need need : needs) {
            union = union.union(need.signals());
            longest = Math.max(longest, need.reachMillis());
        }
        this.signals = union;
        this.longestReach = longest;
    }

    /** One that keeps what any of them keeps. */
    public static JournalPlan ofAll(List<JournalPlan> plans) {
        return new JournalPlan(
                plans.stream().flatMap(plan -> plan.asked.stream()).distinct().toList(),
                plans.stream().flatMap(plan -> plan.taught.stream()).distinct().toList());
    }

    /** The longest time that anything is read back, milliseconds. */
    public long longestReach() {
        return longestReach;
    }

    /** What is to be remembered of the records of a rule, by the number of its signal. */
    List<Lesson> lessons(long rule) {
        return lessons.getOrDefault(rule, List.of());
    }

    /** Whether anything wants it. */
    public boolean admits(Observation observation) {
        if (!observation.signals().intersects(signals)) {
            return false;
        }
        for (Need need : needs.of(observation)) {
            if (need.admits(observation)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Until when the observation may be read, as event time; its own time where nothing reads it.
     */
    public long readUntil(Observation observation) {
        long reach = 0;
        for (Need need : needs.of(observation)) {
            if (need.admits(observation)) {
                reach = Math.max(reach, need.reachMillis());
            }
        }
        return TimeRange.plus(observation.time(), reach);
    }

    /**
     * What an insert did.
     *
     * @param hour the hour as it is now
     * @param changed whether it is another: not for a duplicate, an older delivery, or one that no
     *     need claims
     * @param previous the older delivery that it replaced, null where there was none
     * @param dropped what was kept and no longer is
     * @param refused no need claims it, since others lie before and after it
     */
    public record Insertion(
            JournalHour hour,
            boolean changed,
            @Nullable Observation previous,
            List<Observation> dropped,
            boolean refused) {}

    /**
     * Puts the observation into the hour.
     *
     * @param index of an hour too full to look through; asked for only then
     */
    Insertion insert(
            JournalHour hour, Observation observation, Function<JournalHour, HourIndex> index) {
        if (hour.entries().size() > EASILY_LOOKED_THROUGH) {
            return insert(index.apply(hour), observation, index);
        }
        List<Observation> entries = new ArrayList<>(hour.entries().size() + 1);
        entries.addAll(hour.entries());
        int known = indexOf(entries, observation.eventId());
        Observation previous = null;
        if (known >= 0) {
            previous = entries.get(known);
            if (!observation.supersedes(previous)) {
                return new Insertion(hour, false, null, List.of(), false);
            }
            entries.remove(known);
        }
        entries.add(
                -Collections.binarySearch(entries, observation, Observation.ORDER) - 1,
                observation);
        List<Observation> unclaimed = small.unclaimed(entries, observation);
        if (unclaimed.isEmpty()) {
            return new Insertion(
                    new JournalHour(entries, hour.overflow()), true, previous, List.of(), false);
        }
        SignalSet overflow = hour.overflow();
        List<Observation> dropped = new ArrayList<>(unclaimed);
        for (Observation entry : unclaimed) {
            overflow = overflow.union(entry.signals());
            entries.remove(Collections.binarySearch(entries, entry, Observation.ORDER));
        }
        boolean refused = dropped.removeIf(entry -> entry == observation);
        boolean changed =
                !refused
                        || !dropped.isEmpty()
                        || previous != null
                        || !overflow.equals(hour.overflow());
        return new Insertion(
                changed ? new JournalHour(entries, overflow) : hour,
                changed,
                previous,
                dropped,
                refused);
    }

    private static Insertion insert(
            HourIndex index, Observation observation, Function<JournalHour, HourIndex> indexOf) {
        JournalHour before = index.hour();
        Observation previous = index.find(observation.eventId());
        HourIndex without = index;
        if (previous != null) {
            if (!observation.supersedes(previous)) {
                return new Insertion(before, false, null, List.of(), false);
            }
            List<Observation> rest = new ArrayList<>(before.entries());
            rest.remove(previous);
            without = indexOf.apply(new JournalHour(rest, before.overflow()));
        }
        List<Observation> dropped = new ArrayList<>(without.insert(observation));
        boolean refused = dropped.removeIf(entry -> entry == observation);
        JournalHour after = without.hour();
        return new Insertion(after, after != before, previous, dropped, refused);
    }

    private static int indexOf(List<Observation> entries, String eventId) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).eventId().equals(eventId)) {
                return i;
            }
        }
        return -1;
    }

    /** The hour, prepared for inserts. */
    HourIndex index(JournalHour hour) {
        return new HourIndex(needs, hour);
    }
}
