package io.entracep.told;

import io.entracep.alert.Alert;
import io.entracep.told.LogFolder.Kind;
import io.entracep.told.ToldSettings.LogSettings;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The log of one sink as one subtask uses it: every access to the store is in another thread. */
final class ToldLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ToldLog.class);

    /** Milliseconds between two objects: what comes within them shares one. */
    private static final long GROUP = 20;

    private final LogFolder folder;
    private final LogSettings settings;
    private final LogReader reader;
    private final LogWriter writer;
    private final LogKeeper keeper;
    private final ReadingThread thread;

    /**
     * @param mine whether an entry is of these key groups
     * @param written runs in another thread when more entries are written
     */
    ToldLog(
            LogSettings settings,
            KeyGroupRange keys,
            int keyGroups,
            Predicate<Entry> mine,
            LongSupplier clock,
            Runnable written) {
        this.settings = settings;
        folder = new LogFolder(settings.folder());
        reader = new LogReader(folder, keys, mine);
        writer = new LogWriter(folder, Kind.TOLD, keys, GROUP, clock, written);
        keeper = new LogKeeper(folder, settings, keyGroups);
        thread = new ReadingThread(folder);
    }

    /**
     * Reads what was written since, and waits for it for the longest time that a delivery may wait.
     *
     * @return null where it could not be read
     */
    @Nullable List<Entry> readNow(long since) {
        return thread.await(() -> reader.read(since), settings.longestWait());
    }

    /** Reads what others wrote meanwhile; hands it over in another thread. */
    void readAgain(long since, Consumer<List<Entry>> found) {
        thread.execute(
                () -> {
                    try {
                        found.accept(reader.read(since));
                    } catch (IOException | RuntimeException e) {
                        LOG.warn("{} cannot be read", folder, e);
                    }
                });
    }

    /** Puts small objects together and deletes old ones, in another thread. */
    void keepSmall(long now) {
        thread.execute(
                () -> {
                    try {
                        keeper.keep(now);
                    } catch (IOException | RuntimeException e) {
                        LOG.warn("{} cannot be put in order", folder, e);
                    }
                });
    }

    /** Takes an entry; returns its number. */
    long append(Entry entry) {
        return writer.append(LogLines.of(entry));
    }

    /** Number up to which all entries are written. */
    long durable() {
        return writer.durable();
    }

    boolean isFailing() {
        return writer.failure() != null;
    }

    boolean isAccepted(Alert alert) {
        return reader.isAccepted(alert.alertId(), alert.delivery().decidedAt());
    }

    boolean isWritten(Alert alert) {
        return reader.isWritten(alert.alertId(), alert.delivery().decidedAt());
    }

    /** Whether anything was ever written, as far as was read. */
    boolean foundAny() {
        return reader.foundAny();
    }

    @Override
    public String toString() {
        return folder.toString();
    }

    @Override
    public void close() {
        thread.close();
        writer.close();
    }
}
