package io.entracep.generate;

import com.fasterxml.jackson.core.io.SerializedString;

/** Where a request comes from: a place and an address, from the documentation ranges. */
record Origin(Place place, String ip, SerializedString location) {
    Origin(Place place, String ip) {
        this(place, ip, place.json());
    }

    Origin withIp(String other) {
        return new Origin(place, other, location);
    }
}
