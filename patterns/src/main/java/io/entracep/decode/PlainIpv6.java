package io.entracep.decode;

import org.jspecify.annotations.Nullable;

/**
 * Reads the usual spelling of an IPv6 address, groups of hexadecimal digits and at most one {@code
 * ::}, and writes it as RFC 5952 asks. What is spelled otherwise (embedded IPv4, zones) is left to
 * a library: it is rare, and this is several times faster.
 */
final class PlainIpv6 {
    private static final int GROUPS = 8;
    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private PlainIpv6() {}

    /** The eight groups; null where it is spelled otherwise or malformed. */
    static int @Nullable [] groups(String text) {
        int[] groups = new int[GROUPS];
        int count = 0;
        int gap = -1;
        int at = 0;
        if (text.startsWith("::")) {
            gap = 0;
            at = 2;
        }
        while (at < text.length()) {
            int start = at;
            int value = 0;
            int digit;
            while (at < text.length() && (digit = Character.digit(text.charAt(at), 16)) >= 0) {
                if (text.charAt(at) > 'f') {
                    return null;
                }
                value = value << 4 | digit;
                at++;
            }
            if (at == start || at - start > 4 || count == GROUPS) {
                return null;
            }
            groups[count++] = value;
            if (at == text.length()) {
                break;
            }
            if (text.charAt(at++) != ':' || at == text.length()) {
                return null;
            }
            if (text.charAt(at) == ':') {
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

    /** Lower case, without leading zeros, the first longest run of zero groups as {@code ::}. */
    static String text(int[] groups) {
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
