package io.entracep.generate;

import com.fasterxml.jackson.core.io.SerializedString;
import java.util.List;
import java.util.Locale;

/** A city as the logs describe it, with the autonomous system its addresses belong to. */
record Place(
        String city, String state, String country, double latitude, double longitude, int asn) {

    // Autonomous system numbers are from the documentation ranges of RFC 5398.
    static final Place AMSTERDAM =
            new Place("Amsterdam", "Noord-Holland", "NL", 52.3740, 4.8897, 64496);
    static final Place HAARLEM =
            new Place("Haarlem", "Noord-Holland", "NL", 52.3874, 4.6462, 64500);
    static final Place BERLIN = new Place("Berlin", "Berlin", "DE", 52.5200, 13.4050, 64496);
    static final Place POTSDAM = new Place("Potsdam", "Brandenburg", "DE", 52.3906, 13.0645, 64501);
    static final Place DUBLIN = new Place("Dublin", "Dublin", "IE", 53.3498, -6.2603, 64496);
    static final Place BRAY = new Place("Bray", "Wicklow", "IE", 53.2028, -6.0983, 64502);
    static final Place NEW_YORK = new Place("New York", "New York", "US", 40.7128, -74.0060, 64497);
    static final Place NEWARK = new Place("Newark", "New Jersey", "US", 40.7357, -74.1724, 64503);

    /** A hosting provider in the country of the head office. */
    static final Place HOSTED =
            new Place("Amsterdam", "Noord-Holland", "NL", 52.3740, 4.8897, 65550);

    /** Places in which the company has neither people nor business. */
    static final List<Place> ELSEWHERE =
            List.of(
                    new Place("Sydney", "New South Wales", "AU", -33.8688, 151.2093, 65536),
                    new Place("Sao Paulo", "Sao Paulo", "BR", -23.5505, -46.6333, 65537),
                    new Place("Singapore", "Central Singapore", "SG", 1.3521, 103.8198, 65538),
                    new Place("Nairobi", "Nairobi", "KE", -1.2921, 36.8219, 65539),
                    new Place("Manila", "Metro Manila", "PH", 14.5995, 120.9842, 65540),
                    new Place("Lima", "Lima", "PE", -12.0464, -77.0428, 65541));

    /** Milliseconds to add to UTC for the time of day there, by the sun. */
    long offsetMillis() {
        return Math.round(longitude / 15) * VendorTime.HOUR;
    }

    /** The {@code location} object of a sign-in. */
    SerializedString json() {
        return new SerializedString(
                String.format(
                        Locale.ROOT,
                        "{\"city\":\"%s\",\"state\":\"%s\",\"countryOrRegion\":\"%s\","
                                + "\"geoCoordinates\":{\"latitude\":%.4f,\"longitude\":%.4f}}",
                        city,
                        state,
                        country,
                        latitude,
                        longitude));
    }
}
