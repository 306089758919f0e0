package io.entracep.event;

import org.jspecify.annotations.Nullable;

/**
 * Where a record says that it came from.
 *
 * @param ip canonical textual address (IPv6 compressed, IPv4-mapped as IPv4), null where absent or
 *     malformed
 * @param network the address for IPv4, its /64 for IPv6 ({@code 2001:db8:1:2::/64}): what state is
 *     kept by, since an attacker can invent addresses; null exactly where {@code ip} is
 * @param country two upper-case letters, null where unknown
 * @param state region, null where unknown
 * @param city null where unknown
 * @param latitude degrees north, NaN where unknown; (0,0) counts as unknown
 * @param longitude degrees east, NaN where unknown
 * @param asn autonomous system number, 0 where unknown
 * @param userAgent null where absent. Attacker-controlled text
 */
public record Origin(
        @Nullable String ip,
        @Nullable String network,
        @Nullable String country,
        @Nullable String state,
        @Nullable String city,
        double latitude,
        double longitude,
        long asn,
        @Nullable String userAgent) {

    /** Nothing known. */
    public static final Origin NONE =
            new Origin(null, null, null, null, null, Double.NaN, Double.NaN, 0, null);

    /** Whether both coordinates are known. */
    public boolean hasCoordinates() {
        return !Double.isNaN(latitude) && !Double.isNaN(longitude);
    }
}
