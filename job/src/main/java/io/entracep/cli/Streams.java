package io.entracep.cli;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * What a command reads and writes.
 *
 * @param in read where {@code -} is named
 * @param out results
 * @param err progress and errors
 * @param progress how progress is shown
 */
public record Streams(InputStream in, PrintStream out, PrintStream err, ProgressStyle progress) {
    /** How progress is shown. */
    public enum ProgressStyle {
        /** A bar that is drawn again and again. */
        BAR,
        /** A line now and then. */
        LINES
    }
}
