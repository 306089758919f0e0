package io.entracep.policy;

import io.entracep.yaml.MalformedValue;

/**
 * A network or one address: all addresses from the first to the last.
 *
 * @param written as in the policy
 * @param first lowest address
 * @param last highest address
 */
record Network(String written, IpAddress first, IpAddress last) {

    private static final String EXPECTED =
            "an IP address or a network in CIDR form such as 192.0.2.0/24 or 2001:db8::/48";

    /** Reads an address or a network. Bits beyond the prefix are an error, not ignored. */
    static Network parse(String text) throws MalformedValue {
        int slash = text.indexOf('/');
        IpAddress address = IpAddress.parse(slash < 0 ? text : text.substring(0, slash));
        if (address == null) {
            throw new MalformedValue(EXPECTED);
        }
        if (slash < 0) {
            return new Network(text, address, address);
        }
        if (!address.v6() && text.indexOf(':') >= 0) {
            throw new MalformedValue("written as an IPv4 network, not as an IPv4-mapped one");
        }
        int bits = address.v6() ? 128 : 32;
        int prefix = prefix(text.substring(slash + 1), bits);
        long highHosts = address.v6() ? hostBits(64 - prefix) : 0;
        long lowHosts = hostBits(bits - prefix);
        IpAddress first =
                new IpAddress(address.v6(), address.high() & ~highHosts, address.low() & ~lowHosts);
        if (!first.equals(address)) {
            throw new MalformedValue(
                    "a network whose bits after /"
                            + prefix
                            + " are zero, or an address without prefix");
        }
        return new Network(
                text,
                first,
                new IpAddress(address.v6(), first.high() | highHosts, first.low() | lowHosts));
    }

    boolean contains(IpAddress address) {
        return address.v6() == first.v6()
                && compare(first, address) <= 0
                && compare(address, last) <= 0;
    }

    /** Unsigned order of the 128 bits. */
    static int compare(IpAddress left, IpAddress right) {
        int high = Long.compareUnsigned(left.high(), right.high());
        return high != 0 ? high : Long.compareUnsigned(left.low(), right.low());
    }

    private static int prefix(String text, int bits) throws MalformedValue {
        int prefix = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : -1;
        if (prefix < 1 || prefix > bits) {
            throw new MalformedValue("a network with a prefix from /1 to /" + bits);
        }
        return prefix;
    }

    /** The lowest so many bits, limited to 0 … 64. */
    private static long hostBits(int count) {
        return count <= 0 ? 0 : count >= 64 ? -1L : (1L << count) - 1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Network that && first.equals(that.first) && last.equals(that.last);
    }

    @Override
    public int hashCode() {
        return first.hashCode() * 31 + last.hashCode();
    }
}
