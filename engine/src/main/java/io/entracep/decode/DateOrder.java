package io.entracep.decode;

/** Which of the first two numbers of {@code 09/03/2026} is the month. */
public enum DateOrder {
    /** The month, as the services themselves write it. */
    MONTH_FIRST,
    /** The day. */
    DAY_FIRST,
    /**
     * Nobody said. Then a date is read only if it says so itself: one number is more than twelve,
     * both are the same, or the clock has twelve hours, as the services' own has.
     */
    UNKNOWN
}
