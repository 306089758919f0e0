package io.entracep.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

/** The stand-in for a webhook can tell a wrong signature from a right one. */
class SignedRequestsTest {
    private static final Instant NOW = Instant.parse("2026-03-03T10:00:00Z");
    private static final String TIMESTAMP = "1772532000";
    private static final String BODY = "[{\"alertId\":\"ä\"}]";

    /** By {@code printf '%s' "$timestamp.$body" | openssl dgst -sha256 -hmac key}. */
    private static final String SIGNATURE =
            "v1=a973fbd59a8f6723bb1cc2e612c1ffc5d159a286246301405218ba5ac61c217f";

    private final SignedRequests requests = new SignedRequests("key", InstantSource.fixed(NOW));

    @Test
    void believesWhatIsSignedAndFresh() {
        assertThat(requests.doubt(TIMESTAMP, SIGNATURE, BODY)).isEmpty();
    }

    @Test
    void doubtsEverythingElse() {
        assertThat(requests.doubt(null, SIGNATURE, BODY)).contains("not signed");
        assertThat(requests.doubt(TIMESTAMP, null, BODY)).contains("not signed");
        assertThat(requests.doubt(TIMESTAMP, SIGNATURE, BODY + " ")).contains("signed otherwise");
        assertThat(requests.doubt("1772532001", SIGNATURE, BODY)).contains("signed otherwise");
        assertThat(
                        new SignedRequests("other key", InstantSource.fixed(NOW))
                                .doubt(TIMESTAMP, SIGNATURE, BODY))
                .contains("signed otherwise");
        assertThat(
                        new SignedRequests("key", () -> NOW.plus(Duration.ofMinutes(6)))
                                .doubt(TIMESTAMP, SIGNATURE, BODY))
                .contains("signed at 2026-03-03T10:00:00Z");
    }
}
