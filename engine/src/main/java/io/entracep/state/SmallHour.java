package io.entracep.state;

import io.entracep.signal.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Inserts into an hour of few observations by looking through them. The same as {@link HourIndex}
 * does with more, without anything to prepare.
 */
final class SmallHour {
    private final NeedIndex needs;

    SmallHour(NeedIndex needs) {
        this.needs = needs;
    }

    /**
     * What no need claims any more.
     *
     * @param entries in {@link Observation#ORDER}, the inserted one among them; without it each was
     *     claimed
     */
    List<Observation> unclaimed(List<Observation> entries, Observation inserted) {
        List<Observation> touched = null;
        List<Need> wanting = needs.of(inserted);
        for (int i = 0; i < wanting.size(); i++) {
            Need need = wanting.get(i);
            if (entries.size() > need.smallestBound() && need.admits(inserted)) {
                List<Observation> lost = lostBy(need, entries, inserted);
                if (!lost.isEmpty()) {
                    touched = touched == null ? new ArrayList<>() : touched;
                    touched.addAll(lost);
                }
            }
        }
        if (touched == null) {
            return List.of();
        }
        List<Observation> unclaimed = new ArrayList<>();
        for (Observation entry : touched) {
            if (!HourIndex.has(unclaimed, entry) && !isClaimed(entry, entries)) {
                unclaimed.add(entry);
            }
        }
        return unclaimed;
    }

    /** Which ones of the bucket that the insert falls into the need does not claim. */
    private static List<Observation> lostBy(
            Need need, List<Observation> entries, Observation inserted) {
        String split = Split.text(need, inserted);
        List<Observation> group = new ArrayList<>(entries.size());
        int inBucket = 0;
        for (int i = 0; i < entries.size(); i++) {
            Observation entry = entries.get(i);
            if (isInBucketOf(inserted, need, entry)) {
                inBucket++;
                if (need.split() == null || split.equals(Split.text(need, entry))) {
                    group.add(entry);
                }
            }
        }
        List<Observation> lost = List.of();
        if (group.size() > 2 * need.keep()) {
            lost = group.subList(need.keep(), group.size() - need.keep());
        }
        if (need.split() == null || inBucket <= need.maxSplits()) {
            return lost;
        }
        List<Observation> more = new ArrayList<>(lost);
        for (Observation entry : entries) {
            if (isInBucketOf(inserted, need, entry) && isBeyond(need, entry, entries)) {
                more.add(entry);
            }
        }
        return more;
    }

    private boolean isClaimed(Observation entry, List<Observation> entries) {
        for (Need need : needs.of(entry)) {
            if (need.admits(entry) && isClaimed(need, entry, entries)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isClaimed(Need need, Observation entry, List<Observation> entries) {
        String split = Split.text(need, entry);
        int before = 0;
        int after = 0;
        boolean passed = false;
        for (Observation other : entries) {
            if (other == entry) {
                passed = true;
            } else if (isInBucketOf(entry, need, other)
                    && (need.split() == null || split.equals(Split.text(need, other)))) {
                before += passed ? 0 : 1;
                after += passed ? 1 : 0;
            }
        }
        return (before < need.keep() || after < need.keep()) && !isBeyond(need, entry, entries);
    }

    /** Whether its split is not among those with the smallest hashes. */
    private static boolean isBeyond(Need need, Observation entry, List<Observation> entries) {
        if (need.split() == null || entries.size() <= need.maxSplits()) {
            return false;
        }
        TreeSet<Split> splits = new TreeSet<>();
        for (Observation other : entries) {
            if (isInBucketOf(entry, need, other)) {
                splits.add(Split.of(need, other));
            }
        }
        return splits.headSet(Split.of(need, entry)).size() >= need.maxSplits();
    }

    private static boolean isInBucketOf(Observation one, Need need, Observation entry) {
        return need.admits(entry) && need.bucketOf(entry.time()) == need.bucketOf(one.time());
    }
}
