package io.entracep.signal;

/**
 * What state is kept about. Numbers are written to state and are part of alert ids: never reuse or
 * renumber them.
 */
public enum EntityType {
    USER(1),
    SERVICE_PRINCIPAL(2),
    APPLICATION(3),
    GROUP(4),
    /** A network address: an IPv4 address or an IPv6 /64. */
    IP(5),
    /** Retired: a user agent in a network. Nothing is kept about it any more. */
    CLIENT(6),
    ROLE(7),
    POLICY(8),
    DOMAIN(9),
    TENANT(10),
    /** Records that a correlation takes together: the rule and what its group has in common. */
    CORRELATION(11),
    /** An autonomous system, as {@code AS64500}. */
    AS(12);

    private static final EntityType[] BY_NUMBER = new EntityType[13];

    static {
        for (EntityType type : values()) {
            BY_NUMBER[type.number] = type;
        }
    }

    private final int number;

    EntityType(int number) {
        this.number = number;
    }

    /** The number written to state. */
    public int number() {
        return number;
    }

    /** The type with this number. */
    public static EntityType ofNumber(int number) {
        return BY_NUMBER[number];
    }
}
