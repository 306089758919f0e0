package io.entracep.signal;

import io.entracep.event.EntraEvent;
import org.jspecify.annotations.Nullable;

/** Names of the tenant totals, and which events they count. */
public final class Metrics {
    /** Sign-ins of people that failed for good ({@link Signal#SIGN_IN_COUNTED_FAILURE}). */
    public static final String SIGN_IN_FAILURES = "sign-in-failures";

    private Metrics() {}

    /** The total that counts the event; null for none. Events of doubtful time count in none. */
    public static @Nullable String of(EntraEvent event, SignalSet signals) {
        return signals.has(Signal.SIGN_IN_COUNTED_FAILURE) && !event.timeSuspect()
                ? SIGN_IN_FAILURES
                : null;
    }
}
