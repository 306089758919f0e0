package io.entracep.cli;

import io.entracep.cli.Streams.ProgressStyle;
import java.io.PrintStream;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongConsumer;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far a replay has come: rate and time left, as a bar or as a line every few seconds. */
interface Progress extends LongConsumer, AutoCloseable {
    @Override
    void close();

    /** Progress towards this many bytes. */
    static Progress of(ProgressStyle style, long totalBytes, PrintStream err) {
        return switch (style) {
            case BAR -> new Bar(totalBytes, err);
            case LINES -> new Lines(totalBytes, err);
        };
    }

    /** A bar. */
    final class Bar implements Progress {
        private static final int WIDTH = 79;
        private static final DecimalFormatSymbols SYMBOLS =
                DecimalFormatSymbols.getInstance(Locale.ROOT);

        private final ProgressBar bar;

        private Bar(long totalBytes, PrintStream err) {
            bar =
                    new ProgressBarBuilder()
                            .setTaskName("replay")
                            .setInitialMax(totalBytes)
                            .setUnit(" MiB", 1 << 20)
                            .showSpeed(new DecimalFormat("0.0", SYMBOLS))
                            .setUpdateIntervalMillis(250)
                            .setStyle(ProgressBarStyle.ASCII)
                            .setConsumer(new ConsoleProgressBarConsumer(err, WIDTH))
                            .build();
        }

        @Override
        public void accept(long bytesRead) {
            bar.stepTo(Math.min(bytesRead, bar.getMax()));
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /** Lines. */
    final class Lines implements Progress {
        private static final double MEBIBYTE = 1 << 20;
        private static final Duration INTERVAL = Duration.ofSeconds(5);

        private final long totalBytes;
        private final PrintStream err;
        private final long begin = System.nanoTime();
        private long printed = begin;

        private Lines(long totalBytes, PrintStream err) {
            this.totalBytes = totalBytes;
            this.err = err;
        }

        @Override
        public void accept(long bytesRead) {
            long now = System.nanoTime();
            if (now - printed < INTERVAL.toNanos() || bytesRead == 0 || bytesRead >= totalBytes) {
                return;
            }
            // Of less than that the start of the program tells more than the rate of reading.
            if (bytesRead < MEBIBYTE) {
                printed = now;
                err.printf(
                        Locale.ROOT,
                        "read %.1f of %.1f MiB%n",
                        bytesRead / MEBIBYTE,
                        totalBytes / MEBIBYTE);
                return;
            }
            printed = now;
            double seconds = (now - begin) / 1e9;
            double rate = bytesRead / seconds;
            err.printf(
                    Locale.ROOT,
                    "read %.1f of %.1f MiB, %.1f MiB/s, about %d s left%n",
                    bytesRead / MEBIBYTE,
                    totalBytes / MEBIBYTE,
                    rate / MEBIBYTE,
                    Math.round((totalBytes - bytesRead) / rate));
        }

        @Override
        public void close() {}
    }
}
