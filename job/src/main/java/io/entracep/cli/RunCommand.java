package io.entracep.cli;

import io.entracep.catalogue.Catalogue;
import io.entracep.catalogue.Rulebook;
import io.entracep.replay.EmbeddedFlink;
import io.entracep.run.ConfigException;
import io.entracep.run.LiveJob;
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
final class RunCommand implements Callable<Integer> {
    private static final Duration PREFLIGHT = Duration.ofSeconds(10);

    private final Streams streams;

    @Option(
            names = "--config",
            required = true,
            paramLabel = "FILE",
            description = "The configuration, in YAML.")
    private @Nullable Path config;

    RunCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws Exception {
        RunConfig read = read(Objects.requireNonNull(config));
        Rulebook rulebook = rulebook(read, streams.err());
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
        tellWhoSleeps(rulebook);
        if (given instanceof LocalStreamEnvironment) {
            runHere(read, rulebook, configuration);
        } else {
            run(given, read, rulebook);
        }
        return EntraCep.DONE;
    }

    /**
     * Reads a configuration.
     *
     * @throws CliException with every problem
     */
    static RunConfig read(Path file) {
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
    static Rulebook rulebook(RunConfig config, PrintStream err) {
        return RulesOption.rulebook(config.rules(), config.policy(), err);
    }

    private void runHere(RunConfig read, Rulebook rulebook, Configuration configuration)
            throws Exception {
        Integer wanted = read.parallelism();
        int parallelism = wanted == null ? Runtime.getRuntime().availableProcessors() : wanted;
        try (EmbeddedFlink flink = EmbeddedFlink.start(parallelism, configuration)) {
            streams.err()
                    .printf(
                            "Watching %s; dashboard: %s; Ctrl-C ends it.%n",
                            String.join(", ", read.source().topics()), flink.rest());
            run(flink.environment(), read, rulebook);
        }
    }

    private static void run(
            StreamExecutionEnvironment environment, RunConfig read, Rulebook rulebook)
            throws Exception {
        if (read.parallelism() != null) {
            environment.setParallelism(read.parallelism());
        }
        LiveJob.build(environment, read, rulebook);
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
