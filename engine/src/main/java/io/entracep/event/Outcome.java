package io.entracep.event;

/**
 * How an attempt ended. Sign-in codes are sorted into these by {@code ErrorCodes}; audit results by
 * the text of {@code properties.result}. Numbers are written to state.
 */
public enum Outcome {
    /** The record does not say. */
    UNKNOWN(0),
    SUCCESS(1),
    /**
     * A step of a sign-in flow, for instance a second factor asked for; neither success nor
     * failure.
     */
    INTERRUPT(2),
    FAILURE(3);

    private static final Outcome[] BY_NUMBER = {UNKNOWN, SUCCESS, INTERRUPT, FAILURE};

    private final int number;

    Outcome(int number) {
        this.number = number;
    }

    /** The number written to state. */
    public int number() {
        return number;
    }

    /** The outcome with this number, {@link #UNKNOWN} for one that is not known here. */
    public static Outcome ofNumber(int number) {
        return number >= 0 && number < BY_NUMBER.length ? BY_NUMBER[number] : UNKNOWN;
    }
}
