package io.entracep.state;

import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one detection wants kept in the journal, and how much of it. Observations are grouped by
 * (need, split, bucket); of each group the first and the last few by {@link Observation#ORDER} are
 * kept and no more: the first k and the last k of a union are those of the parts, so the order of
 * arrival does not matter.
 *
 * @param signals any of these
 * @param roles the entity plays any of these parts
 * @param reachMillis how long after its time the observation may still be read
 * @param bucketMillis length of the aligned bucket: not longer than a quarter of the smallest
 *     window, and divides an hour
 * @param keep how many to keep at either end of a group
 * @param split what else separates groups (address, device …), null for nothing. Of the splits of
 *     one bucket those with the {@code maxSplits} smallest hashes are kept
 * @param maxSplits bound of different splits in a bucket
 */
public record Need(
        SignalSet signals,
        int roles,
        long reachMillis,
        long bucketMillis,
        int keep,
        @Nullable Function<Observation, @Nullable String> split,
        int maxSplits) {

    /** Kept at either end of a group for stages of sequences and look-backs. */
    public static final int KEEP_FOR_STAGES = 4;

    /** Different values that are counted apart in a bucket. */
    private static final int MOST_APART = 128;

    /** Stands for a value that is not there, since none is logged as NUL. */
    static final String MISSING = "\u0000";

    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long[] BUCKETS = {HOUR, HOUR / 2, HOUR / 4, HOUR / 12, HOUR / 60};

    /**
     * Stages and look-backs: the first and last four of each hour. Findings of one detection do not
     * hide those of another.
     */
    public static Need stages(SignalSet signals, int roles, Duration reach) {
        Function<Observation, @Nullable String> split =
                signals.has(Signal.FINDING) ? Need::detectionOf : null;
        return stages(signals, roles, reach, split, Integer.MAX_VALUE);
    }

    /** Stages of sequences of which several are told apart: the same of each value. */
    public static Need stages(
            SignalSet signals,
            int roles,
            Duration reach,
            @Nullable Function<Observation, @Nullable String> split,
            int maxSplits) {
        return new Need(signals, roles, reach.toMillis(), HOUR, KEEP_FOR_STAGES, split, maxSplits);
    }

    /**
     * Look-backs in which what differs by {@code split} must not hide each other: the first and
     * last of each.
     */
    public static Need perValue(
            SignalSet signals,
            int roles,
            Duration reach,
            Function<Observation, @Nullable String> split,
            int maxSplits) {
        return new Need(signals, roles, reach.toMillis(), HOUR, 1, split, maxSplits);
    }

    /**
     * A count of observations: with {@code n / 2} at either end a full bucket proves that n was
     * reached.
     */
    public static Need count(SignalSet signals, int roles, Duration window, Duration reach, int n) {
        return new Need(
                signals,
                roles,
                reach.toMillis(),
                bucketFor(window),
                Math.max(1, (n + 1) / 2),
                null,
                Integer.MAX_VALUE);
    }

    /** The same of each value by itself, of those with the smallest hashes. */
    public static Need countApart(
            SignalSet signals,
            int roles,
            Duration window,
            Duration reach,
            int n,
            Function<Observation, @Nullable String> value) {
        return new Need(
                signals,
                roles,
                reach.toMillis(),
                bucketFor(window),
                Math.max(1, (n + 1) / 2),
                value,
                MOST_APART);
    }

    /**
     * A count of distinct values: of each value the first and the last, of the values those with
     * the smallest hashes.
     */
    public static Need distinct(
            SignalSet signals,
            int roles,
            Duration window,
            Duration reach,
            Function<Observation, @Nullable String> value,
            int maxValues) {
        return new Need(signals, roles, reach.toMillis(), bucketFor(window), 1, value, maxValues);
    }

    /** This need, read so much longer. */
    public Need longer(Duration more) {
        return new Need(
                signals,
                roles,
                reachMillis + more.toMillis(),
                bucketMillis,
                keep,
                split,
                maxSplits);
    }

    private static @Nullable String detectionOf(Observation observation) {
        return observation.derivation() == null ? null : observation.derivation().detectionId();
    }

    /** So many observations of a bucket fit whatever their splits. */
    int smallestBound() {
        return Math.min(2 * keep, maxSplits);
    }

    /** Number of the aligned bucket that the time lies in. */
    long bucketOf(long time) {
        return Math.floorDiv(time, bucketMillis);
    }

    /**
     * Hash by which the values of a split are ordered: of those of one bucket the smallest are
     * kept.
     *
     * @param value null is a value of its own
     */
    public static long orderOf(@Nullable String value) {
        return StableHash.seeded(Objects.requireNonNullElse(value, MISSING));
    }

    /** Whether this need wants the observation kept. */
    public boolean admits(Observation observation) {
        return observation.plays(roles) && observation.signals().intersects(signals);
    }

    /**
     * The largest admitted bucket that is not longer than a quarter of the window; at least a
     * minute.
     */
    static long bucketFor(Duration window) {
        for (long bucket : BUCKETS) {
            if (bucket * 4 <= window.toMillis()) {
                return bucket;
            }
        }
        return BUCKETS[BUCKETS.length - 1];
    }
}
