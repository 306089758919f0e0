package io.entracep.decode;

import static org.assertj.core.api.Assertions.assertThat;

import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import io.entracep.decode.Addresses.Address;
import io.entracep.event.Ipv6;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

    private final Addresses addresses = new Addresses();

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7, 192.0.2.7",
        "192.0.2.7:443, 192.0.2.7, 192.0.2.7",
        "' 192.0.2.7 ', 192.0.2.7, 192.0.2.7",
        "2001:DB8:1:2:0:0:0:9, 2001:db8:1:2::9, 2001:db8:1:2::/64",
        "[2001:db8:1:2::9]:443, 2001:db8:1:2::9, 2001:db8:1:2::/64",
        "[2001:db8:1:2::9], 2001:db8:1:2::9, 2001:db8:1:2::/64",
        "fe80::1%eth0, fe80::1, fe80::/64",
        "2001:db8::1, 2001:db8::1, 2001:db8::/64",
        "::ffff:192.0.2.7, 192.0.2.7, 192.0.2.7",
        "::ffff:c000:207, 192.0.2.7, 192.0.2.7",
        "[::ffff:192.0.2.7]:80, 192.0.2.7, 192.0.2.7",
        "::2a02:1810:1:2:3:4:5:6, 2a02:1810:1:2:3:4:5:6, 2a02:1810:1:2::/64",
        "::2a02:1810::6, 2a02:1810::6, 2a02:1810::/64",
        "::1, ::1, ::/64"
    })
    void givesCanonicalTextAndNetwork(String logged, String ip, String network) {
        assertThat(addresses.of(logged)).isEqualTo(new Address(ip, network));
        assertThat(addresses.of(logged)).as("remembered").isEqualTo(new Address(ip, network));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "null",
                "<null>",
                "localhost",
                "0.0.0.0",
                "::",
                "*",
                "1",
                "1.2.3",
                "1.2.3.4.5",
                "256.1.1.1",
                "010.1.1.1",
                "1.2.3.4/24",
                "1.2.*.4",
                "1.2.3.4:",
                "1.2.3.4:443:1",
                "192.0.2.7, 192.0.2.8",
                "::2a02:1:2",
                "2001:db8::/32",
                "[2001:db8::1"
            })
    void hasNoneWhereAbsentOrMalformed(String logged) {
        assertThat(addresses.of(logged)).isNull();
    }

    @Property
    void keepsPlainAddressesAsTheyAre(
            @ForAll @IntRange(min = 1, max = 255) int first,
            @ForAll @IntRange(max = 255) int second,
            @ForAll @IntRange(max = 255) int third,
            @ForAll @IntRange(max = 255) int fourth) {
        String text = first + "." + second + "." + third + "." + fourth;
        assertThat(addresses.of(text)).isEqualTo(new Address(text, text));
    }

    @Property
    void neverThrows(@ForAll String text) {
        addresses.of(text);
        addresses.of("::" + text);
        addresses.of("[" + text + "]:1");
        addresses.of("192.0.2." + text);
    }

    @Property(tries = 5000)
    void readsIpv6AsTheLibraryDoes(
            @ForAll @Size(min = 2, max = 9) List<@From("groups") String> groups) {
        String text = String.join(":", groups);
        IPAddress expected = new IPAddressString(text).getAddress();
        int[] read = Ipv6.groups(text);

        if (read != null) {
            assertThat(expected).as(text).isNotNull();
            assertThat(Ipv6.text(read)).isEqualTo(expected.toCanonicalString());
        } else {
            assertThat(expected).as(text).isNull();
        }
    }

    @Provide
    Arbitrary<String> groups() {
        return Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.just("0")),
                Tuple.of(2, Arbitraries.just("")),
                Tuple.of(6, Arbitraries.integers().between(0, 0xffff).map(Integer::toHexString)),
                Tuple.of(1, Arbitraries.of("00a0", "FFFF", "12345", "g")));
    }
}
