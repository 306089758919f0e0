package io.entracep.decode;

import io.entracep.decode.Addresses.Address;
import io.entracep.event.Origin;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where a record says that it came from, by the rules of its log. */
final class Origins {

    private final Addresses addresses;

    Origins(Addresses addresses) {
        this.addresses = addresses;
    }

    Origin ofSignIn(RawRecord record) {
        return located(record, record.present(Field.USER_AGENT));
    }

    /** The user agent of a risk event stands in its additional information. */
    Origin ofRiskEvent(RawRecord record) {
        return located(
                record,
                Values.first(record.get(Field.USER_AGENT), record.details.get("userAgent")));
    }

    /** The address in the token of the actor, before the front end's and the envelope's. */
    Origin ofAudit(RawRecord record) {
        Address address = addresses.of(record.details.get("ipaddr"));
        if (address == null) {
            address = addresses.of(record.get(Field.INITIATOR_USER_IP));
        }
        String agent = record.details.get("User-Agent");
        if (agent == null) {
            agent = record.details.get("UserAgent");
        }
        return plain(
                address != null ? address : addresses.of(record.get(Field.CALLER_IP)),
                agent != null ? agent : record.present(Field.USER_AGENT));
    }

    Origin ofAzureActivity(RawRecord record) {
        Address address = addresses.of(record.get(Field.CALLER_IP));
        return plain(
                address != null ? address : addresses.of(record.get(Field.CLAIM_IP)),
                record.present(Field.USER_AGENT));
    }

    Origin ofAddress(RawRecord record) {
        return plain(address(record), record.present(Field.USER_AGENT));
    }

    private Origin located(RawRecord record, @Nullable String userAgent) {
        Address address = address(record);
        double latitude = degrees(record.get(Field.LATITUDE), 90);
        double longitude = degrees(record.get(Field.LONGITUDE), 180);
        // The services write (0, 0) for a place that they do not know.
        boolean known =
                !Double.isNaN(latitude)
                        && !Double.isNaN(longitude)
                        && (latitude != 0 || longitude != 0);
        return new Origin(
                address == null ? null : address.ip(),
                address == null ? null : address.network(),
                country(record),
                record.present(Field.STATE),
                record.present(Field.CITY),
                known ? latitude : Double.NaN,
                known ? longitude : Double.NaN,
                Numbers.parse(record.get(Field.ASN), 0),
                userAgent);
    }

    private static Origin plain(@Nullable Address address, @Nullable String userAgent) {
        return address == null && userAgent == null
                ? Origin.NONE
                : new Origin(
                        address == null ? null : address.ip(),
                        address == null ? null : address.network(),
                        null,
                        null,
                        null,
                        Double.NaN,
                        Double.NaN,
                        0,
                        userAgent);
    }

    private @Nullable Address address(RawRecord record) {
        Address address = addresses.of(record.get(Field.IP));
        return address != null ? address : addresses.of(record.get(Field.CALLER_IP));
    }

    /** Two letters of the location, else of the envelope, where a region's name may stand too. */
    private static @Nullable String country(RawRecord record) {
        String country = twoLetters(record.get(Field.COUNTRY));
        return country != null ? country : twoLetters(record.outer.get(Field.LOCATION));
    }

    private static @Nullable String twoLetters(@Nullable String text) {
        String value = Values.present(text);
        if (value == null || value.length() != 2) {
            return null;
        }
        String country = value.toUpperCase(Locale.ROOT);
        return isLetter(country, 0) && isLetter(country, 1) ? country : null;
    }

    private static boolean isLetter(String text, int at) {
        return at < text.length() && text.charAt(at) >= 'A' && text.charAt(at) <= 'Z';
    }

    private static double degrees(@Nullable String text, int limit) {
        if (text == null) {
            return Double.NaN;
        }
        double value = Numbers.decimal(text);
        return Math.abs(value) <= limit ? value : Double.NaN;
    }
}
