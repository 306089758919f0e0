package io.entracep.signal;

/** Collects signals without allocating one object each. */
final class SignalBits {
    private long low;
    private long high;

    void add(Signal signal) {
        low |= signal.low();
        high |= signal.high();
    }

    void addIf(boolean holds, Signal signal) {
        if (holds) {
            add(signal);
        }
    }

    void add(SignalSet signals) {
        low |= signals.low();
        high |= signals.high();
    }

    boolean has(Signal signal) {
        return (low & signal.low()) != 0 || (high & signal.high()) != 0;
    }

    SignalSet toSet() {
        return new SignalSet(low, high);
    }
}
