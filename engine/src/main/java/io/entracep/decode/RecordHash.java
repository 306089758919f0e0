package io.entracep.decode;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The identity of a record that has none of its own: the first 128 bits of its SHA-256. */
final class RecordHash {

    private static final int BYTES = 16;

    private final MessageDigest digest;

    RecordHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** {@code h:} and 32 hexadecimal digits. */
    String of(byte[] bytes, int start, int end) {
        digest.update(bytes, start, end - start);
        return "h:" + HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }
}
