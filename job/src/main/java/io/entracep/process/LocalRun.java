package io.entracep.process;

import io.entracep.catalogue.Rulebooks;
import io.entracep.replay.EmbeddedFlink;
import io.entracep.replay.RootCause;
import io.entracep.replay.WarmStart;
import io.entracep.run.LiveJob;
import io.entracep.run.RunConfig;
import io.entracep.source.ObjectStores;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The live job in this process. It goes on from the newest checkpoint or savepoint in its folder;
 * {@link #stop} leaves a savepoint there.
 */
public final class LocalRun implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalRun.class);
    private static final Duration CANCELLING = Duration.ofSeconds(30);
    private static final String NOT_TAKEN = "allowNonRestoredState";

    /** A job that has just been started, or starts again, takes no savepoint yet. */
    private static final String NOT_YET = "Not all required tasks are currently running";

    private static final int ATTEMPTS = 20;
    private static final Executor LATER = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);

    private final StateFolder folder;
    private final EmbeddedFlink flink;
    private final JobClient job;
    private final JobHealth health;
    private final @Nullable SavedState from;
    private @Nullable Stopped stopped;

    private LocalRun(
            StateFolder folder, EmbeddedFlink flink, JobClient job, @Nullable SavedState from) {
        this.folder = folder;
        this.flink = flink;
        this.job = job;
        this.from = from;
        this.health = JobHealth.of(flink.rest(), job.getJobID());
    }

    /**
     * How the state was left.
     *
     * @param savepoint where it is; null if none could be taken
     * @param why none could be taken, or nothing
     */
    public record Stopped(@Nullable String savepoint, String why) {}

    /**
     * Starts the job.
     *
     * @throws StateException if its state must not or cannot be used
     */
    public static LocalRun start(RunConfig config, Rulebooks rulebooks, Beginning beginning)
            throws Exception {
        String state = config.checkpoints().directoryInOneProcess();
        ObjectStores.prepare(state);
        StateFolder folder = StateFolder.open(state);
        EmbeddedFlink flink = null;
        try {
            StateOwner owner = StateOwner.of(config.source());
            if (beginning.takesOver()) {
                folder.takeOver(owner);
            } else {
                folder.claim(owner);
            }
            SavedState from = beginning.in(folder).orElse(null);
            folder.prune(LocalSettings.RETAINED);
            Configuration configuration = LocalSettings.of(config, folder);
            if (from != null) {
                restore(configuration, from, beginning, isWarmStart(from, rulebooks));
            }
            flink = EmbeddedFlink.start(parallelism(config), configuration);
            StreamExecutionEnvironment environment = flink.environment();
            // What an environment is made with does not count where state is restored.
            environment.configure(configuration);
            LiveJob.build(environment, config, rulebooks);
            return new LocalRun(folder, flink, submit(environment), from);
        } catch (Exception e) {
            if (flink != null) {
                flink.close();
            }
            folder.close();
            throw e;
        }
    }

    /** Whether a replay left it, whose tenants must then be those of the policy. */
    private static boolean isWarmStart(SavedState from, Rulebooks rulebooks) throws IOException {
        Optional<WarmStart> left = WarmStart.beside(from.directory());
        Optional<String> unfit = left.flatMap(warm -> warm.unfitFor(rulebooks.last().policy()));
        if (unfit.isPresent()) {
            throw new StateException(unfit.get());
        }
        return left.isPresent();
    }

    private static void restore(
            Configuration configuration, SavedState from, Beginning beginning, boolean isWarm) {
        configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, from.directory().toString());
        configuration.set(
                StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE,
                // A replay had other sources and sinks.
                isWarm || beginning.dropsRemoved());
        // What lies in our folder is ours to delete once newer state is there.
        configuration.set(
                StateRecoveryOptions.RESTORE_MODE,
                beginning.isNewest() ? RecoveryClaimMode.CLAIM : RecoveryClaimMode.NO_CLAIM);
    }

    private static int parallelism(RunConfig config) {
        Integer wanted = config.parallelism();
        return wanted == null ? Runtime.getRuntime().availableProcessors() : wanted;
    }

    private static JobClient submit(StreamExecutionEnvironment environment) throws Exception {
        try {
            return environment.executeAsync("entra-cep");
        } catch (Exception e) {
            // What executeAsync declares.
            throw unusable(e).map(Exception.class::cast).orElse(e);
        }
    }

    /** What Flink says of state that no operator takes, in our words. */
    private static Optional<StateException> unusable(Exception failure) {
        String said = String.valueOf(RootCause.of(failure).getMessage());
        return said.contains(NOT_TAKEN)
                ? Optional.of(
                        new StateException(
                                "The state holds what the configuration no longer has, such as a sink"
                                        + " that was removed or renamed; alerts may wait in it. Put it"
                                        + " back, or start once with --drop-removed-sinks. Flink says: "
                                        + said,
                                failure))
                : Optional.empty();
    }

    /** Where the job goes on from; empty if it begins without state. */
    public Optional<String> startedFrom() {
        return Optional.ofNullable(from).map(SavedState::describe);
    }

    /** Where state is kept. */
    public String stateFolder() {
        return folder.path().toString();
    }

    /** The web page of Flink. */
    public URI dashboard() {
        return flink.rest();
    }

    /**
     * Waits until the job has ended, by {@link #stop} or by itself.
     *
     * @return how it was stopped; empty if nobody did
     */
    public Optional<Stopped> await() throws Exception {
        try {
            job.getJobExecutionResult().get();
        } catch (ExecutionException e) {
            if (stopped().isEmpty()) {
                Optional<StateException> state = unusable(e);
                throw state.isPresent() ? state.get() : e;
            }
            LOG.debug("Cancelled, as it was asked to be", e);
        }
        return stopped();
    }

    /** Waits for a stop that has begun: the job ends before the savepoint is told. */
    private synchronized Optional<Stopped> stopped() {
        return Optional.ofNullable(stopped);
    }

    /** Ends the job with a savepoint, or without where none can be taken now. */
    public synchronized Stopped stop() {
        if (stopped == null) {
            health.close();
            stopped = withSavepoint();
        }
        return stopped;
    }

    private Stopped withSavepoint() {
        try {
            for (int attempt = 1; ; attempt++) {
                try {
                    return new Stopped(savepoint(), "");
                } catch (ExecutionException e) {
                    String why = String.valueOf(RootCause.of(e).getMessage());
                    if (attempt == ATTEMPTS || !why.contains(NOT_YET)) {
                        LOG.warn("No savepoint can be taken", e);
                        cancel();
                        return new Stopped(null, why);
                    }
                    CompletableFuture.runAsync(() -> {}, LATER).join();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Stopped(null, "interrupted");
        }
    }

    private String savepoint() throws ExecutionException, InterruptedException {
        return job.stopWithSavepoint(
                        false, folder.savepoints().toString(), SavepointFormatType.CANONICAL)
                .get();
    }

    private void cancel() {
        try {
            job.cancel().get(CANCELLING.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("The job does not let itself be cancelled", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Calls an action when this process is told to end: SIGTERM, SIGINT, SIGHUP. */
    public static void onSignal(Runnable action) {
        Termination.onSignal(action);
    }

    /** Ends Flink, and lets others use the state. What was not stopped before is killed. */
    @Override
    public void close() {
        health.close();
        flink.close();
        folder.close();
    }
}
