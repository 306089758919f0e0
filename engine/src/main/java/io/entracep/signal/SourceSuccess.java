package io.entracep.signal;

import io.entracep.event.Category;
import io.entracep.event.Device;
import io.entracep.event.EntraEvent;
import io.entracep.event.Origin;
import io.entracep.event.Outcome;
import io.entracep.event.Party;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * That an account succeeded from an address, or from an autonomous system, on a day of UTC: what
 * speaks against taking it for the source of a spray. Made of these alone and of nothing else in
 * the record, so that all successes of a day are one observation, whichever comes first. Its time
 * is the end of the day.
 */
public final class SourceSuccess {
    private static final long DAY = Duration.ofDays(1).toMillis();

    private SourceSuccess() {}

    /** Day of the epoch that a time lies in. */
    public static long day(long time) {
        return Math.floorDiv(time, DAY);
    }

    /**
     * The observation of an entity.
     *
     * @param source address or autonomous system; the tenant for any success at all
     * @param account object id, null where it does not matter which
     */
    public static Observation of(Entity source, @Nullable String account, long day) {
        EntraEvent event =
                new EntraEvent(
                        source.tenantId(),
                        "success " + account + " " + day,
                        Category.FINDING,
                        Category.FINDING.logName(),
                        day * DAY + DAY - 1,
                        day * DAY + DAY - 1,
                        false,
                        "success",
                        "Success",
                        Outcome.SUCCESS,
                        account == null ? null : new Party("User", account, null),
                        Origin.NONE,
                        Device.NONE,
                        null,
                        null,
                        null,
                        null);
        return new Observation(
                source, Roles.SOURCE, SignalSet.of(Signal.SOURCE_SUCCESS), event, null);
    }

    /**
     * The autonomous system of an event; where the log does not tell it, the range that its address
     * lies in (/24, IPv6 /48); null where neither is known.
     */
    public static @Nullable Entity systemOf(EntraEvent event) {
        long number = event.origin().asn();
        String network = event.origin().network();
        String id = number != 0 ? "AS" + number : network == null ? null : range(network);
        return id == null ? null : new Entity(EntityType.AS, event.tenantId(), id);
    }

    /** The range of an IPv4 address, or of an IPv6 /64. */
    private static String range(String network) {
        int colon = network.indexOf("::");
        if (network.indexOf(':') < 0) {
            int end = network.lastIndexOf('.');
            return end < 0 ? network : network.substring(0, end) + ".0/24";
        }
        String[] groups = (colon < 0 ? network : network.substring(0, colon)).split(":", -1);
        return String.join(":", Arrays.copyOf(groups, Math.min(3, groups.length))) + "::/48";
    }

    /** The address of an event (IPv6: its /64), null where unknown. */
    public static @Nullable Entity addressOf(EntraEvent event) {
        String network = event.origin().network();
        return network == null ? null : new Entity(EntityType.IP, event.tenantId(), network);
    }
}
