package io.entracep.state;

import io.entracep.signal.SignalSet;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The small part of an entity's state that every insert reads: which hours the journal has with
 * which signals, which hours something was said about, and the next timer.
 *
 * @param hours hours of the journal since the epoch, ascending
 * @param low signals 0 to 63 of each hour
 * @param high signals 64 to 127 of each hour
 * @param saidHours hours of anchors of which something was said, ascending
 * @param nextTimer earliest event-time timer that is set, milliseconds; {@link Long#MAX_VALUE} for
 *     none
 * @param ruleHours for each number in {@code rules} the hour that has it, ascending
 * @param rules numbers of signals of rules, ascending within an hour
 */
@SuppressWarnings("ArrayRecordComponent") // Never shared for writing.
public record Head(
        long[] hours,
        long[] low,
        long[] high,
        long[] saidHours,
        long nextTimer,
        long @Nullable [] ruleHours,
        long @Nullable [] rules) {

    private static final long[] NONE = {};

    /** Of an entity never seen. */
    public static final Head EMPTY = new Head(NONE, NONE, NONE, NONE, Long.MAX_VALUE, NONE, NONE);

    public Head {
        // State of a version before there were signals of rules has neither.
        ruleHours = Objects.requireNonNullElse(ruleHours, NONE);
        rules = Objects.requireNonNullElse(rules, NONE);
    }

    /** Signals of the hour at this index of {@link #hours}. */
    SignalSet signalsAt(int index) {
        return new SignalSet(low[index], high[index], rulesOf(hours[index]));
    }

    /** Whether the hour at this index of {@link #hours} has any of the signals. */
    boolean hasAt(int index, SignalSet any) {
        if ((any.low() & low[index]) != 0 || (any.high() & high[index]) != 0) {
            return true;
        }
        if (any.rules().length == 0 || rules().length == 0) {
            return false;
        }
        int from = firstRule(ruleHours(), hours[index]);
        int to = firstRule(ruleHours(), hours[index] + 1);
        return any.intersects(0, 0, rules(), from, to);
    }

    /** This head with these signals for the hour; the same instance when nothing changed. */
    Head withHour(long hour, SignalSet signals) {
        int at = Arrays.binarySearch(hours, hour);
        if (at >= 0 && signalsAt(at).equals(signals)) {
            return this;
        }
        if (at >= 0 && signals.rules().length == 0 && rulesOf(hour).length == 0) {
            return withFixedAt(at, signals);
        }
        Head without = withoutHour(hour);
        int to = -Arrays.binarySearch(without.hours, hour) - 1;
        int rulesTo = firstRule(without.ruleHours(), hour);
        long[] hourOfEach = new long[signals.rules().length];
        Arrays.fill(hourOfEach, hour);
        return new Head(
                inserted(without.hours, to, hour),
                inserted(without.low, to, signals.low()),
                inserted(without.high, to, signals.high()),
                saidHours,
                nextTimer,
                inserted(without.ruleHours(), rulesTo, hourOfEach),
                inserted(without.rules(), rulesTo, signals.rules()));
    }

    private Head withFixedAt(int at, SignalSet signals) {
        long[] lows = low.clone();
        long[] highs = high.clone();
        lows[at] = signals.low();
        highs[at] = signals.high();
        return new Head(hours, lows, highs, saidHours, nextTimer, ruleHours(), rules());
    }

    /** This head without the hour. */
    public Head withoutHour(long hour) {
        int at = Arrays.binarySearch(hours, hour);
        if (at < 0) {
            return this;
        }
        int from = firstRule(ruleHours(), hour);
        int to = firstRule(ruleHours(), hour + 1);
        return new Head(
                removed(hours, at, at + 1),
                removed(low, at, at + 1),
                removed(high, at, at + 1),
                saidHours,
                nextTimer,
                removed(ruleHours(), from, to),
                removed(rules(), from, to));
    }

    /** This head with the hour among those of which something was said. */
    public Head withSaidHour(long hour) {
        int at = Arrays.binarySearch(saidHours, hour);
        return at >= 0 ? this : withSaid(inserted(saidHours, -at - 1, hour));
    }

    /** This head without the hour among those of which something was said. */
    public Head withoutSaidHour(long hour) {
        int at = Arrays.binarySearch(saidHours, hour);
        return at < 0 ? this : withSaid(removed(saidHours, at, at + 1));
    }

    private Head withSaid(long[] nextSaid) {
        return new Head(hours, low, high, nextSaid, nextTimer, ruleHours(), rules());
    }

    /** This head with another next timer. */
    public Head withNextTimer(long time) {
        return time == nextTimer
                ? this
                : new Head(hours, low, high, saidHours, time, ruleHours(), rules());
    }

    /** The signals of all hours. */
    public SignalSet signals() {
        long lows = 0;
        long highs = 0;
        for (int i = 0; i < hours.length; i++) {
            lows |= low[i];
            highs |= high[i];
        }
        SignalSet fixed = new SignalSet(lows, highs);
        return rules().length == 0 ? fixed : fixed.union(SignalSet.ofRules(rules()));
    }

    /** Whether nothing is left to keep. */
    public boolean isEmpty() {
        return hours.length == 0 && saidHours.length == 0;
    }

    @Override
    public long[] ruleHours() {
        return Objects.requireNonNull(ruleHours);
    }

    @Override
    public long[] rules() {
        return Objects.requireNonNull(rules);
    }

    private long[] rulesOf(long hour) {
        return rules().length == 0
                ? NONE
                : Arrays.copyOfRange(
                        rules(), firstRule(ruleHours(), hour), firstRule(ruleHours(), hour + 1));
    }

    /** Index of the first rule of this hour or a later one. */
    private static int firstRule(long[] ruleHours, long hour) {
        int low = 0;
        int high = ruleHours.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (ruleHours[middle] < hour) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static long[] inserted(long[] array, int at, long... values) {
        long[] longer = new long[array.length + values.length];
        System.arraycopy(array, 0, longer, 0, at);
        System.arraycopy(values, 0, longer, at, values.length);
        System.arraycopy(array, at, longer, at + values.length, array.length - at);
        return longer;
    }

    private static long[] removed(long[] array, int from, int to) {
        if (from == to) {
            return array;
        }
        long[] shorter = new long[array.length - (to - from)];
        System.arraycopy(array, 0, shorter, 0, from);
        System.arraycopy(array, to, shorter, from, array.length - to);
        return shorter;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Head that
                && Arrays.equals(hours, that.hours)
                && Arrays.equals(low, that.low)
                && Arrays.equals(high, that.high)
                && Arrays.equals(saidHours, that.saidHours)
                && nextTimer == that.nextTimer
                && Arrays.equals(ruleHours, that.ruleHours)
                && Arrays.equals(rules, that.rules);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hours) * 31 + Arrays.hashCode(saidHours);
    }
}
