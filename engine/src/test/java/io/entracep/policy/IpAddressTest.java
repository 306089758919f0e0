package io.entracep.policy;

import static org.assertj.core.api.Assertions.assertThat;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import io.entracep.yaml.MalformedValue;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    @Test
    void readsBothFamilies() {
        assertThat(IpAddress.parse("192.0.2.1")).isEqualTo(new IpAddress(false, 0, 0xc0000201L));
        assertThat(IpAddress.parse("::")).isEqualTo(new IpAddress(true, 0, 0));
        assertThat(IpAddress.parse("2001:DB8::1"))
                .isEqualTo(new IpAddress(true, 0x20010db800000000L, 1));
        assertThat(IpAddress.parse("1:2:3:4:5:6:7:8"))
                .isEqualTo(new IpAddress(true, 0x0001000200030004L, 0x0005000600070008L));
        assertThat(IpAddress.parse("64:ff9b::192.0.2.1"))
                .isEqualTo(new IpAddress(true, 0x0064ff9b00000000L, 0xc0000201L));
    }

    @Test
    void takesAMappedAddressForTheIpv4Address() {
        assertThat(IpAddress.parse("::ffff:192.0.2.1")).isEqualTo(IpAddress.parse("192.0.2.1"));
        assertThat(IpAddress.parse("::ffff:c000:201")).isEqualTo(IpAddress.parse("192.0.2.1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "256.1.1.1",
                "01.2.3.4",
                "1.2.3.4 ",
                "1..2.3",
                "1.2.3.",
                ":",
                ":::",
                "1:",
                ":1",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "::1:2:3:4:5:6:7:8",
                "12345::",
                "g::",
                "fe80::1%eth0",
                "::1.2.3",
                "1.2.3.4::",
                "1:2:3:4:5:6:7:1.2.3.4",
                "::ffff:1.2.3.4:1",
                "\u0661::",
                "1:::2"
            })
    void refusesWhatIsNoAddress(String text) {
        assertThat(IpAddress.parse(text)).isNull();
    }

    @Property
    void readsWhatTheLibraryWrites(@ForAll @Size(16) byte[] bytes, @ForAll boolean compressed) {
        IPAddress expected = new inet.ipaddr.ipv6.IPv6Address(bytes);
        String text = compressed ? expected.toCompressedString() : expected.toFullString();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);

        IpAddress address = IpAddress.parse(text);

        if (expected.toIPv6().isIPv4Mapped()) {
            assertThat(address).isNotNull().extracting(IpAddress::v6).isEqualTo(false);
        } else {
            assertThat(address)
                    .isEqualTo(new IpAddress(true, buffer.getLong(0), buffer.getLong(8)));
        }
    }

    @Property(tries = 5000)
    void readsOnlyWhatTheLibraryReads(
            @ForAll
                    @StringLength(max = 20)
                    @Chars({':', ':', '.', '1', 'f', 'g'})
                    @CharRange(from = '0', to = '2')
                    String text) {
        IpAddress ours = IpAddress.parse(text);
        if (ours != null) {
            IPAddress theirs = new IPAddressString(text).getAddress();
            assertThat(theirs).as(text).isNotNull();
            BigInteger value = new BigInteger(Long.toUnsignedString(ours.high())).shiftLeft(64);
            value = value.add(new BigInteger(Long.toUnsignedString(ours.low())));
            BigInteger expected =
                    ours.v6() || theirs.isIPv4() ? theirs.getValue() : theirs.toIPv6().getValue();
            assertThat(ours.v6() ? value : value.and(BigInteger.valueOf(0xffffffffL)))
                    .isEqualTo(
                            ours.v6() ? expected : expected.and(BigInteger.valueOf(0xffffffffL)));
        }
    }

    @Property
    void findsAnAddressInANetworkExactlyWhereTheLibraryDoes(
            @ForAll @Size(4) byte[] network,
            @ForAll @IntRange(min = 1, max = 32) int prefix,
            @ForAll @Size(4) byte[] other,
            @ForAll boolean near)
            throws MalformedValue {
        IPAddress block = new inet.ipaddr.ipv4.IPv4Address(network).toPrefixBlock(prefix);
        byte[] probe = near ? network.clone() : other;
        if (near) {
            probe[3] ^= other[3];
        }
        IPAddress address = new inet.ipaddr.ipv4.IPv4Address(probe);
        String written = block.getLower().withoutPrefixLength() + "/" + prefix;

        NetworkSet set =
                new NetworkSet(List.of(Network.parse(written), Network.parse("198.51.100.1")));

        boolean expected = block.contains(address) || address.toString().equals("198.51.100.1");
        assertThat(set.contains(address.toString())).as(written).isEqualTo(expected);
    }
}
