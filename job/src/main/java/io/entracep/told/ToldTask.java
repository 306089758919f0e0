package io.entracep.told;

import io.entracep.alert.Alert;

/** What the operator does for its parts; everything runs in its task. */
interface ToldTask {
    /** Processing time, milliseconds. */
    long now();

    /** Of event time, milliseconds. */
    long watermark();

    void useKey(String key);

    /** Lets a delivery go, its key being the current one. */
    void leave(Alert alert);

    /** Runs it at a processing time. */
    void at(long time, Runnable work);

    /** Runs it soon; called by any thread. */
    void soon(Runnable work);

    /** Has the current key forget, once a day, what is over. */
    void wakeTomorrow();
}
