package io.entracep.source;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The hour that the path of a file tells: {@code y=2026/m=03/d=09/h=10/m=00/PT1H.json} in storage
 * accounts, {@code …/2026/03/09/10/00/00.avro} in captures. It is the hour of arrival: what is in
 * the file happened before its end, most of it not long before.
 */
final class HourFolder {

    private static final Pattern STORAGE =
            Pattern.compile("y=(\\d{4})/m=(\\d{2})/d=(\\d{2})/h=(\\d{2})/");

    private static final Pattern CAPTURE =
            Pattern.compile("/(\\d{4})/(\\d{2})/(\\d{2})/(\\d{2})/\\d{2}/\\d{2}\\.avro$");

    /** A record arrives later than this only after an outage of the service. */
    private static final Duration LATEST = Duration.ofDays(3);

    private HourFolder() {}

    /** Whether something in the file may have happened between the two moments. */
    static boolean mayHold(String file, @Nullable Instant from, @Nullable Instant to) {
        Instant hour = hour(file.replace('\\', '/'));
        if (hour == null) {
            return true;
        }
        boolean tooEarly = from != null && !hour.plus(Duration.ofHours(1)).isAfter(from);
        boolean tooLate = to != null && !hour.isBefore(to.plus(LATEST));
        return !tooEarly && !tooLate;
    }

    private static @Nullable Instant hour(String path) {
        for (Pattern pattern : new Pattern[] {STORAGE, CAPTURE}) {
            Matcher matcher = pattern.matcher(path);
            if (matcher.find()) {
                try {
                    return LocalDateTime.of(
                                    Integer.parseInt(matcher.group(1)),
                                    Integer.parseInt(matcher.group(2)),
                                    Integer.parseInt(matcher.group(3)),
                                    Integer.parseInt(matcher.group(4)),
                                    0)
                            .toInstant(ZoneOffset.UTC);
                } catch (DateTimeException e) {
                    return null;
                }
            }
        }
        return null;
    }
}
