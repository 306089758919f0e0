package io.entracep.cli;

import io.entracep.run.SinkConfig;
import java.util.List;

/**
 * Tells before a job starts what its tasks could only fail at again and again: a receiver's secret
 * or certificates that are not there. Nothing is sent.
 */
final class SinkCheck {
    private SinkCheck() {}

    /**
     * Returns if every receiver can be opened in this process.
     *
     * @throws CliException saying which cannot, and what to do
     */
    static void check(List<SinkConfig> sinks) {
        for (SinkConfig sink : sinks) {
            if (sink.destination() instanceof SinkConfig.Remote remote) {
                try {
                    remote.receivers().open().close();
                } catch (IllegalStateException e) {
                    throw CliException.failed(
                            "Sink %s cannot be opened. %s".formatted(sink.name(), e.getMessage()),
                            e);
                }
            }
        }
    }
}
