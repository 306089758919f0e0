package io.entracep.policy;

import io.entracep.event.Ipv4;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Networks and addresses of both families. A look-up of an IPv4 address allocates nothing. */
final class NetworkSet implements Entries {

    static final NetworkSet NONE = new NetworkSet(List.of());

    /**
     * A power of two. The same addresses come again and again; others, a hash apart, are looked up
     * anew.
     */
    private static final int REMEMBERED = 4096;

    private final @Nullable Answer[] answers = new @Nullable Answer[REMEMBERED];
    private final List<Network> networks;
    private final AddressRanges v4;
    private final AddressRanges v6;

    /**
     * Immutable, so that threads which race for a slot see a whole answer, be it of another
     * address.
     */
    private record Answer(String ip, boolean contained) {}

    NetworkSet(List<Network> networks) {
        this.networks = List.copyOf(networks);
        v4 = new AddressRanges(networks.stream().filter(n -> !n.first().v6()).toList());
        v6 = new AddressRanges(networks.stream().filter(n -> n.first().v6()).toList());
    }

    /** Whether the address lies in one of the networks; false for null and for no address. */
    boolean contains(@Nullable String ip) {
        if (ip == null || networks.isEmpty()) {
            return false;
        }
        int slot = ip.hashCode() & (REMEMBERED - 1);
        Answer known = answers[slot];
        if (known == null || !known.ip().equals(ip)) {
            known = new Answer(ip, lookUp(ip));
            answers[slot] = known;
        }
        return known.contained();
    }

    private boolean lookUp(String ip) {
        long number = Ipv4.number(ip, 0);
        if (number >= 0) {
            return v4.contains(0, number);
        }
        IpAddress address = IpAddress.parse(ip);
        return address != null && (address.v6() ? v6 : v4).contains(address.high(), address.low());
    }

    @Override
    public boolean contains(@Nullable String id, @Nullable String name) {
        return contains(id);
    }

    @Override
    public @Nullable String written(@Nullable String id, @Nullable String name) {
        IpAddress address = id == null ? null : IpAddress.parse(id);
        if (address == null) {
            return null;
        }
        for (Network network : networks) {
            if (network.contains(address)) {
                return network.written();
            }
        }
        return null;
    }
}
