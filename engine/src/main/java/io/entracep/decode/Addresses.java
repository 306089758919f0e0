package io.entracep.decode;

import inet.ipaddr.AddressStringParameters.RangeParameters;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import inet.ipaddr.ipv6.IPv6Address;
import io.entracep.event.Ipv4;
import io.entracep.event.Ipv6;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Addresses as the logs write them, in canonical text. Takes off ports, brackets and zones, turns
 * IPv4-mapped IPv6 into IPv4 and repairs the doubled prefix {@code ::2a02:...} where what follows
 * is an address of its own; elsewhere that prefix is malformed. The unspecified address counts as
 * none.
 */
final class Addresses {

    private static final int NETWORK_BITS = 64;
    private static final int LONGEST = 64;

    /** A power of two. Addresses beyond these, a hash apart, are worked out again. */
    private static final int REMEMBERED = 4096;

    private static final IPAddressStringParameters STRICT = strict();

    private final @Nullable Entry[] entries = new @Nullable Entry[REMEMBERED];

    /**
     * An address.
     *
     * @param ip canonical text
     * @param network the address for IPv4, its /64 for IPv6
     */
    record Address(String ip, String network) {}

    private record Entry(String text, @Nullable Address address) {}

    /** Null where absent or malformed. */
    @Nullable Address of(@Nullable String logged) {
        String text = Values.present(logged);
        if (text == null || text.length() > LONGEST) {
            return null;
        }
        if (Ipv4.number(text, 0) >= 0) {
            return text.equals("0.0.0.0") ? null : new Address(text, text);
        }
        int index = text.hashCode() & (REMEMBERED - 1);
        Entry entry = entries[index];
        if (entry == null || !entry.text().equals(text)) {
            entry = new Entry(text, parse(text));
            entries[index] = entry;
        }
        return entry.address();
    }

    private static @Nullable Address parse(String text) {
        String bare = withoutPort(text);
        // "::2a02:..." may even be valid, as an address of a reserved range that nobody has.
        // Meant is the part that begins with a number of the public range.
        String meant = isPrefixDoubled(bare) ? bare.substring(2) : bare;
        int[] groups = Ipv6.groups(meant);
        if (groups != null && (groups[0] | groups[1] | groups[2] | groups[3]) != 0) {
            return new Address(Ipv6.text(groups), network(groups));
        }
        IPAddress address = new IPAddressString(meant, STRICT).getAddress();
        if (address == null || address.isAnyLocal()) {
            return null;
        }
        IPv6Address ipv6 = address.toIPv6();
        if (ipv6 != null && ipv6.isIPv4Mapped()) {
            address = ipv6.getEmbeddedIPv4Address();
            ipv6 = null;
        }
        String ip = address.toCanonicalString();
        return new Address(
                ip, ipv6 == null ? ip : ipv6.toPrefixBlock(NETWORK_BITS).toCanonicalString());
    }

    /** As the library writes a prefix block. */
    private static String network(int[] groups) {
        int[] first = Arrays.copyOf(groups, groups.length);
        Arrays.fill(first, NETWORK_BITS / 16, first.length, 0);
        return Ipv6.text(first) + "/" + NETWORK_BITS;
    }

    private static boolean isPrefixDoubled(String text) {
        return text.startsWith("::")
                && text.length() > 6
                && (text.charAt(2) == '2' || text.charAt(2) == '3')
                && text.indexOf(':', 2) == 6;
    }

    /** {@code [v6]:port}, {@code [v6]}, {@code v4:port} and {@code v6%zone} without the extras. */
    private static String withoutPort(String text) {
        String bare = text;
        if (bare.startsWith("[")) {
            int close = bare.indexOf(']');
            String port = close < 0 ? "" : bare.substring(close + 1);
            if (close < 0 || !(port.isEmpty() || (port.startsWith(":") && isPort(port, 1)))) {
                return text;
            }
            bare = bare.substring(1, close);
        } else {
            int colon = bare.indexOf(':');
            if (bare.indexOf('.') > 0
                    && bare.indexOf('.') < colon
                    && colon == bare.lastIndexOf(':')
                    && isPort(bare, colon + 1)) {
                bare = bare.substring(0, colon);
            }
        }
        int zone = bare.indexOf('%');
        return zone > 0 ? bare.substring(0, zone) : bare;
    }

    private static boolean isPort(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() > from && text.length() - from <= 5;
    }

    private static IPAddressStringParameters strict() {
        IPAddressStringParameters.Builder builder = new IPAddressStringParameters.Builder();
        builder.allowEmpty(false)
                .allowAll(false)
                .allowSingleSegment(false)
                .allowMask(false)
                .allowPrefix(false)
                .allowPrefixOnly(false)
                .allowWildcardedSeparator(false)
                .setRangeOptions(RangeParameters.NO_RANGE)
                .allow_inet_aton(false);
        builder.getIPv4AddressParametersBuilder()
                .allowBinary(false)
                .allowLeadingZeros(false)
                .allowUnlimitedLeadingZeros(false);
        builder.getIPv6AddressParametersBuilder()
                .allowBase85(false)
                .allowBinary(false)
                .allowZone(false)
                .allowEmptyZone(false)
                .allowUnlimitedLeadingZeros(false);
        return builder.toParams();
    }
}
