package io.entracep.rule;

/** A test of one value. */
interface ValueTest {

    /** Whether the value passes. */
    boolean test(String value);

    /** What it takes, as a multiple of comparing two short texts. */
    int cost();
}
