package io.entracep.policy;

import io.entracep.event.Ipv4;
import io.entracep.event.Ipv6;
import org.jspecify.annotations.Nullable;

/**
 * An IP address as 128 bits. An IPv4-mapped IPv6 address is the IPv4 address.
 *
 * @param v6 whether it is IPv6
 * @param high first 64 bits, 0 for IPv4
 * @param low last 64 bits; IPv4 uses the last 32
 */
record IpAddress(boolean v6, long high, long low) {

    /** Reads RFC 4291 and dotted decimal text; null for anything else, also for zone ids. */
    static @Nullable IpAddress parse(String text) {
        if (text.indexOf(':') >= 0) {
            return parseIpv6(text);
        }
        long value = Ipv4.number(text, 0);
        return value < 0 ? null : new IpAddress(false, 0, value);
    }

    private static @Nullable IpAddress parseIpv6(String text) {
        int[] groups = Ipv6.groups(text);
        if (groups == null) {
            return null;
        }
        long high = bits(groups, 0);
        long low = bits(groups, 4);
        boolean mapped = high == 0 && low >>> 32 == 0xffff;
        return mapped ? new IpAddress(false, 0, low & 0xffffffffL) : new IpAddress(true, high, low);
    }

    private static long bits(int[] groups, int from) {
        return (long) groups[from] << 48
                | (long) groups[from + 1] << 32
                | (long) groups[from + 2] << 16
                | groups[from + 3];
    }
}
