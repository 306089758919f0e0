package io.entracep.state;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Hashes that are the same in every process and version: they decide what is kept, and they name
 * what must not be taken for something else.
 */
public final class StableHash {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private static final int NAME_BYTES = 16;

    /** Environment variable: any text that only the deployment knows, see {@link #seeded}. */
    private static final String SEED = "ENTRA_CEP_SEED";

    private static final long SEEDED_OFFSET = seededOffset(System.getenv(SEED));

    private StableHash() {}

    /**
     * The first 128 bits of SHA-256 as 32 lower-case hexadecimal digits. Nobody who chooses texts
     * finds two with one name.
     */
    public static String name(String text) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * 64 bits: FNV-1a over the characters, then the finaliser of SplitMix64 to spread short texts.
     */
    public static long hash64(String text) {
        return hash64(text, OFFSET);
    }

    /**
     * Which of many values are kept: those with the smallest of these. Who does not know the seed
     * of the deployment cannot make up values that push others out. Without a seed it is {@link
     * #hash64}.
     */
    public static long seeded(String text) {
        return hash64(text, SEEDED_OFFSET);
    }

    static long seededOffset(@Nullable String seed) {
        return seed == null || seed.isEmpty() ? OFFSET : OFFSET ^ hash64(seed);
    }

    static long hash64(String text, long offset) {
        long hash = offset;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        hash = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
        hash = (hash ^ (hash >>> 27)) * 0x94d049bb133111ebL;
        return hash ^ (hash >>> 31);
    }

    /** {@link #hash64} as 16 lower-case hexadecimal digits. */
    public static String hex64(String text) {
        String hex = Long.toHexString(hash64(text));
        return "0".repeat(16 - hex.length()) + hex;
    }
}
