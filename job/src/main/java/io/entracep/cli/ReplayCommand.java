package io.entracep.cli;

import io.entracep.catalogue.Rulebooks;
import io.entracep.policy.Policy;
import io.entracep.replay.Period;
import io.entracep.replay.Replay;
import io.entracep.replay.ReplaySettings;
import io.entracep.replay.ReplaySettings.Kept;
import io.entracep.replay.ReplaySummary;
import io.entracep.report.Reports;
import io.entracep.report.Results;
import io.entracep.report.StoryJson;
import io.entracep.report.TerminalStory;
import io.entracep.run.RunConfig;
import io.entracep.source.KafkaPreflight;
import io.entracep.source.ReplayFiles;
import io.entracep.source.SourceException;
import io.entracep.source.TopicCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code replay}: history through the very same job. */
@Command(
        name = "replay",
        description = {
            "Reads logs and tells what would have fired.",
            "",
            "The result is the same for the same records, whatever their order, the files they lie in"
                    + " or the parallelism. It is written to DIR: alerts.jsonl (one alert a line),"
                    + " dead-letters.jsonl (what could not be read, and why), undecided.jsonl (what the"
                    + " end of the logs left open), summary.json, and for people report.html,"
                    + " incidents.jsonl, timeline.csv and attack-layer.json (docs/replay.md).",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  entra-cep replay signins.json audit.json",
            "  entra-cep replay logs/ --policy policy.yaml --out march --from 2026-03-01 --to 2026-04-01",
            "  zcat old/*.gz | entra-cep replay - --out old",
            "  entra-cep replay --kafka run.yaml --from 2026-03-01 --to 2026-03-02",
            "  entra-cep replay year/ --disorder 6h        years of logs in order of time, bounded memory",
            "",
            "Exit codes: 0 done, 1 failed, 2 bad arguments or policy, 3 done, but something was not read."
        })
final class ReplayCommand implements Callable<Integer> {
    private static final String INSTANT = "T";

    private final Streams streams;

    @Spec private @Nullable CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "PATH",
            description = {
                "Files and folders (all files in them), - for standard input.",
                "JSON and CSV of portal, Graph, Log Analytics, Defender and PowerShell, storage"
                        + " accounts, captures (Avro), Parquet; plain, gzip, zip, tar, zst."
            })
    private List<String> paths = List.of();

    @Mixin private PolicyOption policy = new PolicyOption();
    @Mixin private RulesOption rules = new RulesOption();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "replay-out",
            description = "Folder for the results; default ./${DEFAULT-VALUE}.")
    private Path out = Path.of("replay-out");

    @Option(
            names = "--from",
            paramLabel = INSTANT,
            converter = Times.InstantConverter.class,
            description = {
                "Leave out what happened before: 2026-03-01 or 2026-03-01T08:00:00Z.",
                "Baselines learn only from what is read."
            })
    private @Nullable Instant from;

    @Option(
            names = "--to",
            paramLabel = INSTANT,
            converter = Times.InstantConverter.class,
            description = "Leave out what happened then or later.")
    private @Nullable Instant to;

    @Option(
            names = "--kafka",
            paramLabel = "FILE",
            description = {
                "Instead of PATH: the topics that this configuration of run names, from --from to --to.",
                "The messages are copied to a temporary folder first; the consumer group is left alone."
            })
    private @Nullable Path kafka;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "Subtasks, 1 to 256; default: the number of cores, 1 for small inputs.")
    private @Nullable Integer parallelism;

    @Mixin private ReadingOptions reading = new ReadingOptions();

    @Option(
            names = "--disorder",
            paramLabel = "D",
            converter = Times.DurationConverter.class,
            description = {
                "The records are in order of time but for D (90s, 15m, 24h, 7d): memory is then bounded"
                        + " by time instead of by the input. Without it any order is exact."
            })
    private @Nullable Duration disorder;

    @Option(
            names = "--on-disk",
            description =
                    "Keep state on disk (RocksDB) instead of in memory: slower, for more people or"
                            + " years than memory holds. The alerts are the same.")
    private boolean onDisk;

    @Option(
            names = "--all",
            description = "Write cleared alerts, too; these depend on the order of reading.")
    private boolean all;

    @Option(
            names = "--savepoint",
            paramLabel = "DIR",
            description = {
                "Leave a savepoint there, with which a live job begins: baselines are learned, and nothing"
                        + " of the replay is said again (run --from)."
            })
    private @Nullable Path savepoint;

    @Option(names = "--quiet", description = "Progress in lines, not as a bar.")
    private boolean quiet;

    @Option(
            names = "--compare",
            paramLabel = "DIR",
            description = {
                "Output folder of another replay: tells which alerts were added, removed and changed,",
                "by which entry of the policy, for which detection and person."
            })
    private @Nullable Path former;

    @Option(
            names = "--json",
            description =
                    "Print the story as JSON, one object a line: incidents with their alerts, accounts, summary.")
    private boolean json;

    ReplayCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        checkArguments();
        Rulebooks rulebooks = rules.rulebooks(policy.path(), streams.err());
        ReplaySummary summary;
        Optional<Path> saved;
        try (ReplayFiles files = files()) {
            InputCheck.check(files);
            ReplaySettings settings = settings(rulebooks, files.totalBytes());
            try (Progress progress =
                    Progress.of(
                            quiet ? Streams.ProgressStyle.LINES : streams.progress(),
                            files.totalBytes(),
                            streams.err())) {
                Replay replay = new Replay(settings, progress);
                summary = replay.run(files);
                saved = replay.savepoint();
            }
        }
        tell(summary, rulebooks.last().policy());
        saved.ifPresent(
                folder ->
                        streams.err()
                                .printf(
                                        "State is left in %s. Begin with it: entra-cep run --config FILE --from %s%n",
                                        folder, folder));
        return outcome(summary);
    }

    private void tell(ReplaySummary summary, Policy decided) {
        keep(decided, summary.out());
        Results results = StoryCommand.results(summary.out(), decided, former);
        if (json) {
            StoryJson.print(results, streams.out());
        } else {
            new TerminalStory(results, streams.out()).print();
            streams.out().println();
            new ReplayReport(summary).print(streams.out());
        }
    }

    /** A copy of the policy, so that a later replay can tell what changed. */
    private static void keep(Policy decided, Path folder) {
        try {
            Files.writeString(folder.resolve(Reports.POLICY), decided.text());
        } catch (IOException e) {
            throw CliException.failed(
                    "Cannot write to %s (%s). Check the space left there."
                            .formatted(folder, e.getMessage()),
                    e);
        }
    }

    private void checkArguments() {
        if (paths.isEmpty() == (kafka == null)) {
            throw wrong("Give either PATH, what to read, or --kafka FILE");
        }
        if (former != null
                && former.toAbsolutePath().normalize().equals(out.toAbsolutePath().normalize())) {
            throw wrong("--compare and --out are both " + out + ", must be two folders");
        }
        if (former != null && !Files.exists(former.resolve("alerts.jsonl"))) {
            throw wrong("--compare is " + former + ", must be the output folder of a replay");
        }
        if (parallelism != null && (parallelism < 1 || parallelism > LogsOptions.MAX_PARALLELISM)) {
            throw wrong(
                    "--parallelism is "
                            + parallelism
                            + ", must be 1 to "
                            + LogsOptions.MAX_PARALLELISM);
        }
        if (from != null && to != null && !from.isBefore(to)) {
            throw wrong("--from is " + from + ", must be before --to, which is " + to);
        }
    }

    private ReplaySettings settings(Rulebooks rulebooks, long bytes) {
        return new ReplaySettings(
                rulebooks,
                policy.file(),
                out,
                new Period(from, to),
                reading.reading(),
                parallelism == null ? LogsOptions.parallelism(bytes) : parallelism,
                disorder,
                onDisk,
                all ? Kept.ALL : Kept.ACTIVE,
                savepoint,
                null);
    }

    private ReplayFiles files() {
        if (kafka != null) {
            RunConfig config = RunCommand.read(kafka);
            new KafkaPreflight(config.source(), RunCommand.PREFLIGHT).check();
            return TopicCopy.of(config.source(), from, to);
        }
        try {
            return ReplayFiles.expand(paths, streams.in(), from, to);
        } catch (SourceException e) {
            throw CliException.unusable(String.valueOf(e.getMessage()), e);
        }
    }

    private int outcome(ReplaySummary summary) {
        if (summary.recordsInTotal() > 0) {
            return summary.completeness().isComplete() ? EntraCep.DONE : EntraCep.INCOMPLETE;
        }
        if (summary.outsidePeriod() > 0) {
            streams.err()
                    .printf(
                            "entra-cep: All %d records lie outside the time asked for; see --from and --to.%n",
                            summary.outsidePeriod());
            return EntraCep.DONE;
        }
        throw CliException.failed(
                summary.deadLettersInTotal() == 0
                        ? "There is no record in %s, only white space. Check that the export is complete."
                                .formatted(input())
                        : "Nothing in %s is an Entra ID log record that can be used. %s tells why, piece by piece."
                                .formatted(input(), summary.out().resolve("dead-letters.jsonl")),
                null);
    }

    private String input() {
        return kafka == null ? String.join(", ", paths) : "the topics of " + kafka;
    }

    private ParameterException wrong(String message) {
        if (spec == null) {
            throw new IllegalStateException("picocli sets the spec");
        }
        return new ParameterException(spec.commandLine(), message);
    }
}
