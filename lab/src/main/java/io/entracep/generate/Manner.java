package io.entracep.generate;

/** How attackers go about it. */
public enum Manner {
    /** As fast as tools are, from far away. */
    OPENLY,
    /** Hours instead of minutes, with pauses of at most three quarters of an hour between tries. */
    SLOWLY,
    /**
     * From the country of the company, with the browser that everybody uses, and from another
     * address after every third try.
     */
    CAREFULLY;

    private static final int SLOWER = 10;
    private static final int LONGER_PAUSES = 24;
    private static final long LONGEST_PAUSE = 45 * VendorTime.MINUTE;
    private static final int TRIES_PER_ADDRESS = 3;

    /** How long after the begin of an attack something happens. */
    long after(long millis) {
        return this == SLOWLY ? SLOWER * millis : millis;
    }

    /** The pause between two tries. */
    long pause(long millis) {
        return this == SLOWLY
                ? Math.max(millis, Math.min(LONGER_PAUSES * millis, LONGEST_PAUSE))
                : millis;
    }

    /**
     * Where a sign-in seems to come from.
     *
     * @param attack number of the attack
     * @param number of the sign-in in it
     */
    Origin origin(Origin origin, int attack, int number) {
        return this == CAREFULLY && Place.ELSEWHERE.contains(origin.place())
                ? new Origin(
                        Place.HOSTED,
                        "2001:db8:cafe:"
                                + Integer.toHexString(attack * 256 + number / TRIES_PER_ADDRESS)
                                + "::1")
                : origin;
    }

    /** What a sign-in from elsewhere seems to be made with. */
    Machine machine(Machine machine, Origin origin) {
        return this == CAREFULLY
                        && machine.deviceId().isEmpty()
                        && Place.ELSEWHERE.contains(origin.place())
                ? Machine.usualBrowser()
                : machine;
    }
}
