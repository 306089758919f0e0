package io.entracep.signal;

/**
 * A set of {@link Signal}s, as 128 bits.
 *
 * @param low signals 0 to 63
 * @param high signals 64 to 127
 */
public record SignalSet(long low, long high) {

    /** No signal. */
    public static final SignalSet NONE = new SignalSet(0, 0);

    /** The set of these signals. */
    public static SignalSet of(Signal... signals) {
        long low = 0;
        long high = 0;
        for (Signal signal : signals) {
            low |= signal.low();
            high |= signal.high();
        }
        return new SignalSet(low, high);
    }

    /** Whether this set has the signal. */
    public boolean has(Signal signal) {
        return (low & signal.low()) != 0 || (high & signal.high()) != 0;
    }

    /** Whether both sets share a signal. */
    public boolean intersects(SignalSet that) {
        return (low & that.low) != 0 || (high & that.high) != 0;
    }

    /** All signals of both. */
    public SignalSet union(SignalSet that) {
        return new SignalSet(low | that.low, high | that.high);
    }

    /** The signals that both have. */
    public SignalSet intersection(SignalSet that) {
        return new SignalSet(low & that.low, high & that.high);
    }

    /** Whether no signal is in it. */
    public boolean isEmpty() {
        return low == 0 && high == 0;
    }
}
