package io.entracep.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.outbox.Answer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpOutcomeTest {
    private static final Instant NOON = Instant.parse("2026-03-03T12:00:00Z");

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204})
    void isAccepted(int status) {
        assertThat(answer(status)).isEqualTo(new Answer.Accepted());
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 507})
    void isForLater(int status) {
        assertThat(answer(status)).isEqualTo(new Answer.Later("HTTP " + status, null));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 409, 413, 422})
    void isRefusedForOneOfThem(int status) {
        assertThat(answer(status))
                .isEqualTo(new Answer.Refused("HTTP " + status, "said", Answer.Reach.SOME));
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 401, 403, 404, 405, 410})
    void isRefusedWhateverTheMessageSays(int status) {
        assertThat(answer(status))
                .isEqualTo(new Answer.Refused("HTTP " + status, "said", Answer.Reach.EVERY));
    }

    @ParameterizedTest
    @CsvSource({
        "7, 7",
        "' 120 ', 120",
        "'Tue, 3 Mar 2026 12:01:30 GMT', 90",
        "'Tue, 03 Mar 2026 11:00:00 GMT', 0"
    })
    void retryAfterIsSecondsOrADate(String retryAfter, long seconds) {
        assertThat(HttpOutcome.of(429, headers(retryAfter), "said", NOON))
                .isEqualTo(new Answer.Later("HTTP 429", Duration.ofSeconds(seconds)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "soon", "99999999999999999999", "1.5", "١٢"})
    void otherwiseItIsNotHeard(String retryAfter) {
        assertThat(HttpOutcome.of(429, headers(retryAfter), "said", NOON))
                .isEqualTo(new Answer.Later("HTTP 429", null));
    }

    @Test
    void failuresAreForLaterAndTellNoAddress() {
        assertThat(reason(new HttpConnectTimeoutException("x"))).isEqualTo("no connection in time");
        assertThat(reason(new HttpTimeoutException("x"))).isEqualTo("no answer in time");
        assertThat(reason(new SSLHandshakeException("https://secret.example")))
                .isEqualTo("TLS failed");
        assertThat(reason(new ConnectException("secret.example"))).isEqualTo("connection refused");
        assertThat(reason(new IOException("https://secret.example")))
                .isEqualTo("connection broken");
        assertThat(reason(new IllegalArgumentException("secret")))
                .isEqualTo("IllegalArgumentException");
    }

    private static String reason(Throwable failure) {
        return ((Answer.Later) HttpOutcome.of(new CompletionException(failure))).reason();
    }

    private static Answer answer(int status) {
        return HttpOutcome.of(
                status, HttpHeaders.of(Map.of(), (name, value) -> true), "said", NOON);
    }

    private static HttpHeaders headers(String retryAfter) {
        return HttpHeaders.of(Map.of("Retry-After", List.of(retryAfter)), (name, value) -> true);
    }
}
