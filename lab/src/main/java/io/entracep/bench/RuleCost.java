package io.entracep.bench;

import io.entracep.catalogue.Catalogue;
import io.entracep.catalogue.Rulebook;
import io.entracep.decode.Decoded;
import io.entracep.decode.Position;
import io.entracep.decode.RecordDecoder;
import io.entracep.detection.ActiveDetections;
import io.entracep.policy.Policy;
import io.entracep.rule.RuleTexts;
import io.entracep.signal.Classifier;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What rules cost where records are decoded and observed, on one thread. */
final class RuleCost {
    private static final int[] UNRELATED = {50, 100, 250, 1_000};

    private final Path file;
    private final Policy policy;
    private final int rounds;
    private final PrintStream out;

    /**
     * @param file JSON lines
     * @param rounds after one that warms up
     */
    RuleCost(Path file, Policy policy, int rounds, PrintStream out) {
        this.file = file;
        this.policy = policy;
        this.rounds = rounds;
        this.out = out;
    }

    /** Prints what a record costs without rules, with these, and with more that match nothing. */
    void print(RuleTexts rules) throws IOException {
        List<Variant> variants = new ArrayList<>();
        variants.add(new Variant(new Rulebook(policy, rules), false));
        variants.add(new Variant(new Rulebook(policy, rules), true));
        for (int count : UNRELATED) {
            List<RuleTexts.Text> more = new ArrayList<>(rules.texts());
            more.add(unrelated(count));
            variants.add(new Variant(new Rulebook(policy, new RuleTexts(more)), true));
        }
        double[] micros = micros(variants);
        out.printf(
                Locale.ROOT,
                "rules: %d about single records; decoding and observing takes %.2f µs of CPU a record, %.2f without them%n",
                Catalogue.load(rules).rules().rules().size(),
                micros[1],
                micros[0]);
        for (int i = 0; i < UNRELATED.length; i++) {
            out.printf(
                    Locale.ROOT,
                    "rules: with %d more that have nothing to do with a record %.2f µs%n",
                    UNRELATED[i],
                    micros[i + 2]);
        }
    }

    private static RuleTexts.Text unrelated(int count) {
        StringBuilder yaml = new StringBuilder();
        for (int i = 0; i < count; i++) {
            String selection =
                    i % 2 == 0
                            ? "auditlogs}\ndetection: {s: {OperationName: Unrelated %d, Result|contains: ok}"
                            : "signinlogs}\ndetection: {s: {ResultType: 9%06d, AppDisplayName|contains: x}";
            yaml.append("title: Unrelated %d\nlogsource: {product: azure, service: ".formatted(i))
                    .append(selection.formatted(i))
                    .append(", condition: s}\n---\n");
        }
        return new RuleTexts.Text("unrelated.yml", yaml.toString());
    }

    /** The medians of several, measured in turn: the machine is not equally fast for long. */
    private double[] micros(List<Variant> variants) throws IOException {
        double[][] micros = new double[variants.size()][rounds];
        for (Variant variant : variants) {
            observe(variant);
        }
        for (int round = 0; round < rounds; round++) {
            for (int i = 0; i < micros.length; i++) {
                long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                long records = observe(variants.get(i));
                long after = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
                micros[i][round] = (after - before) / 1e3 / records;
            }
        }
        return Arrays.stream(micros).mapToDouble(RuleCost::median).toArray();
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    private record Variant(Rulebook rulebook, boolean isMarked) {}

    private long observe(Variant variant) throws IOException {
        Rulebook rulebook = variant.rulebook();
        ActiveDetections active = rulebook.catalogue().detecting(policy.forTenant(null));
        RecordDecoder decoder =
                variant.isMarked() ? new RecordDecoder(rulebook.create()) : new RecordDecoder();
        long[] records = {0};
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            @Nullable String line;
            while ((line = lines.readLine()) != null) {
                byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
                decoder.decode(
                        bytes,
                        0,
                        bytes.length,
                        new Position("bench", 0, 0),
                        decoded -> {
                            records[0]++;
                            if (decoded instanceof Decoded.Event event) {
                                active.observe(
                                        event.event(),
                                        Classifier.classify(event.event()),
                                        event.rules());
                            }
                        });
            }
        }
        return records[0];
    }
}
