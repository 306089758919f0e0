package io.entracep.rule;

import io.entracep.event.Ipv4;
import io.entracep.event.Ipv6;
import org.jspecify.annotations.Nullable;

/**
 * The network that an address lies in, as wide as providers are wide: /16 of an IPv4 address, /32
 * of an IPv6 address. Two addresses of one network are as good as one place.
 */
final class Networks {
    private Networks() {}

    /** Its network; null where the text is no address. */
    static @Nullable String of(String text) {
        String address = text.strip();
        int[] groups = address.indexOf(':') < 0 ? null : Ipv6.groups(address);
        if (groups != null && !isMapped(groups)) {
            return Integer.toHexString(groups[0]) + ":" + Integer.toHexString(groups[1]) + "::/32";
        }
        long number =
                groups != null
                        ? ((long) groups[6] << 16) | groups[7]
                        : Ipv4.number(withoutPort(address), 0);
        return number < 0 ? null : (number >> 24) + "." + ((number >> 16) & 0xff) + ".0.0/16";
    }

    /** An IPv4 address written as one of IPv6. */
    private static boolean isMapped(int[] groups) {
        for (int i = 0; i < 5; i++) {
            if (groups[i] != 0) {
                return false;
            }
        }
        return groups[5] == 0xffff;
    }

    private static String withoutPort(String address) {
        int colon = address.indexOf(':');
        return colon > 0 && colon == address.lastIndexOf(':')
                ? address.substring(0, colon)
                : address;
    }
}
