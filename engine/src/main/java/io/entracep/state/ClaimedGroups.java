package io.entracep.state;

import io.entracep.signal.Observation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one need admits of an hour, by bucket and split. The need claims the first and the last few
 * of each group, and only groups of the splits with the smallest hashes. Belongs to a {@link
 * HourIndex}.
 */
final class ClaimedGroups {
    private final Need need;
    private final Map<Long, Bucket> buckets = new HashMap<>();

    ClaimedGroups(Need need) {
        this.need = need;
    }

    /** Adds an observation that is not among them; tells which ones the need no longer claims. */
    void add(Observation entry, Consumer<Observation> noLongerClaimed) {
        if (need.admits(entry)) {
            buckets.computeIfAbsent(need.bucketOf(entry.time()), number -> new Bucket())
                    .add(entry, Split.of(need, entry), noLongerClaimed);
        }
    }

    /** Removes one that no need claims: so nothing else becomes claimed by that. */
    void remove(Observation entry) {
        Bucket bucket = need.admits(entry) ? buckets.get(need.bucketOf(entry.time())) : null;
        if (bucket != null) {
            bucket.remove(entry, Split.of(need, entry));
        }
    }

    /** Whether the need claims it; it is among them or not admitted. */
    boolean claims(Observation entry) {
        Bucket bucket = need.admits(entry) ? buckets.get(need.bucketOf(entry.time())) : null;
        return bucket != null && bucket.claims(entry, Split.of(need, entry));
    }

    private final class Bucket {
        /** Each in {@link Observation#ORDER}. */
        private final TreeMap<Split, List<Observation>> groups = new TreeMap<>();

        /** The last split that is claimed; null while all are. */
        private @Nullable Split last;

        void add(Observation entry, Split split, Consumer<Observation> noLongerClaimed) {
            List<Observation> group = groups.get(split);
            if (group == null) {
                group = new ArrayList<>(2 * Math.min(need.keep(), 4));
                groups.put(split, group);
                moveLast(split, noLongerClaimed);
            }
            int at = -Collections.binarySearch(group, entry, Observation.ORDER) - 1;
            group.add(at, entry);
            if (isBeyond(split)) {
                return;
            }
            int fromEnd = group.size() - need.keep();
            if (at < need.keep() && need.keep() < fromEnd) {
                noLongerClaimed.accept(group.get(need.keep()));
            } else if (at >= fromEnd && fromEnd - 1 >= need.keep()) {
                noLongerClaimed.accept(group.get(fromEnd - 1));
            }
        }

        /** A new split may push the last claimed one out. */
        private void moveLast(Split added, Consumer<Observation> noLongerClaimed) {
            if (last == null) {
                if (groups.size() <= need.maxSplits()) {
                    return;
                }
                last = groups.lastKey();
            } else if (isBeyond(added)) {
                return;
            }
            Split out = last;
            last = Objects.requireNonNull(groups.lowerKey(out));
            claimedOf(Objects.requireNonNull(groups.get(out))).forEach(noLongerClaimed);
        }

        private List<Observation> claimedOf(List<Observation> group) {
            if (group.size() <= 2 * need.keep()) {
                return group;
            }
            List<Observation> ends = new ArrayList<>(group.subList(0, need.keep()));
            ends.addAll(group.subList(group.size() - need.keep(), group.size()));
            return ends;
        }

        void remove(Observation entry, Split split) {
            List<Observation> group = groups.get(split);
            int at = group == null ? -1 : Collections.binarySearch(group, entry, Observation.ORDER);
            if (group != null && at >= 0) {
                group.remove(at);
                if (group.isEmpty()) {
                    groups.remove(split);
                }
            }
        }

        boolean claims(Observation entry, Split split) {
            List<Observation> group = groups.get(split);
            if (group == null || isBeyond(split)) {
                return false;
            }
            int at = Collections.binarySearch(group, entry, Observation.ORDER);
            return at >= 0 && (at < need.keep() || at >= group.size() - need.keep());
        }

        private boolean isBeyond(Split split) {
            return last != null && split.compareTo(last) > 0;
        }
    }
}
