package io.entracep.state;

import org.jspecify.annotations.Nullable;

/**
 * Where the state of the current entity lives: keyed state in the job, a map in tests. Reads give
 * what was last written; absent parts are their {@code EMPTY}. Written values are never changed
 * afterwards.
 */
public interface EntityStore {
    Head head();

    /** Writes the head; removes it when it is {@link Head#EMPTY}. */
    void head(Head head);

    Profile profile();

    void profile(Profile profile);

    PrivilegeTimeline timeline();

    void timeline(PrivilegeTimeline timeline);

    JournalHour hour(long hour);

    /** Writes one hour; removes it when it has no entries. */
    void hour(long hour, JournalHour content);

    SaidHour said(long hour);

    void said(long hour, SaidHour content);

    /** Sketch of one total, null where there is none. See {@link Totals}. */
    byte @Nullable [] total(String metricAndHour);

    void total(String metricAndHour, byte @Nullable [] sketch);

    /** All totals' names, in no order. */
    Iterable<String> totals();
}
