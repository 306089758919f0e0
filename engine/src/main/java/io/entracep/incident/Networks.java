package io.entracep.incident;

import io.entracep.event.Ipv6;

/** Addresses as entities spell them: an IPv6 address by its /64. */
final class Networks {
    private static final int GROUPS_OF_64_BITS = 4;

    private Networks() {}

    /** The address itself for IPv4 and for what is none. */
    static String of(String address) {
        int[] groups = address.indexOf(':') < 0 ? null : Ipv6.groups(address);
        if (groups == null) {
            return address;
        }
        for (int i = GROUPS_OF_64_BITS; i < groups.length; i++) {
            groups[i] = 0;
        }
        return Ipv6.text(groups) + "/64";
    }
}
