package io.entracep.webhook;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Proves to a receiver that a request is ours and fresh. The header {@value #TIMESTAMP} has the
 * seconds since 1970; {@value #SIGNATURE} has {@code v1=} and, in hexadecimal, the HMAC-SHA256 of
 * timestamp, a dot and the body. A receiver computes the same, compares in constant time, and
 * refuses what is older than some minutes.
 */
final class Signature {
    static final String PREFIX = "x-entra-cep-";
    static final String TIMESTAMP = "X-Entra-Cep-Timestamp";
    static final String SIGNATURE = "X-Entra-Cep-Signature";
    private static final String ALGORITHM = "HmacSHA256";

    private Signature() {}

    /** The value of the header {@value #SIGNATURE}. */
    static String of(String key, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
            return "v1=" + HexFormat.of().formatHex(mac.doFinal(body));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("Every Java has " + ALGORITHM, e);
        }
    }
}
