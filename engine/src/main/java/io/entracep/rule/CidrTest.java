package io.entracep.rule;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import io.entracep.yaml.MalformedValue;

/**
 * An address in a network. An IPv4 address written as IPv6 ({@code ::ffff:…}) is the IPv4 address.
 */
record CidrTest(IPAddress network) implements ValueTest {

    private static final IPAddressStringParameters ADDRESS =
            new IPAddressStringParameters.Builder()
                    .allowEmpty(false)
                    .allowAll(false)
                    .allowSingleSegment(false)
                    .allowWildcardedSeparator(false)
                    .allowMask(false)
                    .allowPrefix(false)
                    .getIPv4AddressParametersBuilder()
                    .allow_inet_aton(false)
                    .getParentBuilder()
                    .toParams();
    private static final IPAddressStringParameters NETWORK =
            ADDRESS.toBuilder().allowPrefix(true).toParams();
    private static final int LONGEST = 64;

    static CidrTest of(String text) throws MalformedValue {
        try {
            IPAddress network = new IPAddressString(text.strip(), NETWORK).toAddress();
            if (network != null) {
                return new CidrTest(network.toPrefixBlock());
            }
        } catch (AddressStringException e) {
            // told below, in the words of this project
        }
        throw new MalformedValue("a network in CIDR form such as 192.0.2.0/24 or 2001:db8::/48");
    }

    @Override
    public boolean test(String value) {
        if (value.length() > LONGEST) {
            return false;
        }
        IPAddress address = new IPAddressString(value.strip(), ADDRESS).getAddress();
        if (address == null || address.isMultiple()) {
            return false;
        }
        if (network.isIPv4() && address.isIPv6() && address.toIPv6().isIPv4Mapped()) {
            return network.contains(address.toIPv6().getEmbeddedIPv4Address());
        }
        return network.contains(address);
    }

    @Override
    public int cost() {
        return 32;
    }
}
