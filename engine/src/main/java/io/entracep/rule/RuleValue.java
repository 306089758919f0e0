package io.entracep.rule;

/**
 * A value that a rule compares with.
 *
 * @param kind what YAML took it for
 * @param text as compared: numbers without quotes, {@code true} and {@code false}; empty for null
 */
public record RuleValue(Kind kind, String text) {

    /** What YAML took the value for. */
    public enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        NULL
    }

    /** The value as messages show it. */
    String shown() {
        return kind == Kind.NULL ? "null" : kind == Kind.TEXT ? "\"" + text + "\"" : text;
    }
}
