package io.entracep.signal;

/**
 * The part an entity plays in an event, as bits of {@link Observation#roles()}. Written to state.
 */
public final class Roles {
    /** It did it, or signed in. */
    public static final int ACTOR = 1;

    /** It was done to it. */
    public static final int TARGET = 2;

    /** It came from there: an address or a client. */
    public static final int SOURCE = 4;

    /** It was used: an application, a role. */
    public static final int OBJECT = 8;

    private Roles() {}
}
