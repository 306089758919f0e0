package io.entracep.identity;

/**
 * Microsoft Entra gave no token. The message says to whom, why and what to do; it is built from our
 * own words and error codes only, so that nothing secret that a server repeats gets into a log.
 */
public final class IdentityException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String label;

    IdentityException(String message, String label) {
        super(message);
        this.label = label;
    }

    /** Why in one word, such as {@code AADSTS7000222}; one of few, fit for a metric. */
    public String label() {
        return label;
    }
}
