package io.entracep.source;

import io.entracep.decode.DateOrder;
import io.entracep.decode.Times;
import java.io.IOException;
import java.io.InputStream;

/**
 * Looks for dates such as {@code 13/03/2026 09:00} that tell whether the day or the month comes
 * first in a file.
 */
final class DateEvidence {

    private boolean any;
    private boolean dayFirst;
    private boolean monthFirst;

    /** What of the last block may be the beginning of a date. */
    private static final int OVERLAP = 12;

    /** Looks at the bytes of a text. */
    DateEvidence look(byte[] text, int length) {
        for (int at = 0; at < length; at++) {
            if (isDigit(text[at]) && (at == 0 || mayPrecede(text[at - 1]))) {
                look(text, at, length);
            }
        }
        return this;
    }

    /** Looks at all that is left in a stream, until it is clear. */
    DateEvidence lookAtAll(InputStream in) throws IOException {
        byte[] block = new byte[1 << 16];
        int kept = 0;
        int read;
        while (!isClear() && (read = in.read(block, kept, block.length - kept)) >= 0) {
            int length = kept + read;
            look(block, length);
            kept = Math.min(OVERLAP, length);
            System.arraycopy(block, length - kept, block, 0, kept);
        }
        return this;
    }

    /** Whether nothing more can be learned: told, or contradictory. */
    boolean isClear() {
        return dayFirst || monthFirst;
    }

    /** Whether there is a date whose order matters. */
    boolean hasDates() {
        return any;
    }

    /** What the dates say together. */
    DateOrder order() {
        return dayFirst == monthFirst
                ? DateOrder.UNKNOWN
                : dayFirst ? DateOrder.DAY_FIRST : DateOrder.MONTH_FIRST;
    }

    private void look(byte[] text, int start, int length) {
        int firstEnd = digits(text, start, length);
        int secondEnd = firstEnd < length ? digits(text, firstEnd + 1, length) : firstEnd;
        if (firstEnd - start > 2
                || secondEnd - firstEnd < 2
                || secondEnd - firstEnd > 3
                || secondEnd >= length
                || text[firstEnd] != text[secondEnd]
                || (text[firstEnd] != '/' && text[firstEnd] != '-')) {
            return;
        }
        int yearEnd = digits(text, secondEnd + 1, length);
        boolean isShort = yearEnd - secondEnd == 3;
        boolean isTime =
                (isShort || yearEnd - secondEnd == 5)
                        && yearEnd < length
                        && (text[yearEnd] == ' ' || text[yearEnd] == ',');
        if (isTime) {
            any = true;
            int first = number(text, start, firstEnd);
            // From the first short year on it may be the year itself.
            dayFirst |= first > 12 && (!isShort || first < Times.FIRST_SHORT_YEAR);
            monthFirst |= number(text, firstEnd + 1, secondEnd) > 12;
        }
    }

    private static boolean mayPrecede(byte b) {
        return b == '"' || b == ',' || b == ';' || b == '\t' || b == '\n' || b == ' ';
    }

    private static int digits(byte[] text, int from, int length) {
        int at = from;
        while (at < length && isDigit(text[at])) {
            at++;
        }
        return at;
    }

    private static int number(byte[] text, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + text[i] - '0';
        }
        return value;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }
}
