package io.entracep.policy;

import org.jspecify.annotations.Nullable;

/**
 * An IP address as 128 bits. An IPv4-mapped IPv6 address is the IPv4 address.
 *
 * @param v6 whether it is IPv6
 * @param high first 64 bits, 0 for IPv4
 * @param low last 64 bits; IPv4 uses the last 32
 */
record IpAddress(boolean v6, long high, long low) {

    private static final int GROUPS = 8;

    /** Reads RFC 4291 and dotted decimal text; null for anything else, also for zone ids. */
    static @Nullable IpAddress parse(String text) {
        if (text.indexOf(':') >= 0) {
            return parseIpv6(text);
        }
        long value = ipv4(text, 0);
        return value < 0 ? null : new IpAddress(false, 0, value);
    }

    /**
     * Dotted decimal text from an index on as a number, -1 where it is none. Four parts without
     * leading zeros, which some systems read as octal.
     */
    static long ipv4(String text, int from) {
        long value = 0;
        int at = from;
        for (int part = 0; part < 4; part++) {
            if (part > 0 && (at >= text.length() || text.charAt(at++) != '.')) {
                return -1;
            }
            int start = at;
            int number = 0;
            while (at < text.length() && at - start < 3 && isDigit(text.charAt(at))) {
                number = number * 10 + text.charAt(at++) - '0';
            }
            if (at == start || number > 255 || (at - start > 1 && text.charAt(start) == '0')) {
                return -1;
            }
            value = value << 8 | number;
        }
        return at == text.length() ? value : -1;
    }

    private static @Nullable IpAddress parseIpv6(String text) {
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
                long tail = ipv4(text, at);
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
        if (gap < 0 ? count < GROUPS : count == GROUPS) {
            return null;
        }
        return of(groups, count, gap < 0 ? count : gap);
    }

    private static IpAddress of(int[] groups, int count, int gap) {
        long high = 0;
        long low = 0;
        for (int i = 0; i < GROUPS; i++) {
            int fromEnd = GROUPS - i;
            int tail = count - gap;
            int group = i < gap ? groups[i] : fromEnd <= tail ? groups[count - fromEnd] : 0;
            high = high << 16 | low >>> 48;
            low = low << 16 | group;
        }
        boolean mapped = high == 0 && low >>> 32 == 0xffff;
        return mapped ? new IpAddress(false, 0, low & 0xffffffffL) : new IpAddress(true, high, low);
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

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
