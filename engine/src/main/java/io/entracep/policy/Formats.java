package io.entracep.policy;

import io.entracep.yaml.Durations;
import io.entracep.yaml.MalformedValue;
import io.entracep.yaml.Spelling;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The formats of single values. Each refuses with what would be right. */
final class Formats {

    private static final Pattern GUID =
            Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern GUID_LIKE = Pattern.compile("[{]?[0-9a-fA-F-]{28,40}[}]?");
    private static final String ZERO_GUID = "00000000-0000-0000-0000-000000000000";
    private static final Pattern UPN = Pattern.compile("[^@\\s]{1,256}@[^@\\s.]+(\\.[^@\\s.]+)*");
    private static final Pattern DOMAIN =
            Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]");
    private static final Pattern DETECTION = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Pattern TIME_OF_DAY = Pattern.compile("([0-9]{2}):([0-9]{2})");
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final List<String> DAYS =
            List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");
    static final List<String> SEVERITIES =
            List.of("informational", "low", "medium", "high", "critical");
    static final List<String> ACCOUNT_SOURCES =
            List.of("ad-sync", "hr", "guest-invite", "cloud-manual");

    private Formats() {}

    static boolean isGuid(String text) {
        return GUID.matcher(text.toLowerCase(Locale.ROOT)).matches();
    }

    static String guid(String text) throws MalformedValue {
        String guid = text.toLowerCase(Locale.ROOT);
        if (!isGuid(text) || guid.equals(ZERO_GUID)) {
            throw new MalformedValue(
                    "a GUID such as 3f2a9c1e-5b7d-4e60-9a8b-1c2d3e4f5a6b, not the zero GUID");
        }
        return guid;
    }

    /** Refuses what was surely meant to be a GUID. */
    static String notBrokenGuid(String text) throws MalformedValue {
        return GUID_LIKE.matcher(text).matches() ? guid(text) : text(text);
    }

    static AccountName account(String text) throws MalformedValue {
        String name = text.toLowerCase(Locale.ROOT);
        if (UPN.matcher(name).matches()) {
            return new AccountName(AccountName.Kind.UPN, name);
        }
        if (!isGuid(text) || name.equals(ZERO_GUID)) {
            throw new MalformedValue(
                    "an object id (GUID) or a user principal name such as alice@example.com");
        }
        return new AccountName(AccountName.Kind.ID, name);
    }

    static AccountName actor(String text) throws MalformedValue {
        if (text.indexOf('@') >= 0 || GUID_LIKE.matcher(text).matches()) {
            return account(text);
        }
        return new AccountName(AccountName.Kind.DISPLAY_NAME, text(text).toLowerCase(Locale.ROOT));
    }

    static String text(String text) throws MalformedValue {
        if (text.isBlank()) {
            throw new MalformedValue("given, not blank");
        }
        return text.strip();
    }

    static String country(String text) throws MalformedValue {
        String country = text.toUpperCase(Locale.ROOT);
        if (!COUNTRIES.contains(country)) {
            throw new MalformedValue(
                    "a country as two letters of ISO 3166-1, such as DE (the United Kingdom is GB)");
        }
        return country;
    }

    static String domain(String text) throws MalformedValue {
        String domain = text.toLowerCase(Locale.ROOT);
        if (!DOMAIN.matcher(domain).matches()) {
            throw new MalformedValue("a domain such as example.com");
        }
        return domain;
    }

    static long autonomousSystem(String text) throws MalformedValue {
        return number(text, 1, 4294967295L, "the number of an autonomous system, 1 to 4294967295");
    }

    static long count(String text) throws MalformedValue {
        return number(text, 1, 1_000_000_000_000L, "a whole number, at least 1");
    }

    private static long number(String text, long min, long max, String expected)
            throws MalformedValue {
        long number = text.matches("[0-9]{1,15}") ? Long.parseLong(text) : -1;
        if (number < min || number > max) {
            throw new MalformedValue(expected);
        }
        return number;
    }

    static boolean bool(String text) throws MalformedValue {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new MalformedValue("true or false");
        };
    }

    static ZoneId zone(String text) throws MalformedValue {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            String meant =
                    Spelling.nearest(text, ZoneId.getAvailableZoneIds())
                            .map(zone -> ": did you mean " + zone + "?")
                            .orElse(" such as Europe/Berlin");
            throw new MalformedValue("a time zone of the IANA list" + meant);
        }
    }

    static LocalDate date(String text) throws MalformedValue {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new MalformedValue("a date that exists, such as 2026-12-31");
        }
    }

    /** Milliseconds since the epoch. Without an offset the time is one of the zone. */
    static long moment(String text, ZoneId zone) throws MalformedValue {
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeParseException withoutOffset) {
            try {
                return LocalDateTime.parse(text).atZone(zone).toInstant().toEpochMilli();
            } catch (DateTimeParseException e) {
                throw new MalformedValue(
                        "a date and time such as 2026-05-12T09:00 (in the time zone of the tenant)"
                                + " or 2026-05-12T09:00Z");
            }
        }
    }

    /** Minute of the day, 0 to 1440. */
    static int timeOfDay(String text) throws MalformedValue {
        Matcher matcher = TIME_OF_DAY.matcher(text);
        int minute =
                matcher.matches()
                        ? Integer.parseInt(matcher.group(1)) * 60 + minutes(matcher.group(2))
                        : -1;
        if (minute < 0 || minute > 24 * 60) {
            throw new MalformedValue("a time of day from 00:00 to 24:00");
        }
        return minute;
    }

    private static int minutes(String text) {
        int minutes = Integer.parseInt(text);
        return minutes < 60 ? minutes : 24 * 60 + 1;
    }

    /** 0 for Monday to 6 for Sunday. */
    static int dayOfWeek(String text) throws MalformedValue {
        String day = text.toLowerCase(Locale.ROOT);
        for (int i = 0; i < DAYS.size(); i++) {
            if (DAYS.get(i).equals(day) || DAYS.get(i).substring(0, 3).equals(day)) {
                return i;
            }
        }
        throw new MalformedValue("a day of the week: mon, tue, wed, thu, fri, sat or sun");
    }

    static Duration duration(String text) throws MalformedValue {
        Duration plain = Durations.readPositive(text);
        if (plain != null) {
            return plain;
        }
        try {
            Duration duration = Duration.parse(text);
            if (!duration.isNegative() && !duration.isZero()) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            // told below, with the same words as for a duration that is not positive
        }
        throw new MalformedValue("a positive duration such as 90s, 15m, 8h, 7d or PT8H");
    }

    static String severity(String text) throws MalformedValue {
        return oneOf(text, SEVERITIES);
    }

    static String accountSource(String text) throws MalformedValue {
        return oneOf(text, ACCOUNT_SOURCES);
    }

    static String detection(String text) throws MalformedValue {
        if (!DETECTION.matcher(text).matches()) {
            throw new MalformedValue("the id of a detection, such as password-spray-by-ip");
        }
        return text;
    }

    static NamingRule namingRule(String text) throws MalformedValue {
        return NamingRule.compile(text(text));
    }

    private static String oneOf(String text, List<String> known) throws MalformedValue {
        if (!known.contains(text)) {
            throw new MalformedValue("one of " + String.join(", ", known));
        }
        return text;
    }
}
