package io.entracep.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What Sigma calls a value modifier. */
public enum Modifier {
    ALL(Sort.JOIN),
    NEQ(Sort.JOIN),
    CASED(Sort.JOIN),
    EXPAND(Sort.JOIN),
    CONTAINS(Sort.TEXT),
    STARTSWITH(Sort.TEXT),
    ENDSWITH(Sort.TEXT),
    RE(Sort.OWN),
    I(Sort.FLAG),
    M(Sort.FLAG),
    S(Sort.FLAG),
    CIDR(Sort.OWN),
    EXISTS(Sort.OWN),
    GT(Sort.BOUND),
    GTE(Sort.BOUND),
    LT(Sort.BOUND),
    LTE(Sort.BOUND),
    FIELDREF(Sort.REFERENCE),
    WINDASH(Sort.CHANGE),
    BASE64(Sort.ENCODE),
    BASE64OFFSET(Sort.ENCODE),
    UTF16LE(Sort.WIDE),
    UTF16BE(Sort.WIDE),
    UTF16(Sort.WIDE),
    WIDE(Sort.WIDE),
    MINUTE(Sort.TIME),
    HOUR(Sort.TIME),
    DAY(Sort.TIME),
    WEEK(Sort.TIME),
    MONTH(Sort.TIME),
    YEAR(Sort.TIME);

    /** Which modifiers exclude each other, and in which order they stand. */
    enum Sort {
        /** Anywhere, with anything that compares texts. */
        JOIN,
        /** How a text is compared. */
        TEXT,
        /** A comparison of its own kind. */
        OWN,
        /** Of a regular expression. */
        FLAG,
        /** A bound for a number. */
        BOUND,
        /** With another field. */
        REFERENCE,
        /** Changes the text. */
        CHANGE,
        /** Encodes bytes as text. */
        ENCODE,
        /** Encodes text as bytes. */
        WIDE,
        /** Takes a part out of a time. */
        TIME
    }

    private final Sort sort;

    Modifier(Sort sort) {
        this.sort = sort;
    }

    Sort sort() {
        return sort;
    }

    /** The word as rules spell it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Modifier> of(String word) {
        return Arrays.stream(values())
                .filter(modifier -> modifier.word().equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Modifier::word).toList();
    }
}
