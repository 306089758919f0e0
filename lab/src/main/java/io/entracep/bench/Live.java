package io.entracep.bench;

import io.entracep.alert.Alert;
import io.entracep.demo.Demo;
import io.entracep.generate.LogGenerator;
import io.entracep.generate.Settings;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/**
 * How late alerts are while records stream through a real broker at an even pace, broker and
 * generator on the same cores: from sending the last record of an alert's evidence to deciding it.
 */
final class Live {

    private Live() {}

    /**
     * @param lags milliseconds, ascending; of the first delivery of each alert that has evidence,
     *     also of those that had to wait for event time
     */
    @SuppressWarnings("ArrayRecordComponent") // Written once.
    record Lags(long[] lags) {

        /** Nearest rank. */
        long percentile(int percent) {
            return lags.length == 0
                    ? 0
                    : lags[Math.max(0, (int) Math.ceil(lags.length * percent / 100.0) - 1)];
        }
    }

    /** Runs as the demo does. */
    static Lags run(Settings settings, InstantSource clock) throws Exception {
        List<Long> lags = new ArrayList<>();
        Demo.Audience listener =
                new Demo.Audience() {
                    @Override
                    public void begins(URI dashboard, LogGenerator generator) {
                        // Nothing is shown while it is measured.
                    }

                    @Override
                    public void alert(Alert alert, OptionalLong lagMillis) {
                        // A later delivery may come of a record that its evidence does not show.
                        if (alert.active() && alert.delivery().revision() == 1) {
                            lagMillis.ifPresent(lags::add);
                        }
                    }

                    @Override
                    public void ends(long records, Duration duration) {
                        // The caller prints.
                    }
                };
        new Demo(settings, clock, listener).run();
        long[] sorted = lags.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return new Lags(sorted);
    }
}
