package io.entracep.http;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long a receiver asks to wait: seconds, or a time, which is compared with the receiver's own
 * clock where it tells that, else with ours. Source: RFC 9110, 10.2.3. How long it may silence us
 * is the outbox's to say.
 */
final class RetryAfter {
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

    private RetryAfter() {}

    /**
     * Zero or more; null where nothing, or nothing that can be read, is told.
     *
     * @param now by our clock
     */
    static @Nullable Duration of(HttpHeaders headers, Instant now) {
        String told = headers.firstValue("Retry-After").map(String::strip).orElse("");
        if (SECONDS.matcher(told).matches()) {
            return Duration.ofSeconds(Long.parseLong(told));
        }
        Optional<Instant> then = time(told);
        if (then.isEmpty()) {
            return null;
        }
        Instant here = headers.firstValue("Date").flatMap(RetryAfter::time).orElse(now);
        return here.isAfter(then.get()) ? Duration.ZERO : Duration.between(here, then.get());
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
