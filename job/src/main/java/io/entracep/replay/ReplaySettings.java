package io.entracep.replay;

import io.entracep.catalogue.Rulebook;
import io.entracep.catalogue.Rulebooks;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What to replay, and how.
 *
 * @param rulebooks what is decided by, and when
 * @param policyFile where that is written, null where nothing is
 * @param out folder for the results
 * @param period which records count
 * @param reading how the files are read
 * @param parallelism subtasks, 1 to 256
 * @param disorder how far the records may lie out of the order of time; null: no limit, event time
 *     stands still until the end
 * @param onDisk whether state lies on disk and not on the heap: slower, but memory does not grow
 *     with it
 * @param kept which alerts are written
 * @param savepoint folder that state is left in, for a live job to begin with; null: none
 * @param sought name to look for in the records; null: none
 */
public record ReplaySettings(
        Rulebooks rulebooks,
        @Nullable String policyFile,
        Path out,
        Period period,
        Reading reading,
        int parallelism,
        @Nullable Duration disorder,
        boolean onDisk,
        Kept kept,
        @Nullable Path savepoint,
        @Nullable String sought) {

    /** What is decided by in the end. */
    public Rulebook rulebook() {
        return rulebooks.last();
    }

    /** Which alerts are written. */
    public enum Kept {
        /** The final set: those that hold after the last record. */
        ACTIVE,
        /**
         * Those that held in between, too. Which these are depends on the order in which records
         * were read.
         */
        ALL
    }
}
