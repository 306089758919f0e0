package io.entracep.cli;

import io.entracep.catalogue.Catalogue;
import io.entracep.catalogue.Rulebook;
import io.entracep.catalogue.Rulebooks;
import io.entracep.process.Beginning;
import io.entracep.process.LocalRun;
import io.entracep.process.LogOutput;
import io.entracep.process.StateException;
import io.entracep.run.ConfigException;
import io.entracep.run.Erasures;
import io.entracep.run.LiveJob;
import io.entracep.run.ProcessSettings.LogFile;
import io.entracep.run.RecoveredJob;
import io.entracep.run.RunConfig;
import io.entracep.run.RunConfigReader;
import io.entracep.source.KafkaPreflight;
import io.entracep.source.KafkaSettings;
import io.entracep.yaml.Problem;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code run}: the live job, in this process or, submitted to one, on a cluster. */
@Command(
        name = "run",
        description = {
            "Watches live: reads Kafka or Event Hubs, and sends alerts to the configured sinks.",
            "",
            "Runs until it is stopped, in this process; submitted to a Flink cluster (flink run) it runs"
                    + " there. The broker, the login and the topics are checked before it starts.",
            "In this process it goes on from the newest checkpoint or savepoint in checkpoints.directory"
                    + " (by default beside the configuration); SIGTERM or Ctrl-C leaves a savepoint"
                    + " there.",
            ""
        },
        footer = {
            "",
            "A configuration:",
            "  source:",
            "    bootstrap-servers: [example.servicebus.windows.net:9093]",
            "    topics: [insights-logs-auditlogs, insights-logs-signinlogs]",
            "    connection-string: {env: EVENTHUB_CONNECTION_STRING}   # or {file: PATH}; none: no login",
            "    group: entra-cep             # start: committed | earliest | latest | 2026-03-01T00:00:00Z",
            "  policy: policy.yaml            # paths are relative to this file",
            "  checkpoints: {interval: 30s, directory: file:///var/lib/entra-cep}",
            "  sinks:                         # console, file, kafka, webhook or sentinel; at least one",
            "    screen: {type: console}",
            "    soc:",
            "      type: webhook",
            "      format: slack",
            "      url: {file: slack-url}     # secrets only by reference",
            "      filter: {minimum-severity: high}",
            "  dead-letters: {file: dead-letters.jsonl}               # records that cannot be read",
            "  alert-dead-letters: {file: alert-dead-letters.jsonl}   # alerts that a receiver refused",
            "",
            "docs/configuration.md describes every key; deploy/samples has a configuration for Event Hubs"
                    + " to Microsoft Sentinel.",
            "",
            "Examples:",
            "  entra-cep config check run.yaml",
            "  entra-cep run --config run.yaml"
        })
public final class RunCommand implements Callable<Integer> {
    static final Duration PREFLIGHT = Duration.ofSeconds(10);

    private final Streams streams;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "The configuration, in YAML.")
    private @Nullable Path config;

    @Option(
            names = "--from",
            paramLabel = "FOLDER",
            description =
                    "In one process: begin from this checkpoint or savepoint, not from the newest.")
    private @Nullable String from;

    @Option(
            names = "--fresh",
            description =
                    "In one process: begin without state, from the positions of the consumer group."
                            + " What is there stays, and is no longer the newest after a while.")
    private boolean fresh;

    @Option(
            names = "--drop-removed-sinks",
            description =
                    "In one process: start although state of a sink is left that is no longer there."
                            + " Alerts that wait in it are lost.")
    private boolean dropRemoved;

    @Option(
            names = "--take-over",
            description =
                    "In one process: start although the folder says that its state is another job's.")
    private boolean takeOver;

    RunCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws Exception {
        RunConfig read = read(Objects.requireNonNull(config));
        Rulebooks rulebooks = rulebooks(read, streams.err());
        checkErasures(read);
        Configuration configuration = LiveJob.configuration(read);
        StreamExecutionEnvironment given =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        if (RecoveredJob.runsIn(given)) {
            streams.err()
                    .println(
                            "The job comes back as it was when it was started; what changed since in its"
                                    + " configuration counts after a stop with a savepoint.");
        } else {
            checkBrokers(read);
            SinkCheck.check(read.sinks());
        }
        tellWhoSleeps(rulebooks.last());
        if (given instanceof LocalStreamEnvironment) {
            return runHere(read, rulebooks);
        }
        refuseOptionsOfOneProcess();
        warnOfStateWithoutAPlace(given, read);
        run(given, read, rulebooks);
        return EntraCep.DONE;
    }

    /**
     * Reads a configuration.
     *
     * @throws CliException with every problem
     */
    public static RunConfig read(Path file) {
        try {
            return RunConfigReader.read(file);
        } catch (ConfigException e) {
            throw unusable(e, "Correct the file; docs/configuration.md describes every key.");
        }
    }

    /** The failure that tells every problem and, at the end, what to do. */
    static CliException unusable(ConfigException problems, String whatToDo) {
        return CliException.unusable(
                "The configuration cannot be used:\n  "
                        + String.join(
                                "\n  ", problems.problems().stream().map(Problem::message).toList())
                        + "\n"
                        + whatToDo,
                problems);
    }

    /** Returns if every broker lets us in and has the topics. */
    static void checkBrokers(RunConfig config) {
        for (KafkaSettings broker : config.brokers()) {
            new KafkaPreflight(broker, PREFLIGHT).check();
        }
    }

    /** The policy and the rules that the configuration names. */
    static Rulebooks rulebooks(RunConfig config, PrintStream err) {
        return RulesOption.rulebooks(config.rules(), config.policy(), err);
    }

    private int runHere(RunConfig read, Rulebooks rulebooks) throws Exception {
        LogFile log = read.process().log();
        if (log != null) {
            LogOutput.to(log);
        }
        try (LocalRun run = LocalRun.start(read, rulebooks, beginning())) {
            LocalRun.onSignal(
                    () -> {
                        streams.err()
                                .println(
                                        "Stopping: state is being saved. A second signal ends it at once.");
                        run.stop();
                    });
            streams.err()
                    .printf(
                            "Watching %s; state: %s (%s); dashboard: %s; Ctrl-C ends it.%n",
                            String.join(", ", read.source().topics()),
                            run.stateFolder(),
                            run.startedFrom()
                                    .map(state -> "going on from " + state)
                                    .orElse("new, beginning without state"),
                            run.dashboard());
            return run.await().map(this::tell).orElse(EntraCep.DONE);
        } catch (StateException e) {
            throw CliException.unusable(String.valueOf(e.getMessage()), e);
        }
    }

    private int tell(LocalRun.Stopped stopped) {
        if (stopped.savepoint() == null) {
            streams.err()
                    .printf(
                            "Stopped without savepoint (%s); the next run goes on from the last checkpoint.%n",
                            stopped.why());
            return EntraCep.FAILED;
        }
        streams.err().printf("Stopped; the next run goes on from %s.%n", stopped.savepoint());
        return EntraCep.DONE;
    }

    private Beginning beginning() {
        if (fresh && from != null) {
            throw CliException.unusable("Give --from or --fresh, not both.", null);
        }
        Beginning.Origin origin =
                fresh
                        ? Beginning.Origin.NOTHING
                        : from == null ? Beginning.Origin.NEWEST : Beginning.Origin.GIVEN;
        return new Beginning(
                origin,
                from,
                dropRemoved ? Beginning.Leftovers.DROP : Beginning.Leftovers.REFUSE,
                takeOver ? Beginning.Rival.TAKE_OVER : Beginning.Rival.REFUSE);
    }

    /**
     * Without a place, state is in the memory of the JobManager, and each checkpoint beyond 5 MB
     * fails. The cluster may know one that whoever submits does not.
     */
    private void warnOfStateWithoutAPlace(StreamExecutionEnvironment cluster, RunConfig read) {
        boolean configured =
                cluster.getConfiguration()
                        .getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY)
                        .isPresent();
        if (read.checkpoints().directory() == null && !configured) {
            streams.err()
                    .println(
                            "There is no place for state here: unless the cluster itself has"
                                    + " execution.checkpointing.dir, checkpoints fail once they are"
                                    + " beyond 5 MB. Give checkpoints.directory, a URI that every"
                                    + " process reaches.");
        }
    }

    private void refuseOptionsOfOneProcess() {
        if (fresh || from != null || dropRemoved || takeOver) {
            throw CliException.unusable(
                    "--from, --fresh, --drop-removed-sinks and --take-over count in one process; a"
                            + " cluster is told by itself where to begin (flink run --fromSavepoint).",
                    null);
        }
    }

    private static void checkErasures(RunConfig read) {
        try {
            Erasures.of(read);
        } catch (ConfigException e) {
            throw unusable(e, "Put the file there that erasures names; docs/operations.md.");
        }
    }

    private static void run(
            StreamExecutionEnvironment environment, RunConfig read, Rulebooks rulebooks)
            throws Exception {
        if (read.parallelism() != null) {
            environment.setParallelism(read.parallelism());
        }
        LiveJob.build(environment, read, rulebooks);
        environment.execute("entra-cep");
    }

    private void tellWhoSleeps(Rulebook rulebook) {
        Catalogue catalogue = rulebook.catalogue();
        rulebook.policy()
                .sections()
                .forEach(
                        (section, tenant) -> {
                            List<Catalogue.Asleep> asleep = catalogue.asleep(tenant);
                            streams.err()
                                    .printf(
                                            "%s: %d of %d detections are awake (entra-cep detections tells which).%n",
                                            section,
                                            catalogue.entries().size() - asleep.size(),
                                            catalogue.entries().size());
                        });
    }
}
