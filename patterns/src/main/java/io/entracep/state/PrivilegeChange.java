package io.entracep.state;

/**
 * One change of an account's privileges.
 *
 * @param time event time, milliseconds
 * @param eventId identity of the event
 * @param kind what happened: one of the constants here
 * @param roleKey template id of the role, else its name in lower case, empty where unknown
 * @param roleName display name of the role, empty where unknown
 */
public record PrivilegeChange(
        long time, String eventId, int kind, String roleKey, String roleName) {
    /** Became an active member. */
    public static final int ASSIGNED = 1;

    /** May activate the role. */
    public static final int ELIGIBLE = 2;

    /** Activated the role, which proves that it may. */
    public static final int ACTIVATED = 3;

    /** The activation ended; it may still activate. */
    public static final int DEACTIVATED = 4;

    /** Lost the active membership. */
    public static final int UNASSIGNED = 5;

    /** May no longer activate the role. */
    public static final int INELIGIBLE = 6;
}
