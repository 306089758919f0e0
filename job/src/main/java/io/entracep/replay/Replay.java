package io.entracep.replay;

import io.entracep.alert.Alert;
import io.entracep.catalogue.Catalogue;
import io.entracep.catalogue.Rulebook;
import io.entracep.decode.Decoded;
import io.entracep.observe.ObserveOperator;
import io.entracep.operator.LoopOperator;
import io.entracep.replay.ReplaySummary.AlertCount;
import io.entracep.source.InputSample;
import io.entracep.source.ReplayFiles;
import io.entracep.source.ReplayProgress;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongConsumer;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/**
 * Runs the job over files and writes the final set of alerts.
 *
 * <p>The final set is, of each alert, the delivery decided last, if it holds. It is a function of
 * the set of records: not of their order, of the files they lie in, or of the parallelism.
 */
public final class Replay {
    /** Files of which the metrics can be handed on each second. */
    private static final int FILES_A_SECOND = 1000;

    private static final long PROGRESS_MILLIS = 500;

    /** Of less nobody asks how far it is: the start of the program takes longer than reading. */
    private static final long SMALL_BYTES = 4 << 20;

    /** For RocksDB, beside the heap, for all subtasks together. */
    private static final MemorySize ROCKSDB_MEMORY = MemorySize.ofMebiBytes(256);

    private static final String TENANT_SECTION = "tenants.";

    private final ReplaySettings settings;
    private final LongConsumer progress;
    private final InstantSource clock;
    private final Saving saving;
    private NameSearch.Found found = new NameSearch.Found(0, List.of());

    /**
     * @param progress told every half a second how many bytes were read
     */
    public Replay(ReplaySettings settings, LongConsumer progress) {
        this.settings = settings;
        this.progress = progress;
        this.clock = InstantSource.system();
        this.saving = new Saving(settings.savepoint());
    }

    /**
     * Reads the files to their end.
     *
     * @throws ReplayException if it cannot be done, or the job fails
     */
    public ReplaySummary run(ReplayFiles files) {
        try (OutputFolder out = OutputFolder.prepare(settings.out())) {
            long begin = System.nanoTime();
            InputFacts facts =
                    InputFacts.of(
                            InputSample.of(
                                    files.files(),
                                    settings.reading().format(),
                                    settings.reading().dates()),
                            settings.reading().tenant(),
                            tenantsOfPolicy(),
                            clock.instant());
            JobExecutionResult result = execute(files, facts, out);
            InputTally tally = InputTally.sum(out.parts(out.inputParts()));
            InputFacts better = better(facts, tally);
            if (!better.equals(facts)) {
                // The first records of the files did not tell whose they all are: once more.
                facts = better;
                out.empty();
                saving.drop();
                result = execute(files, facts, out);
                tally = InputTally.sum(out.parts(out.inputParts()));
            }
            saving.describe(tally, facts);
            found = NameSearch.found(result.getAllAccumulatorResults());
            Duration duration = Duration.ofNanos(System.nanoTime() - begin);
            Completeness completeness =
                    Completeness.of(files, tally, facts, ofTooManyTenants(result));
            ReplaySummary summary = assemble(files, out, result, duration, tally, completeness);
            Files.writeString(out.summary(), SummaryJson.of(summary) + "\n");
            out.publish();
            return summary;
        } catch (IOException e) {
            if (DiskSpace.isExhausted(e, settings.out())) {
                throw failed(e);
            }
            throw new ReplayException(
                    "Cannot write the results to %s (%s). Check the space left there."
                            .formatted(settings.out(), e.getMessage()),
                    e);
        }
    }

    /** Where the name stands that was looked for; nowhere, if none was. */
    public NameSearch.Found found() {
        return found;
    }

    /** The savepoint that was left, if one was asked for. */
    public Optional<Path> savepoint() {
        return saving.saved();
    }

    private InputFacts better(InputFacts facts, InputTally tally) {
        Set<String> tenants = new TreeSet<>(tally.tenants().keySet());
        boolean without = tenants.remove(InputFacts.UNKNOWN);
        return !without || settings.reading().tenant() != null
                ? facts
                : new InputFacts(InputFacts.only(tenants, tenantsOfPolicy()), facts.latest());
    }

    private Set<String> tenantsOfPolicy() {
        Set<String> tenants = new TreeSet<>();
        for (String section : settings.rulebook().policy().sections().keySet()) {
            if (section.startsWith(TENANT_SECTION)) {
                tenants.add(section.substring(TENANT_SECTION.length()));
            }
        }
        return tenants;
    }

    private JobExecutionResult execute(ReplayFiles files, InputFacts facts, OutputFolder out) {
        Configuration changes = new Configuration();
        // Flink keeps metrics of each file, and hands on those of all each time.
        changes.set(
                MetricOptions.METRIC_FETCHER_UPDATE_INTERVAL,
                Duration.ofSeconds(1 + files.files().size() / FILES_A_SECOND));
        // Not in Java's temporary folder: that is often small, or memory.
        String state = out.state().toString();
        if (!state.contains(",") && !state.contains(File.pathSeparator)) { // They part folders.
            changes.set(CoreOptions.TMP_DIRS, state);
        }
        if (settings.onDisk()) {
            changes.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
            changes.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, ROCKSDB_MEMORY);
        }
        try (EmbeddedFlink flink = EmbeddedFlink.start(settings.parallelism(), changes)) {
            StreamExecutionEnvironment environment = flink.environment();
            ReplayGraph.build(environment, files.files(), settings, facts, out);
            JobClient job = environment.executeAsync("entra-cep replay");
            CompletableFuture<JobExecutionResult> result = job.getJobExecutionResult();
            if (saving.isAskedFor()) {
                ReplayProgress read =
                        new ReplayProgress(flink.rest(), job.getJobID().toHexString());
                saving.stop(job, read, out.end(), facts.latest());
                return result.get();
            }
            if (files.totalBytes() < SMALL_BYTES) {
                return result.get();
            }
            ReplayProgress read = new ReplayProgress(flink.rest(), job.getJobID().toHexString());
            while (true) {
                try {
                    return result.get(PROGRESS_MILLIS, TimeUnit.MILLISECONDS);
                } catch (TimeoutException e) {
                    progress.accept(read.bytesRead());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReplayException("The replay was interrupted.", e);
        } catch (ReplayException e) {
            throw e;
        } catch (Exception e) {
            // What executeAsync declares, and what made the job fail.
            throw failed(e);
        }
    }

    private ReplayException failed(Exception e) {
        if (DiskSpace.isExhausted(e, settings.out())) {
            return new ReplayException(
                    "There is no space left in %s. Free some, or name a folder on another disk with --out; former results are still there."
                            .formatted(settings.out()),
                    e);
        }
        if (RootCause.of(e) instanceof OutOfMemoryError) {
            return new ReplayException(
                    "There is too little memory (%s) for the state of these logs. Give Java more (ENTRA_CEP_JAVA_OPTS=-Xmx8g), keep state on disk (--on-disk), or forget while reading (--disorder)."
                            .formatted(RootCause.of(e).getMessage()),
                    e);
        }
        return new ReplayException(
                "The replay failed: %s. Run it again with --debug to see where; no result was written."
                        .formatted(RootCause.of(e)),
                e);
    }

    private static long ofTooManyTenants(JobExecutionResult result) {
        Object letters =
                result.getAllAccumulatorResults()
                        .get(ObserveOperator.DEAD + Decoded.Reason.TOO_MANY_TENANTS.name());
        return letters instanceof Long number ? number : 0;
    }

    private ReplaySummary assemble(
            ReplayFiles files,
            OutputFolder out,
            JobExecutionResult result,
            Duration duration,
            InputTally tally,
            Completeness completeness)
            throws IOException {
        SortedMap<String, Long> letters =
                Assembly.all(out.parts(out.deadLetterParts()), out.deadLetters());
        // Of what could not be read not everything is written; what could not be judged is.
        letters.putAll(tally.letters());
        Map<String, Object> accounts = result.getAllAccumulatorResults();
        return new ReplaySummary(
                out.path(),
                settings.policyFile(),
                settings.parallelism(),
                files.files().size(),
                files.totalBytes(),
                time(accounts.get(PeriodFilter.FIRST)),
                time(accounts.get(PeriodFilter.LAST)),
                withPrefix(accounts, ObserveOperator.RECORDS),
                (Long) accounts.getOrDefault(PeriodFilter.OUTSIDE, 0L),
                letters,
                alertCounts(
                        Assembly.newestOfEach(
                                out.parts(out.alertParts()), out.alerts(), this::isKept)),
                Assembly.newestOfEach(
                        out.parts(out.undecidedParts()), out.undecided(), group -> true),
                withPrefix(accounts, LoopOperator.LATE + ".").values().stream()
                        .mapToLong(Long::longValue)
                        .sum(),
                asleep(settings.rulebook()),
                completeness,
                duration);
    }

    private boolean isKept(String group) {
        return settings.kept() == ReplaySettings.Kept.ALL
                || group.startsWith(Alert.ACTIVE + Line.DIVIDER);
    }

    private static List<AlertCount> alertCounts(SortedMap<String, Long> byGroup) {
        List<AlertCount> counts = new ArrayList<>();
        byGroup.forEach(
                (group, number) -> {
                    String[] parts = group.split(Line.DIVIDER, -1);
                    counts.add(new AlertCount(parts[1], parts[0], parts[2], number));
                });
        return counts;
    }

    private static SortedMap<String, List<Catalogue.Asleep>> asleep(Rulebook rulebook) {
        Catalogue catalogue = rulebook.catalogue();
        SortedMap<String, List<Catalogue.Asleep>> asleep = new TreeMap<>();
        rulebook.policy()
                .sections()
                .forEach((section, tenant) -> asleep.put(section, catalogue.asleep(tenant)));
        return asleep;
    }

    private static SortedMap<String, Long> withPrefix(Map<String, Object> accounts, String prefix) {
        SortedMap<String, Long> found = new TreeMap<>();
        accounts.forEach(
                (name, value) -> {
                    if (name.startsWith(prefix)) {
                        found.put(name.substring(prefix.length()), (Long) value);
                    }
                });
        return found;
    }

    /** The accumulators' values before the first event are no times. */
    private static @Nullable Long time(@Nullable Object account) {
        return account instanceof Long time && time != Long.MIN_VALUE && time != Long.MAX_VALUE
                ? time
                : null;
    }
}
