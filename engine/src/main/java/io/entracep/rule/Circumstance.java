package io.entracep.rule;

import java.util.List;
import java.util.Locale;

/**
 * What policy or memory must say of somebody or something at the time of a match: {@code actor:
 * [privileged, '%key-people%']}.
 *
 * @param line line in the file
 * @param subject of whom
 * @param anyOf at least one; one must hold
 */
public record Circumstance(int line, Subject subject, List<Trait> anyOf) {

    public Circumstance {
        anyOf = List.copyOf(anyOf);
    }

    /** Of whom or what something is asked. */
    public enum Subject {
        /** The account or workload that did it. */
        ACTOR,
        /** The account or workload to which it was done. */
        TARGET,
        /** The application through which it was done. */
        APP,
        /** The device from which it was done. */
        DEVICE,
        /** The country and place from which it was done. */
        PLACE,
        /** The address from which it was done. */
        IP,
        /** The web addresses that a change gave to an application. */
        URL,
        /** The other organisation that takes part. */
        TENANT,
        /** The moment at which it was done. */
        TIME,
        /** What else was told of the same entity. */
        ALERT;

        /** The word as rules spell it. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One thing asked.
     *
     * @param word what
     * @param name the list for {@link Word#ON_LIST}, the rule for {@link Word#OPEN}; else empty
     */
    public record Trait(Word word, String name) {}
}
