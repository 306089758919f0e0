package io.entracep.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whose story something is: the entity at which it is remembered and told. */
public enum Whose {
    /** The account or workload that did it. */
    ACTOR,
    /** The account, workload, group or other object to which it was done. */
    TARGET,
    /** The application that was used. */
    APP,
    /** The group that was changed. */
    GROUP,
    /** The role that was given, taken or changed. */
    ROLE,
    /** The policy that was changed. */
    POLICY,
    /** The domain that was changed. */
    DOMAIN,
    /** The address that it came from. */
    IP,
    /** The program that it came from: the user agent. */
    CLIENT,
    /** The organisation. */
    TENANT;

    /** The word as rules spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Whose> of(String word) {
        return Arrays.stream(values()).filter(whose -> whose.word().equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Whose::word).toList();
    }
}
