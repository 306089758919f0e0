package io.entracep.state;

import io.entracep.signal.SignalSet;
import java.util.Arrays;

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
 */
@SuppressWarnings("ArrayRecordComponent") // Never shared for writing.
public record Head(long[] hours, long[] low, long[] high, long[] saidHours, long nextTimer) {

    private static final long[] NONE = {};

    /** Of an entity never seen. */
    public static final Head EMPTY = new Head(NONE, NONE, NONE, NONE, Long.MAX_VALUE);

    /** Signals of the hour at this index of {@link #hours}. */
    SignalSet signalsAt(int index) {
        return new SignalSet(low[index], high[index]);
    }

    /** This head with these signals for the hour; the same instance when nothing changed. */
    Head withHour(long hour, SignalSet signals) {
        long lowBits = signals.low();
        long highBits = signals.high();
        int at = Arrays.binarySearch(hours, hour);
        if (at >= 0) {
            if (low[at] == lowBits && high[at] == highBits) {
                return this;
            }
            long[] nextLow = low.clone();
            long[] nextHigh = high.clone();
            nextLow[at] = lowBits;
            nextHigh[at] = highBits;
            return new Head(hours, nextLow, nextHigh, saidHours, nextTimer);
        }
        int to = -at - 1;
        return new Head(
                inserted(hours, to, hour),
                inserted(low, to, lowBits),
                inserted(high, to, highBits),
                saidHours,
                nextTimer);
    }

    /** This head without the hour. */
    public Head withoutHour(long hour) {
        int at = Arrays.binarySearch(hours, hour);
        return at < 0
                ? this
                : new Head(
                        removed(hours, at),
                        removed(low, at),
                        removed(high, at),
                        saidHours,
                        nextTimer);
    }

    /** This head with the hour among those of which something was said. */
    public Head withSaidHour(long hour) {
        int at = Arrays.binarySearch(saidHours, hour);
        return at >= 0
                ? this
                : new Head(hours, low, high, inserted(saidHours, -at - 1, hour), nextTimer);
    }

    /** This head without the hour among those of which something was said. */
    public Head withoutSaidHour(long hour) {
        int at = Arrays.binarySearch(saidHours, hour);
        return at < 0 ? this : new Head(hours, low, high, removed(saidHours, at), nextTimer);
    }

    /** This head with another next timer. */
    public Head withNextTimer(long time) {
        return time == nextTimer ? this : new Head(hours, low, high, saidHours, time);
    }

    /** The signals of all hours. */
    public SignalSet signals() {
        long lows = 0;
        long highs = 0;
        for (int i = 0; i < hours.length; i++) {
            lows |= low[i];
            highs |= high[i];
        }
        return new SignalSet(lows, highs);
    }

    /** Whether nothing is left to keep. */
    public boolean isEmpty() {
        return hours.length == 0 && saidHours.length == 0;
    }

    private static long[] inserted(long[] array, int at, long value) {
        long[] longer = new long[array.length + 1];
        System.arraycopy(array, 0, longer, 0, at);
        longer[at] = value;
        System.arraycopy(array, at, longer, at + 1, array.length - at);
        return longer;
    }

    private static long[] removed(long[] array, int at) {
        long[] shorter = new long[array.length - 1];
        System.arraycopy(array, 0, shorter, 0, at);
        System.arraycopy(array, at + 1, shorter, at, array.length - at - 1);
        return shorter;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Head that
                && Arrays.equals(hours, that.hours)
                && Arrays.equals(low, that.low)
                && Arrays.equals(high, that.high)
                && Arrays.equals(saidHours, that.saidHours)
                && nextTimer == that.nextTimer;
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hours) * 31 + Arrays.hashCode(saidHours);
    }
}
