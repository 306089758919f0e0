package io.entracep.bench;

import io.entracep.catalogue.Catalogue;
import io.entracep.catalogue.Rulebook;
import io.entracep.decode.Decoded;
import io.entracep.decode.Position;
import io.entracep.decode.RecordDecoder;
import io.entracep.detection.Detection;
import io.entracep.detection.SequenceDetection;
import io.entracep.generate.Settings;
import io.entracep.observe.ObserveOperator;
import io.entracep.operator.StateSize;
import io.entracep.pipeline.Pipeline;
import io.entracep.policy.Policy;
import io.entracep.policy.PolicyReader;
import io.entracep.policy.TenantPolicy;
import io.entracep.rule.RuleTexts;
import io.entracep.yaml.Problem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code bench}: how fast the job is, as ratios within one run. */
@Command(
        name = "bench",
        description = {
            "Measures the job on generated records, as ratios within one run; each variant between two runs of its baseline.",
            "",
            "Wall time on a shared machine says little: compare the ratios, and the CPU time per record (all threads, with"
                    + " garbage collection and compilation).",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  entra-cep bench --records 100000 --rounds 1     a quick look",
            "  entra-cep bench --only scan,sequences           two of the measures"
        })
public final class BenchCommand implements Callable<Integer> {
    private static final String HEAP = "hashmap";
    private static final String ROCKSDB = "rocksdb";
    private static final int LIVE_RECORDS = 60_000;
    private static final String ALL =
            "scan, sequences, hot-key, halves, users, rocksdb, rules, state, live";
    private static final List<String> MEASURES = List.of(ALL.split(", "));

    /** They take long, or compare nothing. */
    private static final List<String> ASKED_FOR = List.of("mutated", "soak");

    private final PrintStream out;

    @Option(names = "--records", description = "Records of each input. Default: ${DEFAULT-VALUE}.")
    private int records = 300_000;

    @Option(names = "--users", description = "Users of the company. Default: ${DEFAULT-VALUE}.")
    private int users = 20_000;

    @Option(
            names = "--rounds",
            description = "Rounds after one that warms up. Default: ${DEFAULT-VALUE}.")
    private int rounds = 3;

    @Option(names = "--parallelism", description = "Threads and slots. Default: the cores.")
    private int parallelism = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--only",
            split = ",",
            description =
                    "Measures to run: "
                            + ALL
                            + ". Default: all. When asked for: mutated (every second record is"
                            + " damaged: none may be lost), soak (for --minutes at --rate).")
    private List<String> only = MEASURES;

    @Option(names = "--minutes", description = "How long a soak takes. Default: ${DEFAULT-VALUE}.")
    private int minutes = 30;

    @Option(
            names = "--rate",
            description = "Records a second in a soak. Default: ${DEFAULT-VALUE}.")
    private int rate = 2_000;

    @Option(
            names = "--rules",
            paramLabel = "DIR",
            description = "Rules of your own that are run, too (docs/rules.md).")
    private @Nullable List<Path> paths;

    private RuleTexts rules = RuleTexts.NONE;

    @Spec private @Nullable CommandSpec spec;

    public BenchCommand(PrintStream out) {
        this.out = out;
    }

    @Override
    public Integer call() throws Exception {
        checkArguments();
        Path folder = Files.createTempDirectory("entra-cep-bench");
        try {
            run(folder);
            return 0;
        } finally {
            delete(folder);
        }
    }

    /** Before the input is generated, which takes minutes. */
    private void checkArguments() {
        for (String measure : only) {
            require(
                    MEASURES.contains(measure) || ASKED_FOR.contains(measure),
                    "--only is %s, must be some of %s, %s"
                            .formatted(measure, ALL, String.join(", ", ASKED_FOR)));
        }
        require(records >= 1, "--records is %d, must be 1 or more".formatted(records));
        require(minutes >= 1, "--minutes is %d, must be 1 or more".formatted(minutes));
        require(rate >= 1, "--rate is %d, must be 1 or more".formatted(rate));
        require(rounds >= 1, "--rounds is %d, must be 1 or more".formatted(rounds));
        require(
                parallelism >= 1 && parallelism <= Pipeline.MAX_PARALLELISM,
                "--parallelism is %d, must be 1 to %d"
                        .formatted(parallelism, Pipeline.MAX_PARALLELISM));
        if (paths != null) {
            List<Problem> problems = new ArrayList<>();
            rules = RuleTexts.readAll(paths, problems);
            problems.addAll(Catalogue.load(rules).ruleProblems());
            problems.forEach(problem -> out.println("left out: " + problem.message()));
        }
        try {
            Settings.benchmark(records, users);
        } catch (IllegalArgumentException e) {
            throw unusable("--" + e.getMessage());
        }
    }

    private void require(boolean met, String otherwise) {
        if (!met) {
            throw unusable(otherwise);
        }
    }

    private ParameterException unusable(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }

    private void run(Path folder) throws Exception {
        out.printf(
                "%d records, %d users, %d rounds, parallelism %d, JDK %s%n",
                records, users, rounds, parallelism, Runtime.version());
        if (only.contains("soak")) {
            Settings ofSoak = Settings.benchmark(Math.multiplyExact(60 * rate, minutes), users);
            new Soak(ofSoak, rate, minutes, out).run();
        }
        Settings settings = Settings.benchmark(records, users);
        if (only.contains("mutated")) {
            mutated(Mutated.write(folder, settings));
        }
        if (ASKED_FOR.containsAll(only)) {
            return;
        }
        BenchFiles.Input input = BenchFiles.inOrder(folder, "reference.jsonl", settings);
        out.printf("%d bytes per record%n%n", Files.size(input.path()) / records);
        Replay reference = replay(input, HEAP);
        Timed.Work scan = () -> TokenScan.run(input.path(), parallelism);
        compare("scan", "replay against a token scan of the same bytes", reference::run, scan);
        compare(
                "sequences",
                "all sequences on against none",
                reference::run,
                replay(new BenchFiles.Input(input.path(), withoutSequences(input.policy())), HEAP)
                        ::run);
        if (only.contains("hot-key")) {
            Settings hot = settings.withHotUserShare(0.2);
            BenchFiles.Input hotInput = BenchFiles.inOrder(folder, "hot.jsonl", hot);
            compare(
                    "hot-key",
                    "one key with 20 % of the records",
                    replay(hotInput, HEAP)::run,
                    reference::run);
        }
        if (only.contains("halves")) {
            BenchFiles.Input halves = BenchFiles.halvesInTurn(folder, "halves.jsonl", settings);
            compare("halves", "two halves hours apart", replay(halves, HEAP)::run, reference::run);
        }
        if (only.contains("users")) {
            BenchFiles.Input few =
                    BenchFiles.inOrder(folder, "few.jsonl", Settings.benchmark(records, 10_000));
            BenchFiles.Input many =
                    BenchFiles.inOrder(
                            folder, "many.jsonl", Settings.benchmark(records, 1_000_000));
            compare(
                    "users",
                    "1,000,000 users against 10,000",
                    replay(many, HEAP)::run,
                    replay(few, HEAP)::run);
        }
        compare(
                "rocksdb",
                "RocksDB against heap state",
                replay(input, ROCKSDB)::run,
                reference::run);
        if (only.contains("rules")) {
            Policy policy = PolicyReader.read("bench.yaml", input.policy());
            new RuleCost(input.path(), policy, rounds, out).print(rules);
        }
        if (only.contains("state")) {
            state(input);
        }
        if (only.contains("live")) {
            live();
        }
    }

    /** Runs baseline, variant, baseline in each round, and prints the ratio of their speeds. */
    private void compare(String name, String title, Timed.Work variant, Timed.Work baseline)
            throws Exception {
        if (!only.contains(name)) {
            return;
        }
        Timed.of(baseline);
        Timed.of(variant);
        List<Double> wall = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        List<Double> speed = new ArrayList<>();
        List<Double> cost = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            Timed before = Timed.of(baseline);
            Timed measured = Timed.of(variant);
            Timed after = Timed.of(baseline);
            wall.add(
                    measured.recordsPerSecond()
                            / ((before.recordsPerSecond() + after.recordsPerSecond()) / 2));
            cpu.add(
                    (before.cpuMicrosPerRecord() + after.cpuMicrosPerRecord())
                            / 2
                            / measured.cpuMicrosPerRecord());
            speed.add(measured.recordsPerSecond());
            cost.add(measured.cpuMicrosPerRecord());
        }
        out.printf(
                Locale.ROOT,
                "%-46s wall %s  cpu %s  (%.0f records/s, %.1f µs CPU per record)%n",
                title,
                range(wall),
                range(cpu),
                median(speed),
                median(cost));
    }

    private void state(BenchFiles.Input input) throws IOException {
        StateSize size = new StateSize(PolicyReader.read("bench.yaml", input.policy()));
        RecordDecoder decoder = new RecordDecoder();
        try (BufferedReader lines = Files.newBufferedReader(input.path())) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
                decoder.decode(
                        bytes,
                        0,
                        bytes.length,
                        new Position("bench", 0, 0),
                        decoded -> {
                            if (decoded instanceof Decoded.Event event) {
                                size.add(event.event());
                            }
                        });
            }
        }
        StateSize.Sizes sizes = size.sizes();
        out.printf(
                "state of %d users, bytes: profile mean %d, greatest %d; journal mean %d, greatest %d%n",
                sizes.users(),
                sizes.profileMean(),
                sizes.profileGreatest(),
                sizes.journalMean(),
                sizes.journalGreatest());
    }

    /** A line may give several: a record in what is no record, and a dead letter. */
    private void mutated(BenchFiles.Input input) throws Exception {
        long lines = 0;
        long silent = 0;
        RecordDecoder decoder = new RecordDecoder();
        try (BufferedReader in =
                Files.newBufferedReader(input.path(), StandardCharsets.ISO_8859_1)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
                AtomicInteger said = new AtomicInteger();
                decoder.decode(
                        bytes,
                        0,
                        bytes.length,
                        new Position("bench", 0, 0),
                        decoded -> said.incrementAndGet());
                lines++;
                silent += said.get() == 0 ? 1 : 0;
            }
        }
        Map<String, Object> accounts = replay(input, HEAP).accounts();
        out.printf(
                "%d lines, every second one damaged: %d records and %d dead letters; of %d lines nothing is"
                        + " told%n",
                lines,
                Replay.sum(accounts, ObserveOperator.RECORDS),
                Replay.sum(accounts, ObserveOperator.DEAD),
                silent);
    }

    private void live() throws Exception {
        Settings settings = Settings.benchmark(LIVE_RECORDS, users);
        print("begins cold", Live.run(settings, InstantSource.system()));
        print("after one that warms up", Live.run(settings, InstantSource.system()));
    }

    private void print(String how, Live.Lags lags) {
        out.printf(
                "live, %s: %d records at 1,000 a second through a broker: alert after p50 %d ms, p90 %d ms, p99 %d ms (%d alerts)%n",
                how,
                LIVE_RECORDS,
                lags.percentile(50),
                lags.percentile(90),
                lags.percentile(99),
                lags.lags().length);
    }

    private Replay replay(BenchFiles.Input input, String backend) {
        Policy policy = PolicyReader.read("bench.yaml", input.policy());
        Rulebook rulebook = new Rulebook(policy, rules);
        return new Replay(List.of(input.path()), rulebook, parallelism, backend);
    }

    private String withoutSequences(String policy) {
        TenantPolicy tenant = PolicyReader.read("bench.yaml", policy).forTenant("any");
        Catalogue catalogue = Catalogue.load(rules);
        StringBuilder text = new StringBuilder(policy.stripTrailing()).append("\n  detections:\n");
        Stream.of(catalogue.detecting(tenant), catalogue.correlating(tenant))
                .flatMap(active -> active.all().stream())
                .filter(SequenceDetection.class::isInstance)
                .map(Detection::id)
                .forEach(id -> text.append("    ").append(id).append(": {enabled: false}\n"));
        return text.toString();
    }

    private static String range(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "%.2f (%.2f–%.2f)",
                median(values),
                sorted[0],
                sorted[sorted.length - 1]);
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
