package io.entracep.told;

import io.entracep.told.LogFolder.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends lines to a log in a thread of its own, many with one object: what comes while an object
 * is written goes into the next. A store that fails is tried again until the end.
 */
final class LogWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LogWriter.class);
    private static final long FIRST_PAUSE = 200;
    private static final long LONGEST_PAUSE = 5_000;
    private static final long LAST_WAIT = 2_000;

    /** A bound of memory: of what comes beyond it the log will not know. */
    private static final int MOST_LINES = 100_000;

    private final LogFolder folder;
    private final Kind kind;
    private final KeyGroupRange keys;
    private final long shortestPause;
    private final LongSupplier clock;
    private final Runnable written;
    private final String name = UUID.randomUUID().toString().replace("-", "");
    private final BlockingQueue<Line> queue = new LinkedBlockingQueue<>(MOST_LINES);
    private final Thread thread;
    private long appended;
    private volatile long durable;
    private volatile boolean closed;
    private volatile @Nullable String failure;

    private record Line(long number, String text) {
        /** Wakes the thread. */
        static final Line NONE = new Line(-1, "");
    }

    /**
     * @param shortestPause milliseconds between the beginnings of two objects at least
     * @param written runs in the writer's thread whenever {@link #durable} has grown
     */
    LogWriter(
            LogFolder folder,
            Kind kind,
            KeyGroupRange keys,
            long shortestPause,
            LongSupplier clock,
            Runnable written) {
        this.folder = folder;
        this.kind = kind;
        this.keys = keys;
        this.shortestPause = shortestPause;
        this.clock = clock;
        this.written = written;
        thread = new Thread(this::run, kind.word() + " log " + folder);
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes a line; returns its number, the greatest so far. Of one thread. */
    long append(String text) {
        appended++;
        queue.offer(new Line(appended, text));
        return appended;
    }

    /** Number of the line up to which all are written. */
    long durable() {
        return durable;
    }

    /** Why the store cannot be written at present; null where it can. */
    @Nullable String failure() {
        return failure;
    }

    /** Who wrote, in the names of objects. */
    String name() {
        return name;
    }

    /** Gives what is left a short time to be written. */
    @Override
    public void close() {
        closed = true;
        queue.offer(Line.NONE);
        try {
            thread.join(LAST_WAIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }

    private void run() {
        long number = 0;
        try {
            while (!closed || !queue.isEmpty()) {
                List<Line> lines = new ArrayList<>();
                lines.add(queue.take());
                queue.drainTo(lines);
                lines.remove(Line.NONE);
                if (lines.isEmpty()) {
                    continue;
                }
                long began = System.nanoTime();
                write(lines, number++);
                durable = lines.get(lines.size() - 1).number();
                written.run();
                long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
                if (!closed && took < shortestPause) {
                    Thread.sleep(shortestPause - took);
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(List<Line> lines, long number) throws InterruptedException {
        List<String> texts = lines.stream().map(Line::text).toList();
        for (long pause = FIRST_PAUSE; ; pause = Math.min(LONGEST_PAUSE, 2 * pause)) {
            try {
                folder.write(kind, keys, clock.getAsLong(), name, number, texts);
                if (failure != null) {
                    LOG.info("{} can be written again", folder);
                    failure = null;
                }
                return;
            } catch (IOException | RuntimeException e) {
                if (failure == null) {
                    LOG.warn("{} cannot be written; tried again", folder, e);
                }
                failure = e.toString();
                Thread.sleep(pause);
            }
        }
    }
}
