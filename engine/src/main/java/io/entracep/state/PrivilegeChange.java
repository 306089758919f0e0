package io.entracep.state;

/**
 * One change of an account's privileges.
 *
 * @param time event time, milliseconds
 * @param eventId identity of the event
 * @param kind what happened: one of the constants here
 * @param roleKey key of the {@code Privilege}, empty where unknown
 * @param roleName display name of the role or group, empty where unknown
 * @param delivered envelope time of the delivery, milliseconds
 * @param content hash of the delivery's content; of deliveries of one event with one envelope time
 *     the greater wins
 */
public record PrivilegeChange(
        long time,
        String eventId,
        int kind,
        String roleKey,
        String roleName,
        long delivered,
        long content) {
    /** Became an active member. */
    public static final int ASSIGNED = 1;

    /** May activate the role. */
    public static final int ELIGIBLE = 2;

    /** Activated the role, which proves that it may. */
    public static final int ACTIVATED = 3;

    /** The activation ended; it may still activate. Written by older versions, and passed over. */
    public static final int DEACTIVATED = 4;

    /** Lost the active membership. */
    public static final int UNASSIGNED = 5;

    /** May no longer activate the role. */
    public static final int INELIGIBLE = 6;

    /** Whether it is about holding the role, and not about being allowed to activate it. */
    boolean isAboutHolding() {
        return kind == ASSIGNED || kind == UNASSIGNED;
    }

    /** Whether it gives. */
    boolean gives() {
        return kind == ASSIGNED || kind == ELIGIBLE || kind == ACTIVATED;
    }

    /** Whether this delivery of an event replaces that one, whichever came first. */
    boolean supersedes(PrivilegeChange that) {
        return delivered != that.delivered ? delivered > that.delivered : content > that.content;
    }
}
