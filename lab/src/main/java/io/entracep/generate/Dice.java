package io.entracep.generate;

import java.util.List;
import java.util.UUID;

/**
 * A small seeded generator of random numbers (SplitMix64). Written out here so that the same
 * settings give the same bytes on every Java version. Not thread-safe.
 */
final class Dice {
    // SplitMix64: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014.
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    private Dice(long state) {
        this.state = state;
    }

    /** Dice of their own for each combination of seed and coordinates; order matters. */
    static Dice of(long seed, long... coordinates) {
        long state = mix(seed + GOLDEN_GAMMA);
        for (long coordinate : coordinates) {
            state = mix(state ^ mix(coordinate + GOLDEN_GAMMA));
        }
        return new Dice(state);
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    long next() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** From 0 to {@code bound - 1}. */
    int below(int bound) {
        return (int) Math.multiplyHigh(next() >>> 1, (long) bound << 1);
    }

    /** From {@code low} to {@code high}, both included. */
    int between(int low, int high) {
        return low + below(high - low + 1);
    }

    /** Between two spans in milliseconds, both included. */
    long millisBetween(long low, long high) {
        return low + Math.floorMod(next(), high - low + 1);
    }

    /** From 0 to 1, 1 excluded. */
    double share() {
        return (next() >>> 11) * 0x1.0p-53;
    }

    boolean chance(double probability) {
        return share() < probability;
    }

    <T> T oneOf(List<T> choices) {
        return choices.get(below(choices.size()));
    }

    /** A random (version 4) GUID in lower case. */
    String guid() {
        long high = (next() & ~0xF000L) | 0x4000L;
        long low = (next() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }
}
