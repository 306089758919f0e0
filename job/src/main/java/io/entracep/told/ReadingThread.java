package io.entracep.told;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Every access of a task to a log that may take long. */
final class ReadingThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ReadingThread.class);

    private final LogFolder folder;
    private final ExecutorService thread;

    ReadingThread(LogFolder folder) {
        this.folder = folder;
        thread =
                Executors.newSingleThreadExecutor(
                        task -> {
                            Thread made = new Thread(task, "reads the log " + folder);
                            made.setDaemon(true);
                            return made;
                        });
    }

    /**
     * Waits for what is read.
     *
     * @param longest milliseconds
     * @return null where it could not be read
     */
    <T> @Nullable T await(Callable<T> read, long longest) {
        Future<T> reading = thread.submit(read);
        try {
            return reading.get(longest, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            LOG.error(
                    "{} cannot be read: what was told is not known, some is told again", folder, e);
        } catch (TimeoutException e) {
            reading.cancel(true);
            LOG.error("{} cannot be read in time: what was told is not known yet", folder);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return null;
    }

    /** Does it when it can; whoever asked does not wait. */
    void execute(Runnable work) {
        thread.execute(work);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
