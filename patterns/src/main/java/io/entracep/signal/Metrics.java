package io.entracep.signal;

import java.util.List;

/**
 * What is counted per tenant and hour before anything is exchanged. Names are written to state:
 * never reuse or rename them.
 */
public final class Metrics {
    /** Failed sign-ins of people that count in failure totals. */
    public static final String SIGN_IN_FAILURES = "sign-in-failures";

    private Metrics() {}

    /** Names of the metrics in which an event with these signals counts once. */
    public static List<String> of(SignalSet signals) {
        return signals.has(Signal.SIGN_IN_COUNTED_FAILURE) ? List.of(SIGN_IN_FAILURES) : List.of();
    }
}
