package io.entracep.state;

/**
 * Hashes that are the same in every process and version: they decide what is kept and they name
 * findings.
 */
public final class StableHash {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private StableHash() {}

    /**
     * 64 bits: FNV-1a over the characters, then the finaliser of SplitMix64 to spread short texts.
     */
    public static long hash64(String text) {
        long hash = OFFSET;
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
