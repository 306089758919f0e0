package io.entracep.detection;

import java.util.Locale;

/** How bad it is, from the mildest to the worst. */
public enum Severity {
    INFORMATIONAL,
    LOW,
    MEDIUM,
    HIGH,
    CRITICAL;

    /** The name in lower case, as policies and alerts spell it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The severity with this label, ignoring case. */
    public static Severity ofLabel(String label) {
        return valueOf(label.strip().toUpperCase(Locale.ROOT));
    }

    /** The worse of both. */
    public Severity atLeast(Severity other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** The milder of both. */
    public Severity atMost(Severity other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** One step worse, where there is one. */
    public Severity raised() {
        return switch (this) {
            case INFORMATIONAL -> LOW;
            case LOW -> MEDIUM;
            case MEDIUM -> HIGH;
            case HIGH, CRITICAL -> CRITICAL;
        };
    }

    /** So many steps worse, milder where negative; never beyond the worst and the mildest. */
    public Severity moved(int steps) {
        Severity[] all = values();
        return all[Math.max(0, Math.min(all.length - 1, compareToMildest() + steps))];
    }

    private int compareToMildest() {
        return compareTo(INFORMATIONAL);
    }
}
