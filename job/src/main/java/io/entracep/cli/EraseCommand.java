package io.entracep.cli;

import io.entracep.process.Standstill;
import io.entracep.process.StateException;
import io.entracep.run.DeadLetterTarget;
import io.entracep.run.Erasures;
import io.entracep.run.RunConfig;
import io.entracep.run.SinkConfig;
import io.entracep.source.ObjectStores;
import io.entracep.state.Erasure;
import io.entracep.state.Erasure.Subject;
import io.entracep.told.ErasedLog;
import io.entracep.told.ToldSettings.LogSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code erase}: one person's records, out of everything that is kept. */
@Command(
        name = "erase",
        description = {
            "Erases one person's records from what the job keeps. Stop the job first (it leaves a"
                    + " savepoint), start it afterwards.",
            "",
            "At once: the lines that name the person in dead letters, files of alerts and the log of"
                    + " what was told, and in the .jsonl files of every PATH, such as the folder of"
                    + " a replay.",
            "At the next start: state. The names are added to the file that the key erasures of the"
                    + " configuration names; whatever state the job begins with, also an old"
                    + " savepoint, loses what is from before now. What is sent later is kept.",
            "Not erased, and told: topics, receivers, savepoints that are left. docs/operations.md"
                    + " says how long each keeps what it has.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  entra-cep erase --subject 41f27901-4d41-5bb2-952c-d7353fc13e26 --subject ann@example.com \\",
            "      --config run.yaml",
            "  entra-cep erase --subject ann@example.com --config run.yaml --checkpoints s3://bucket/checkpoints",
            "  entra-cep erase --subject ann@example.com entra-cep-replay/"
        })
final class EraseCommand implements Callable<Integer> {
    private final Streams streams;
    private final InstantSource clock;

    @Option(
            names = "--subject",
            required = true,
            paramLabel = "ID",
            description =
                    "Object id, user principal name or address of mail. Give each that the person"
                            + " has: state knows the person by object id, texts by name.")
    private List<String> subjects = new ArrayList<>();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration of the job, in YAML.")
    private @Nullable Path config;

    @Option(
            names = "--checkpoints",
            paramLabel = "URI",
            description = {
                "Of a job on a cluster: where its checkpoints lie (execution.checkpointing.dir), for"
                        + " instance s3://bucket/folder. What was told is kept beside them.",
                "Without it the job runs in one process, or the configuration names the folder."
            })
    private @Nullable String checkpoints;

    @Parameters(
            arity = "0..*",
            paramLabel = "PATH",
            description = "More files and folders, such as those of replays.")
    private List<Path> paths = new ArrayList<>();

    EraseCommand(Streams streams, InstantSource clock) {
        this.streams = streams;
        this.clock = clock;
    }

    @Override
    public Integer call() throws Exception {
        long now = clock.millis();
        List<Subject> named = named(now);
        Erasure erasure = new Erasure(named);
        if (config == null && paths.isEmpty()) {
            throw CliException.unusable(
                    "Name what to erase from: --config FILE, PATH, or both.", null);
        }
        RunConfig read = config == null ? null : RunCommand.read(config);
        Path erasures = read == null ? null : erasuresOf(read);
        for (Path path : paths) {
            if (!Files.exists(path)) {
                throw CliException.unusable("There is no %s.".formatted(path), null);
            }
        }
        try (Standstill still = read == null || checkpoints != null ? null : Standstill.of(read)) {
            ErasedFiles files = new ErasedFiles(erasure, now);
            if (read != null) {
                // First of all: whatever fails then, the next start erases.
                Erasures.add(Objects.requireNonNull(erasures), named);
                for (Path file : files(read)) {
                    files.erase(file);
                }
                log(read, erasure);
            }
            for (Path path : paths) {
                files.erase(path);
            }
            files.print(streams.out());
            if (read != null) {
                tellWhatIsLeft(erasures, named);
            }
            return files.isComplete() ? EntraCep.DONE : EntraCep.FAILED;
        } catch (StateException e) {
            throw CliException.unusable(String.valueOf(e.getMessage()), e);
        }
    }

    private List<Subject> named(long now) {
        for (String subject : subjects) {
            if (!Subject.isName(subject)) {
                throw CliException.unusable(
                        ("%s is neither an object id nor a name with @; anything shorter would be"
                                        + " found in the records of others.")
                                .formatted(subject),
                        null);
            }
        }
        return subjects.stream().map(subject -> new Subject(subject, now)).toList();
    }

    private static Path erasuresOf(RunConfig read) {
        if (read.erasures() == null) {
            throw CliException.unusable(
                    "The configuration does not say who is erased from state when the job starts."
                            + " Add erasures: erasures.jsonl to it; this command makes the file.",
                    null);
        }
        return read.erasures();
    }

    private static List<Path> files(RunConfig config) {
        List<Path> files = new ArrayList<>();
        Stream.of(config.deadLetters(), config.alertDeadLetters())
                .filter(DeadLetterTarget.LocalFile.class::isInstance)
                .map(target -> ((DeadLetterTarget.LocalFile) target).path())
                .forEach(
                        file -> {
                            files.add(file);
                            // What redeliver left.
                            files.add(Path.of(file + ".remaining"));
                        });
        config.sinks().stream()
                .map(SinkConfig::destination)
                .filter(SinkConfig.LocalFile.class::isInstance)
                .forEach(file -> files.add(((SinkConfig.LocalFile) file).path()));
        return files.stream().filter(Files::exists).toList();
    }

    private void log(RunConfig config, Erasure erasure) throws IOException {
        LogSettings log =
                config.toldLog()
                        .settings(
                                checkpoints == null
                                        ? config.checkpoints().directoryInOneProcess()
                                        : checkpoints,
                                config.source().groupId());
        if (log == null) {
            return;
        }
        ObjectStores.prepare(log.folder());
        OptionalLong erased = ErasedLog.erase(log.folder(), erasure);
        streams.out()
                .println(
                        erased.isPresent()
                                ? "%s: %d entries erased"
                                        .formatted(log.folder(), erased.getAsLong())
                                : "%s: there is no log of what was told; of a job on a cluster name it with --checkpoints"
                                        .formatted(log.folder()));
    }

    private void tellWhatIsLeft(@Nullable Path erasures, List<Subject> named) {
        streams.out()
                .printf(
                        """

                        State is erased when the job starts again: %s says so. When it has run for some
                        checkpoints, delete older savepoints, then the names in that file.
                        Topics, receivers and logs of this process keep what they have for their time.
                        """,
                        erasures);
        if (named.stream().noneMatch(Subject::isObjectId)) {
            streams.out()
                    .println(
                            "None of the names is an object id: what is learned of a person (devices,"
                                    + " countries, hours, privileges) is kept by it, and stays.");
        }
    }
}
