package io.entracep.run;

import io.entracep.told.ToldSettings.LogSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where what was told is kept.
 *
 * @param directory URI or path that every process reaches; null for beside the checkpoints
 * @param keep how long; 7 days
 * @param mebibytes how much of each sink at most; 256
 * @param longestWait how long a delivery waits for a store that cannot be written; 30 seconds
 * @param then what becomes of it then; it is sent
 */
public record ToldLogConfig(
        @Nullable String directory,
        Duration keep,
        int mebibytes,
        Duration longestWait,
        WhenAway then) {

    /** What becomes of deliveries while the store cannot be written. */
    public enum WhenAway {
        /** They leave without an entry. */
        SEND,
        /** They wait for the store. */
        WAIT
    }

    /**
     * The log of a job.
     *
     * @param checkpoints folder of its checkpoints; null for none
     * @param job names the job, whatever its id: those that go on from each other have one name
     * @return null where there is neither
     */
    public @Nullable LogSettings settings(@Nullable String checkpoints, String job) {
        String root = directory != null ? directory : checkpoints;
        if (root == null) {
            return null;
        }
        String folder = (root.endsWith("/") ? root : root + "/") + "told/" + name(job);
        return new LogSettings(
                folder,
                keep.toMillis(),
                (long) mebibytes << 20,
                longestWait.toMillis(),
                then == WhenAway.SEND);
    }

    /** A consumer group may hold anything. */
    private static String name(String group) {
        return group.replaceAll("[^A-Za-z0-9._-]", "_");
    }
}
