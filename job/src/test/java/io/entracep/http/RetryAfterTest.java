package io.entracep.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RetryAfterTest {
    private static final String NOON = "Tue, 3 Mar 2026 12:00:00 GMT";
    private static final Instant OUR_CLOCK = Instant.parse("2026-03-03T12:01:00Z");

    @Test
    void readsSeconds() {
        assertThat(after(" 17 ", NOON)).isEqualTo(Duration.ofSeconds(17));
        assertThat(after("0", NOON)).isZero();
    }

    @Test
    void readsATimeByTheClockOfTheReceiver() {
        assertThat(after("Tue, 3 Mar 2026 12:01:30 GMT", NOON)).isEqualTo(Duration.ofSeconds(90));
        assertThat(after("Tue, 3 Mar 2026 11:00:00 GMT", NOON)).isZero();
    }

    @Test
    void readsATimeByOurClockWhereTheReceiverTellsNone() {
        assertThat(after("Tue, 3 Mar 2026 12:01:30 GMT", "no date"))
                .isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void passesOverWhatItCannotRead() {
        assertThat(after("soon", NOON)).isNull();
        assertThat(after("-5", NOON)).isNull();
        assertThat(after("99999999999999999999", NOON)).isNull();
        assertThat(RetryAfter.of(HttpHeaders.of(Map.of(), (name, value) -> true), OUR_CLOCK))
                .isNull();
    }

    private static @Nullable Duration after(String told, String date) {
        return RetryAfter.of(
                HttpHeaders.of(
                        Map.of("Retry-After", List.of(told), "Date", List.of(date)),
                        (name, value) -> true),
                OUR_CLOCK);
    }
}
