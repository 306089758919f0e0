package io.entracep.state;

/** What calendars are kept of. Numbers are written to state: never reuse or renumber them. */
public enum ProfileKind {
    /**
     * Days with any success of the entity as actor: a sign-in or an audited operation. The value is
     * empty.
     */
    ACTIVITY(1),
    /** Days with a successful interactive sign-in. The value is empty. */
    SIGN_IN(2),
    /** Device id, of successful sign-ins. */
    DEVICE(3),
    /** Browser and operating system families, where no device id was presented. */
    AGENT(4),
    /** Country and region of sign-ins that proved something, as for {@link #PROVEN_ASN}. */
    LOCATION(5),
    COUNTRY(6),
    /** Autonomous system number. */
    ASN(7),
    /** IPv4 address or IPv6 /64. */
    NETWORK(8),
    /** Role that was activated. */
    ROLE(9),
    /** Hour of the week, 0 to 167 from Monday midnight, in the tenant's zone. */
    HOUR_OF_WEEK(10),
    /** Device, else agent, with country and region, of interactive sign-ins. */
    DEVICE_AND_PLACE(11),
    /**
     * Autonomous system number of sign-ins that proved something: interactive ones, and those of a
     * device.
     */
    PROVEN_ASN(12);

    /** Of the day on which the clock is set back. */
    private static final int HOURS = 25;

    private final int number;

    ProfileKind(int number) {
        this.number = number;
    }

    /** The number written to state. */
    public int number() {
        return number;
    }

    /** How many values of one day count; a day has as many hours as it has. */
    static int valuesPerDay(int number) {
        return number == HOUR_OF_WEEK.number ? HOURS : Profile.VALUES_PER_DAY;
    }
}
