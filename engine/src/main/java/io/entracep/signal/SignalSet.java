package io.entracep.signal;

import java.util.Arrays;

/**
 * A set of signals: the fixed {@link Signal}s as 128 bits, and signals of rules by the stable
 * number that is the hash of the rule's name. Nearly all sets have none of the latter.
 *
 * @param low signals 0 to 63
 * @param high signals 64 to 127
 * @param rules numbers of signals of rules, ascending, each once; never written to
 */
@SuppressWarnings("ArrayRecordComponent") // Never shared for writing.
public record SignalSet(long low, long high, long[] rules) {

    private static final long[] NO_RULES = {};

    /** No signal. */
    public static final SignalSet NONE = new SignalSet(0, 0, NO_RULES);

    /** A set without signals of rules. */
    public SignalSet(long low, long high) {
        this(low, high, NO_RULES);
    }

    /** The set of these signals. */
    public static SignalSet of(Signal... signals) {
        long low = 0;
        long high = 0;
        for (Signal signal : signals) {
            low |= signal.low();
            high |= signal.high();
        }
        return new SignalSet(low, high);
    }

    /** The set of these signals of rules, in any order. */
    public static SignalSet ofRules(long... numbers) {
        if (numbers.length == 0) {
            return NONE;
        }
        return new SignalSet(0, 0, Arrays.stream(numbers).sorted().distinct().toArray());
    }

    /** Whether this set has the signal. */
    public boolean has(Signal signal) {
        return (low & signal.low()) != 0 || (high & signal.high()) != 0;
    }

    /** Whether this set has the signal of the rule with this number. */
    public boolean hasRule(long number) {
        return rules.length > 0 && Arrays.binarySearch(rules, number) >= 0;
    }

    /** Whether both sets share a signal. */
    public boolean intersects(SignalSet that) {
        return (low & that.low) != 0
                || (high & that.high) != 0
                || (rules.length > 0 && that.rules.length > 0 && sharesRule(that));
    }

    private boolean sharesRule(SignalSet that) {
        return shares(rules, 0, rules.length, that.rules);
    }

    /**
     * Whether a part of an array and another array share a number; both are ascending.
     *
     * @param to index after the last of the part
     */
    static boolean shares(long[] one, int from, int to, long[] other) {
        int i = from;
        int j = 0;
        while (i < to && j < other.length) {
            if (one[i] == other[j]) {
                return true;
            }
            if (one[i] < other[j]) {
                i++;
            } else {
                j++;
            }
        }
        return false;
    }

    /** Whether it shares a signal with a set of which the parts are given. */
    public boolean intersects(long otherLow, long otherHigh, long[] otherRules, int from, int to) {
        return (low & otherLow) != 0
                || (high & otherHigh) != 0
                || (rules.length > 0 && shares(otherRules, from, to, rules));
    }

    /** All signals of both. */
    public SignalSet union(SignalSet that) {
        long[] joined = joined(rules, that.rules);
        return joined == rules && (that.low & ~low) == 0 && (that.high & ~high) == 0
                ? this
                : new SignalSet(low | that.low, high | that.high, joined);
    }

    /** These fixed signals, and of those of rules only those in the other set. */
    public SignalSet withRulesOf(SignalSet that) {
        if (rules.length == 0) {
            return this;
        }
        long[] kept = Arrays.stream(rules).filter(that::hasRule).toArray();
        return kept.length == rules.length ? this : new SignalSet(low, high, kept);
    }

    /** These fixed signals without those of rules. */
    public SignalSet withoutRules() {
        return rules.length == 0 ? this : new SignalSet(low, high);
    }

    /** The signals that both have. */
    public SignalSet intersection(SignalSet that) {
        return new SignalSet(low & that.low, high & that.high);
    }

    /** Whether no signal is in it. */
    public boolean isEmpty() {
        return low == 0 && high == 0 && rules.length == 0;
    }

    private static long[] joined(long[] one, long[] other) {
        if (one.length == 0) {
            return other;
        }
        int shared = 0;
        for (int i = 0, j = 0; i < one.length && j < other.length; ) {
            if (one[i] == other[j]) {
                shared++;
                i++;
                j++;
            } else if (one[i] < other[j]) {
                i++;
            } else {
                j++;
            }
        }
        return shared == other.length ? one : merged(one, other, shared);
    }

    private static long[] merged(long[] one, long[] other, int shared) {
        long[] both = new long[one.length + other.length - shared];
        int i = 0;
        int j = 0;
        for (int at = 0; at < both.length; at++) {
            if (j == other.length || (i < one.length && one[i] <= other[j])) {
                j += j < other.length && one[i] == other[j] ? 1 : 0;
                both[at] = one[i++];
            } else {
                both[at] = other[j++];
            }
        }
        return both;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignalSet that
                && low == that.low
                && high == that.high
                && Arrays.equals(rules, that.rules);
    }

    @Override
    public int hashCode() {
        return (Long.hashCode(low) * 31 + Long.hashCode(high)) * 31 + Arrays.hashCode(rules);
    }

    /** Without rules as it always was: the texts of deliveries of one event are compared. */
    @Override
    public String toString() {
        String fixed = "SignalSet[low=" + low + ", high=" + high;
        return rules.length == 0 ? fixed + "]" : fixed + ", rules=" + Arrays.toString(rules) + "]";
    }
}
