package io.entracep.generate;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * An office and the people around it.
 *
 * @param number position in {@link #ALL}
 * @param egress where its traffic leaves; addresses end in {@code egressPrefix + 1} and {@code + 2}
 * @param homes where its people live
 * @param mobile the network of their phones
 */
record Office(
        int number, ZoneId zone, String networkName, Origin egress, Origin homes, Origin mobile) {

    // 192.0.2.0/24, 198.51.100.0/24, 203.0.113.0/24 and 2001:db8::/32: RFC 5737 and RFC 3849.
    static final List<Office> ALL =
            List.of(
                    office(0, "Europe/Amsterdam", Place.AMSTERDAM, Place.HAARLEM),
                    office(1, "Europe/Berlin", Place.BERLIN, Place.POTSDAM),
                    office(2, "Europe/Dublin", Place.DUBLIN, Place.BRAY),
                    office(3, "America/New_York", Place.NEW_YORK, Place.NEWARK));

    private static Office office(int number, String zone, Place city, Place suburb) {
        return new Office(
                number,
                ZoneId.of(zone),
                city.city() + " office",
                new Origin(city, "192.0.2." + (number * 16 + 1)),
                new Origin(suburb, ""),
                new Origin(city, "198.51.100." + (number * 32 + 1)));
    }

    /** One of the two addresses behind which the office works. */
    Origin egress(int which) {
        return egress.withIp("192.0.2." + (number * 16 + 1 + which % 2));
    }

    /** One of the thirty shared addresses of the mobile operator. */
    Origin mobile(int which) {
        return mobile.withIp("198.51.100." + (number * 32 + 1 + which % 30));
    }

    /** The network in which the office's egress addresses lie. */
    String egressRange() {
        return "192.0.2." + number * 16 + "/28";
    }

    /** Milliseconds to add to UTC for local time, at this instant. */
    long offsetMillis(long millis) {
        return zone.getRules().getOffset(Instant.ofEpochMilli(millis)).getTotalSeconds() * 1000L;
    }
}
