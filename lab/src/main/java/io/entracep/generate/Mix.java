package io.entracep.generate;

/** What the records of normal life are made of. */
public enum Mix {
    /** Every log, in the proportions of a small company: mostly token refreshes. */
    COMPANY(0.66, 0.02, 0.135, 0.075, 0.05, 0.03, 0.03),
    /** Ninety-seven percent sign-ins of people, three percent audit. */
    BENCHMARK(0.775, 0.015, 0.185, 0, 0, 0.025, 0),
    /** Quiet days: enough for every employee's habits, without the mass of refreshes. */
    HISTORY(0.42, 0, 0.45, 0.05, 0.03, 0.05, 0);

    /** One piece of normal life: one to three records. */
    enum Piece {
        REFRESH,
        REFUSED_REFRESH,
        INTERACTIVE,
        SERVICE_PRINCIPAL,
        MANAGED_IDENTITY,
        AUDIT,
        GRAPH
    }

    @SuppressWarnings("ImmutableEnumChecker") // Nothing writes to the array.
    private final double[] shares;

    /**
     * @param shares of the pieces, in their order
     */
    Mix(double... shares) {
        this.shares = shares;
    }

    Piece draw(Dice dice) {
        double at = dice.share();
        Piece[] pieces = Piece.values();
        for (int i = 0; i < pieces.length; i++) {
            at -= shares[i];
            if (at < 0) {
                return pieces[i];
            }
        }
        return Piece.REFRESH;
    }
}
