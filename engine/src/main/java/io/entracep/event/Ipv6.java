package io.entracep.event;

import org.jspecify.annotations.Nullable;

/**
 * IPv6 addresses as eight groups of 16 bits. Reads the spellings of RFC 4291 without zone ids,
 * writes the one of RFC 5952.
 */
public final class Ipv6 {
    private static final int GROUPS = 8;
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private Ipv6() {}

    /** The eight groups; null where the text is no address. */
    public static int @Nullable [] groups(String text) {
        int[] groups = new int[GROUPS];
        int count = 0;
        int gap = -1;
        int at = 0;
        if (text.startsWith("::")) {
            gap = 0;
            at = 2;
        }
        while (at < text.length()) {
            int end = text.indexOf(':', at);
            if (end < 0) {
                end = text.length();
            }
            if (end == text.length() && text.indexOf('.', at) >= 0) {
                long tail = Ipv4.number(text, at);
                if (tail < 0 || count > GROUPS - 2) {
                    return null;
                }
                groups[count++] = (int) (tail >> 16);
                groups[count++] = (int) (tail & 0xffff);
                break;
            }
            int group = hex(text, at, end);
            if (group < 0 || count == GROUPS) {
                return null;
            }
            groups[count++] = group;
            at = end + 1;
            if (at == text.length()) {
                return null; // a single colon at the end
            }
            if (at < text.length() && text.charAt(at) == ':') {
                if (gap >= 0) {
                    return null;
                }
                gap = count;
                at++;
            }
        }
        return spread(groups, count, gap);
    }

    private static int @Nullable [] spread(int[] groups, int count, int gap) {
        if (gap < 0) {
            return count == GROUPS ? groups : null;
        }
        if (count == GROUPS) {
            return null;
        }
        int[] spread = new int[GROUPS];
        System.arraycopy(groups, 0, spread, 0, gap);
        System.arraycopy(groups, gap, spread, GROUPS - (count - gap), count - gap);
        return spread;
    }

    private static int hex(String text, int from, int to) {
        if (to == from || to - from > 4) {
            return -1;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    /** Lower case, without leading zeros, the first longest run of zero groups as {@code ::}. */
    public static String text(int[] groups) {
        int gap = -1;
        int length = 1;
        for (int i = 0; i < GROUPS; i++) {
            int end = i;
            while (end < GROUPS && groups[end] == 0) {
                end++;
            }
            if (end - i > length) {
                gap = i;
                length = end - i;
            }
            i = Math.max(i, end - 1);
        }
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < GROUPS; i++) {
            if (i == gap) {
                text.append("::");
                i += length - 1;
            } else {
                if (i > 0 && text.charAt(text.length() - 1) != ':') {
                    text.append(':');
                }
                append(text, groups[i]);
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, int group) {
        for (int shift = 12; shift >= 0; shift -= 4) {
            if (group >>> shift != 0 || shift == 0) {
                text.append(HEX[group >>> shift & 0xf]);
            }
        }
    }
}
