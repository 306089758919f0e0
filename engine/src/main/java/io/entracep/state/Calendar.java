package io.entracep.state;

import java.util.Arrays;

/**
 * The days on which one value was seen, as words of 64 days. Days are counted in UTC from the
 * epoch.
 *
 * @param kind number of the {@link ProfileKind}
 * @param value what was seen
 * @param firstWord index of the first word: the day divided by 64
 * @param words bits of the days, the lowest bit the earliest day
 */
// Never shared for writing; a list of boxed longs would triple the state.
@SuppressWarnings("ArrayRecordComponent")
public record Calendar(int kind, String value, long firstWord, long[] words) {

    /** A calendar of one day. */
    public static Calendar of(int kind, String value, long day) {
        return new Calendar(
                kind, value, Math.floorDiv(day, 64L), new long[] {1L << Math.floorMod(day, 64)});
    }

    /** Whether the value was seen on the day. */
    public boolean has(long day) {
        long word = Math.floorDiv(day, 64L) - firstWord;
        return word >= 0
                && word < words.length
                && (words[(int) word] >>> Math.floorMod(day, 64) & 1) != 0;
    }

    /** This calendar with the day; the same instance if it has it. */
    public Calendar with(long day) {
        if (has(day)) {
            return this;
        }
        long word = Math.floorDiv(day, 64L);
        long first = Math.min(firstWord, word);
        long last = Math.max(firstWord + words.length - 1, word);
        long[] wider = new long[(int) (last - first + 1)];
        System.arraycopy(words, 0, wider, (int) (firstWord - first), words.length);
        wider[(int) (word - first)] |= 1L << Math.floorMod(day, 64);
        return new Calendar(kind, value, first, wider);
    }

    /** This calendar without the day. */
    public Calendar without(long day) {
        if (!has(day)) {
            return this;
        }
        long[] fewer = words.clone();
        fewer[(int) (Math.floorDiv(day, 64L) - firstWord)] &= ~(1L << Math.floorMod(day, 64));
        return new Calendar(kind, value, firstWord, fewer);
    }

    /** This calendar without the words that end before the day. */
    public Calendar forgetBefore(long day) {
        int drop = (int) Math.max(0, Math.min(words.length, Math.floorDiv(day, 64L) - firstWord));
        return drop == 0
                ? this
                : new Calendar(
                        kind,
                        value,
                        firstWord + drop,
                        Arrays.copyOfRange(words, drop, words.length));
    }

    /** How many days in [{@code from}, {@code to}) it has. */
    public int count(long from, long to) {
        int count = 0;
        for (int i = 0; i < words.length; i++) {
            count += Long.bitCount(words[i] & mask(firstWord + i, from, to));
        }
        return count;
    }

    /**
     * The first day at or after {@code from} that it has; {@link Long#MAX_VALUE} where there is
     * none.
     */
    public long firstSince(long from) {
        for (int i = 0; i < words.length; i++) {
            long bits = words[i] & mask(firstWord + i, from, Long.MAX_VALUE);
            if (bits != 0) {
                return (firstWord + i) * 64 + Long.numberOfTrailingZeros(bits);
            }
        }
        return Long.MAX_VALUE;
    }

    /** Whether no day is left. */
    public boolean isEmpty() {
        for (long word : words) {
            if (word != 0) {
                return false;
            }
        }
        return true;
    }

    /** Bits of the word's days in [from, to). */
    private static long mask(long word, long from, long to) {
        long begin = word * 64;
        if (to <= begin || from >= begin + 64) {
            return 0;
        }
        long mask = from <= begin ? -1L : -1L << (from - begin);
        return to >= begin + 64 ? mask : mask & ~(-1L << (to - begin));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Calendar that
                && kind == that.kind
                && value.equals(that.value)
                && firstWord == that.firstWord
                && Arrays.equals(words, that.words);
    }

    @Override
    public int hashCode() {
        return value.hashCode() * 31 + Arrays.hashCode(words);
    }
}
