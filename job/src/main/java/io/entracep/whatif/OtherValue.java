package io.entracep.whatif;

/**
 * Another value for a setting of a detection.
 *
 * @param detectionId detection
 * @param setting name as in its entry
 * @param value as a policy writes it: {@code 5}, {@code 40m}
 * @param usual what counts otherwise
 */
public record OtherValue(String detectionId, String setting, String value, String usual) {
    /** {@code users: 4 (is 5)}. */
    public String words() {
        return setting + ": " + value + " (is " + usual + ")";
    }
}
