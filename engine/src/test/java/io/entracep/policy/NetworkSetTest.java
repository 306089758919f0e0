package io.entracep.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.yaml.MalformedValue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkSetTest {

    private static NetworkSet networks(String... written) {
        List<Network> networks = new ArrayList<>();
        for (String text : written) {
            try {
                networks.add(Network.parse(text));
            } catch (MalformedValue e) {
                throw new AssertionError(text, e);
            }
        }
        return new NetworkSet(networks);
    }

    @Test
    void includesTheFirstAndTheLastAddressOfANetwork() {
        NetworkSet set = networks("192.0.2.64/26");

        assertThat(set.contains("192.0.2.63")).isFalse();
        assertThat(set.contains("192.0.2.64")).isTrue();
        assertThat(set.contains("192.0.2.127")).isTrue();
        assertThat(set.contains("192.0.2.128")).isFalse();
    }

    @Test
    void includesTheFirstAndTheLastAddressOfAnIpv6Network() {
        for (String network : List.of("2001:db8:10::/48", "2001:db8:10::/47")) {
            NetworkSet set = networks(network);

            assertThat(set.contains("2001:db8:f:ffff:ffff:ffff:ffff:ffff")).isFalse();
            assertThat(set.contains("2001:db8:10::")).isTrue();
            assertThat(set.contains("2001:db8:10:ffff:ffff:ffff:ffff:ffff")).isTrue();
            assertThat(set.contains("2001:db8:12::")).isFalse();
        }
        NetworkSet narrow = networks("2001:db8::ff00/120", "2001:db8:ffff:ffff:8000::/65");
        assertThat(narrow.contains("2001:db8::ffff")).isTrue();
        assertThat(narrow.contains("2001:db8::1:0")).isFalse();
        assertThat(narrow.contains("2001:db8:ffff:ffff:8000::1")).isTrue();
        assertThat(narrow.contains("2001:db8:ffff:ffff:7fff::1")).isFalse();
    }

    @Test
    void comparesAddressesAboveTheMiddleAsUnsigned() {
        NetworkSet set = networks("128.0.0.0/1", "8000::/1");

        assertThat(set.contains("255.255.255.255")).isTrue();
        assertThat(set.contains("127.255.255.255")).isFalse();
        assertThat(set.contains("ffff::")).isTrue();
        assertThat(set.contains("7fff::")).isFalse();
    }

    @Test
    void keepsTheFamiliesApart() {
        assertThat(networks("::/1").contains("192.0.2.1")).isFalse();
        assertThat(networks("192.0.2.1").contains("::c000:201")).isFalse();
        assertThat(networks("192.0.2.1").contains("::ffff:192.0.2.1")).isTrue();
    }

    @Test
    void findsAddressesInOverlappingNetworks() {
        NetworkSet set = networks("192.0.2.8", "192.0.2.0/24", "192.0.2.0/28", "198.51.100.7");

        assertThat(set.contains("192.0.2.200")).isTrue();
        assertThat(set.contains("198.51.100.7")).isTrue();
        assertThat(set.contains("198.51.100.8")).isFalse();
        assertThat(set.written("192.0.2.8", null)).isEqualTo("192.0.2.8");
    }

    @Test
    void holdsNothingThatIsNoAddress() {
        NetworkSet set = networks("192.0.2.0/24");

        assertThat(set.contains(null)).isFalse();
        assertThat(set.contains("")).isFalse();
        assertThat(set.contains("192.0.2.1:443")).isFalse();
        assertThat(set.written("nonsense", null)).isNull();
    }
}
