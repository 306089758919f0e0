package io.entracep.sentinel;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long a receiver asks to wait: seconds, or a time, which is compared with the receiver's own
 * clock. Source: RFC 9110, 10.2.3.
 */
final class RetryAfter {
    /** Nobody may silence us for longer. */
    static final Duration LONGEST = Duration.ofHours(1);

    private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

    private RetryAfter() {}

    /** From zero to an hour; null where nothing, or nothing that can be read, is told. */
    static @Nullable Duration of(HttpHeaders headers) {
        String told = headers.firstValue("Retry-After").map(String::strip).orElse("");
        Duration wait =
                SECONDS.matcher(told).matches()
                        ? Duration.ofSeconds(Long.parseLong(told))
                        : until(told, headers);
        if (wait == null) {
            return null;
        }
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    }

    private static @Nullable Duration until(String told, HttpHeaders headers) {
        Optional<ZonedDateTime> then = time(told);
        Optional<ZonedDateTime> now = headers.firstValue("Date").flatMap(RetryAfter::time);
        return then.isPresent() && now.isPresent() ? Duration.between(now.get(), then.get()) : null;
    }

    private static Optional<ZonedDateTime> time(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
