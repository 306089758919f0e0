package io.entracep.generate;

import java.util.List;

/**
 * The attacks that can be woven in. Each names the rows of the detection catalogue that it must at
 * least raise; a real attack often raises more.
 */
public enum AttackKind {
    /** One address tries two passwords on many accounts within a quarter of an hour. */
    PASSWORD_SPRAY(1, "USER-36"),
    /** One address tries one account after the other over most of a day. */
    SLOW_SPRAY(2, "USER-36"),
    /** Many addresses of one network with one user agent try many accounts within minutes. */
    DISTRIBUTED_SPRAY(3, "USER-36"),
    /** A spray finds an administrator's password; a method is added and a role activated. */
    SPRAY_TO_PRIVILEGE(4, "BEYOND-01", "USER-36"),
    /** Forty wrong passwords for one account. */
    BRUTE_FORCE(5, "USER-37"),
    /** Wrong passwords, then the right one from the same unknown address. */
    BRUTE_FORCE_SUCCESS(6, "BEYOND-02", "USER-37"),
    /** One account fails from many addresses. */
    MANY_ADDRESSES(7, "USER-40"),
    /** Many accounts are locked; one of them works where it always does. */
    LOCKOUTS(8, "USER-39", "USER-51"),
    /** Prompts are declined until one is accepted. */
    MFA_FATIGUE(9, "BEYOND-06", "USER-53"),
    /** An administrator declines a prompt that somebody else caused. */
    ADMIN_DENIES_MFA(10, "PRIV-17", "USER-53"),
    /** Amsterdam, and an hour later the other side of the world. */
    IMPOSSIBLE_TRAVEL(11, "USER-41"),
    /** An account lives for forty minutes. */
    ACCOUNT_CREATED_AND_DELETED(12, "USER-10"),
    /** An account is created, given a role and deleted. */
    ACCOUNT_EMPOWERED_AND_DELETED(13, "PRIV-32", "PRIV-31", "USER-13", "USER-10"),
    /** An account is created, given a role, used and deleted. */
    ACCOUNT_USED_AND_DELETED(14, "BEYOND-04", "PRIV-32", "PRIV-31", "USER-13", "USER-10"),
    /** An account gets a role within the hour, and stays. */
    ROLE_SOON_AFTER_CREATION(15, "PRIV-31", "USER-13"),
    /** A role is activated from an ordinary laptop; the sign-in arrives after the activation. */
    PIM_NOT_FROM_PAW(16, "PRIV-46", "PRIV-03"),
    /** An administrator resets another's password and signs in as them. */
    ADMIN_TAKES_OVER_ACCOUNT(17, "BEYOND-16"),
    /** An administrator signs in with a new device from a new country. Needs history. */
    ADMIN_NEW_DEVICE_AND_LOCATION(18, "PRIV-23"),
    /** An administrator signs in at night. */
    ADMIN_OUTSIDE_HOURS(19, "PRIV-19"),
    /** An administrator activates a role for the first time. Needs history. */
    ROLE_NEVER_USED(20, "PRIV-40"),
    /** An emergency account is used, another is changed. */
    BREAK_GLASS(21, "PRIV-04", "PRIV-05", "PRIV-06", "PRIV-07", "PRIV-08"),
    /** Somebody knows the passwords of accounts that are disabled. */
    DISABLED_ACCOUNTS(22, "PRIV-16", "USER-59"),
    /** Mail protocols without second factor: failures, and one success. */
    LEGACY_PROTOCOL(23, "USER-55", "USER-65"),
    /** A role is assigned directly; PIM reports it every two hours. */
    ROLE_OUTSIDE_PIM(24, "PRIV-42");

    private static final int LEARNING_DAYS = 10;

    private final int number;

    @SuppressWarnings("ImmutableEnumChecker") // The list comes from List.of.
    private final List<String> detections;

    /**
     * @param number never reused: it decides the attack's addresses and randomness
     */
    AttackKind(int number, String... detections) {
        this.number = number;
        this.detections = List.of(detections);
    }

    int number() {
        return number;
    }

    /** Catalogue ids of the detections that must fire, the main one first. */
    public List<String> detections() {
        return detections;
    }

    /** Days of history without which the main detection has not learned what is normal. */
    public int historyDays() {
        return this == ADMIN_NEW_DEVICE_AND_LOCATION || this == ROLE_NEVER_USED ? LEARNING_DAYS : 0;
    }
}
