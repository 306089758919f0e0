package io.entracep.detections.spray;

import io.entracep.signal.Observation;
import io.entracep.state.Need;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * How many different accounts there were, of which the journal keeps those with the smallest
 * hashes. Exact as long as nothing was left out; else an estimate from the greatest hash kept,
 * which does not depend on the order of arrival.
 */
final class Estimate {
    private static final double ALL = 0x1.0p64;

    private Estimate() {}

    /**
     * Different accounts of the observations.
     *
     * @param keptPerTime how many are kept of one instant: successes lie at the end of their day
     */
    static long distinct(List<Observation> successes, int keptPerTime) {
        Map<Long, TreeSet<Long>> byDay = new HashMap<>();
        Set<Long> different = new HashSet<>();
        for (Observation success : successes) {
            String account = success.event().actorId();
            if (account != null) {
                long hash = Need.orderOf(account);
                byDay.computeIfAbsent(success.time(), key -> new TreeSet<>()).add(hash);
                different.add(hash);
            }
        }
        long limit =
                byDay.values().stream()
                        .filter(hashes -> hashes.size() >= keptPerTime)
                        .map(TreeSet::last)
                        .filter(Objects::nonNull)
                        .mapToLong(Long::longValue)
                        .min()
                        .orElse(Long.MAX_VALUE);
        if (limit == Long.MAX_VALUE) {
            return different.size();
        }
        long below = different.stream().filter(hash -> hash <= limit).count();
        double share = ((double) limit - Long.MIN_VALUE) / ALL;
        return Math.round(below / share);
    }
}
