package io.entracep.operator;

import io.entracep.detection.Verdict;

/** What leaves the loop: what it says, and what it was decided by. */
public sealed interface LoopWord {

    /** A delivery of a finding. */
    record Spoken(Verdict verdict) implements LoopWord {}

    /**
     * What is decided by from here on.
     *
     * @param written policies and rules with their times, as the catalogue's format writes them
     */
    @SuppressWarnings("ArrayRecordComponent") // Never shared for writing.
    record NewRulebooks(byte[] written) implements LoopWord {}
}
