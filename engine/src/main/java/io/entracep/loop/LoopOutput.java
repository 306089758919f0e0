package io.entracep.loop;

import io.entracep.detection.Finding;
import io.entracep.detection.Verdict;
import io.entracep.signal.Entity;
import io.entracep.signal.Observation;
import io.entracep.state.EntityMemory;
import io.entracep.state.EntityMemory.Change;

/** Where the loop says things. */
public interface LoopOutput {

    /** Something changed. */
    void say(Verdict verdict);

    /** An observation was inserted; the memory may be read and not written. */
    void inserted(Observation observation, Change change, EntityMemory memory);

    /** The input ended before this could be decided. */
    void undecided(Finding finding);

    /**
     * A detection threw.
     *
     * @param what what was being judged: an event id or a time
     */
    void failed(String detectionId, Entity entity, String what, RuntimeException error);

    /** A record older than the allowed disorder was judged alone. */
    void late();

    /** Wake this entity when event time reaches this. */
    void wakeAt(long eventTime);

    /** Processing time, milliseconds. */
    long processingTime();
}
