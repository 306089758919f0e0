package io.entracep.state;

import io.entracep.signal.Observation;
import io.entracep.signal.SignalSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the journal of one type of entity keeps: the needs of all detections together. An
 * observation is kept while at least one need claims it. Immutable.
 */
public final class JournalPlan {
    private final List<Need> needs;
    private final SignalSet signals;
    private final long longestReach;

    public JournalPlan(List<Need> needs) {
        this.needs = List.copyOf(needs);
        SignalSet union = SignalSet.NONE;
        long longest = 0;
        for (Need need : needs) {
            union = union.union(need.signals());
            longest = Math.max(longest, need.reachMillis());
        }
        this.signals = union;
        this.longestReach = longest;
    }

    /** The longest time that anything is read back, milliseconds. */
    public long longestReach() {
        return longestReach;
    }

    /** Whether anything wants it. */
    public boolean admits(Observation observation) {
        if (!observation.signals().intersects(signals)) {
            return false;
        }
        for (Need need : needs) {
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
        for (Need need : needs) {
            if (need.admits(observation)) {
                reach = Math.max(reach, need.reachMillis());
            }
        }
        return TimeRange.plus(observation.time(), reach);
    }

    /**
     * The hour with the observation in it.
     *
     * @return the same instance when nothing changed: a duplicate, an older delivery, or one that
     *     no group keeps
     */
    public JournalHour insert(JournalHour hour, Observation observation) {
        List<Observation> entries = new ArrayList<>(hour.entries().size() + 1);
        entries.addAll(hour.entries());
        int known = indexOf(entries, observation.eventId());
        if (known >= 0) {
            if (!observation.supersedes(entries.get(known))) {
                return hour;
            }
            entries.remove(known);
        }
        int at = Collections.binarySearch(entries, observation, Observation.ORDER);
        entries.add(at < 0 ? -at - 1 : at, observation);
        return trimmed(hour, entries, observation);
    }

    private JournalHour trimmed(
            JournalHour before, List<Observation> entries, Observation inserted) {
        Set<Observation> candidates = unclaimedBecauseOf(entries, inserted);
        if (candidates.isEmpty()) {
            return new JournalHour(entries, before.overflow());
        }
        Set<Observation> dropped = unclaimed(candidates, entries);
        SignalSet overflow = before.overflow();
        for (Observation entry : dropped) {
            overflow = overflow.union(entry.signals());
        }
        if (dropped.isEmpty()) {
            return new JournalHour(entries, before.overflow());
        }
        if (dropped.size() == 1
                && dropped.contains(inserted)
                && overflow.equals(before.overflow())) {
            return before;
        }
        entries.removeIf(dropped::contains);
        return new JournalHour(entries, overflow);
    }

    /** Entries that a need which admits the inserted one no longer claims. */
    private Set<Observation> unclaimedBecauseOf(List<Observation> entries, Observation inserted) {
        Set<Observation> unclaimed = Set.of();
        for (int i = 0; i < needs.size(); i++) {
            Need need = needs.get(i);
            // Most hours are too small for any group to be full: nothing is grouped for them.
            if (entries.size() <= need.smallestBound() || !need.admits(inserted)) {
                continue;
            }
            List<Observation> bucket = bucket(need, inserted, entries);
            if (bucket.size() <= need.smallestBound()) {
                continue;
            }
            unclaimed = unclaimed.isEmpty() ? identitySet() : unclaimed;
            List<Observation> group = group(need, inserted, bucket);
            for (int j = need.keep(); j < group.size() - need.keep(); j++) {
                unclaimed.add(group.get(j));
            }
            addSplitsBeyondTheBound(need, bucket, unclaimed);
        }
        return unclaimed;
    }

    private static void addSplitsBeyondTheBound(
            Need need, List<Observation> bucket, Set<Observation> unclaimed) {
        if (need.split() == null || bucket.size() <= need.maxSplits()) {
            return;
        }
        Set<String> splits = new HashSet<>(2 * bucket.size());
        for (Observation entry : bucket) {
            splits.add(valueOf(need, entry));
        }
        if (splits.size() <= need.maxSplits()) {
            return;
        }
        Set<String> kept = smallest(splits, need.maxSplits());
        for (Observation entry : bucket) {
            if (!kept.contains(valueOf(need, entry))) {
                unclaimed.add(entry);
            }
        }
    }

    /** Those of the candidates that no need claims; each need groups each bucket once. */
    private Set<Observation> unclaimed(Set<Observation> candidates, List<Observation> entries) {
        Set<Observation> unclaimed = identitySet();
        unclaimed.addAll(candidates);
        for (Need need : needs) {
            Map<Long, Observation> buckets = new HashMap<>();
            for (Observation candidate : unclaimed) {
                if (need.admits(candidate)) {
                    long number = Math.floorDiv(candidate.time(), need.bucketMillis());
                    buckets.putIfAbsent(number, candidate);
                }
            }
            for (Observation one : buckets.values()) {
                removeClaimed(need, bucket(need, one, entries), unclaimed);
            }
        }
        return unclaimed;
    }

    private static void removeClaimed(
            Need need, List<Observation> bucket, Set<Observation> unclaimed) {
        if (need.split() == null) {
            removeEnds(need, bucket, unclaimed);
            return;
        }
        Map<String, List<Observation>> groups = new HashMap<>();
        for (Observation entry : bucket) {
            String split = valueOf(need, entry);
            groups.computeIfAbsent(split, key -> new ArrayList<>()).add(entry);
        }
        Set<String> kept =
                groups.size() <= need.maxSplits()
                        ? groups.keySet()
                        : smallest(groups.keySet(), need.maxSplits());
        groups.forEach(
                (split, group) -> {
                    if (kept.contains(split)) {
                        removeEnds(need, group, unclaimed);
                    }
                });
    }

    private static void removeEnds(Need need, List<Observation> group, Set<Observation> unclaimed) {
        for (int i = 0; i < group.size(); i++) {
            if (i < need.keep() || i >= group.size() - need.keep()) {
                unclaimed.remove(group.get(i));
            }
        }
    }

    /** What the need admits in the bucket of this one. */
    private static List<Observation> bucket(Need need, Observation of, List<Observation> entries) {
        long number = Math.floorDiv(of.time(), need.bucketMillis());
        List<Observation> bucket = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Observation entry = entries.get(i);
            if (Math.floorDiv(entry.time(), need.bucketMillis()) == number && need.admits(entry)) {
                bucket.add(entry);
            }
        }
        return bucket;
    }

    private static List<Observation> group(Need need, Observation of, List<Observation> bucket) {
        if (need.split() == null) {
            return bucket;
        }
        List<Observation> group = new ArrayList<>();
        String split = splitOf(need, of);
        for (Observation entry : bucket) {
            if (Objects.equals(split, splitOf(need, entry))) {
                group.add(entry);
            }
        }
        return group;
    }

    /** The splits with the smallest hashes; where hashes are equal, the smaller texts. */
    private static Set<String> smallest(Set<String> splits, int count) {
        record Hashed(long hash, String split) {}
        List<Hashed> sorted = new ArrayList<>(splits.size());
        for (String split : splits) {
            sorted.add(new Hashed(StableHash.hash64(split), split));
        }
        sorted.sort(Comparator.comparingLong(Hashed::hash).thenComparing(Hashed::split));
        Set<String> kept = new HashSet<>(2 * count);
        for (int i = 0; i < count; i++) {
            kept.add(sorted.get(i).split());
        }
        return kept;
    }

    /** The split for grouping: a missing one is a group of its own, since none is logged as NUL. */
    private static String valueOf(Need need, Observation observation) {
        return Objects.requireNonNullElse(splitOf(need, observation), "\u0000");
    }

    private static @Nullable String splitOf(Need need, Observation observation) {
        return need.split() == null ? null : need.split().apply(observation);
    }

    private static Set<Observation> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    private static int indexOf(List<Observation> entries, String eventId) {
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).eventId().equals(eventId)) {
                return i;
            }
        }
        return -1;
    }
}
