package io.entracep.told;

import io.entracep.output.AlertFilter;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one sink is told.
 *
 * @param sink its name
 * @param filter which alerts it gets
 * @param mostAlerts alerts of one detection and tenant that are told anew in an hour, and as many
 *     updates of such; what is more is summarised or waits for the end of the hour
 * @param updateInterval milliseconds between two updates of one alert that change neither its
 *     status nor raise its severity; 0 for no bound
 * @param log where what was told is kept; null for nowhere
 */
public record ToldSettings(
        String sink,
        AlertFilter filter,
        int mostAlerts,
        long updateInterval,
        @Nullable LogSettings log)
        implements Serializable {
    /** Alerts of one detection and tenant that people are told in an hour. */
    public static final int MOST_FOR_PEOPLE = 500;

    /** A receiver that takes everything. */
    public static final int NO_BOUND = Integer.MAX_VALUE;

    /**
     * The log of one sink.
     *
     * @param folder of this sink alone; any file system that Flink knows
     * @param keep how long entries are kept, milliseconds
     * @param mostBytes how much is kept at most; the oldest goes first
     * @param longestWait how long a delivery waits for a store that cannot be written, milliseconds
     * @param sendsUnlogged whether it leaves without an entry then
     */
    public record LogSettings(
            String folder, long keep, long mostBytes, long longestWait, boolean sendsUnlogged)
            implements Serializable {
        private static final long MEBIBYTE = 1L << 20;

        /** The log of one sink in this folder. */
        public LogSettings of(String sink) {
            return new LogSettings(
                    folder + "/" + sink, keep, mostBytes, longestWait, sendsUnlogged);
        }

        /** A folder with the defaults of {@code docs/configuration.md}. */
        public static LogSettings in(String folder) {
            return new LogSettings(
                    folder,
                    Duration.ofDays(7).toMillis(),
                    256 * MEBIBYTE,
                    Duration.ofSeconds(30).toMillis(),
                    true);
        }
    }
}
