package io.entracep.cluster;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What a receiver does to know that a request is ours and fresh, written from the description in
 * docs/configuration.md and not from the job's code.
 */
final class SignedRequests {
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final SecretKeySpec key;
    private final InstantSource clock;

    SignedRequests(String key, InstantSource clock) {
        this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        this.clock = clock;
    }

    /**
     * Why a request is not to be believed; empty where it is.
     *
     * @param timestamp header {@code X-Entra-Cep-Timestamp}, null where it is missing
     * @param signature header {@code X-Entra-Cep-Signature}, null where it is missing
     */
    Optional<String> doubt(@Nullable String timestamp, @Nullable String signature, String body) {
        if (timestamp == null || signature == null) {
            return Optional.of("not signed");
        }
        if (!MessageDigest.isEqual(bytes(signature), bytes(expected(timestamp + "." + body)))) {
            return Optional.of("signed otherwise");
        }
        Instant signed = Instant.ofEpochSecond(Long.parseLong(timestamp));
        return Duration.between(signed, clock.instant()).abs().compareTo(FRESH) > 0
                ? Optional.of("signed at " + signed)
                : Optional.empty();
    }

    private String expected(String signed) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return "v1=" + HexFormat.of().formatHex(mac.doFinal(bytes(signed)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java has it", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
