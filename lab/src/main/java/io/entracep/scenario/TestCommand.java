package io.entracep.scenario;

import io.entracep.catalogue.Catalogue;
import io.entracep.rule.RuleTexts;
import io.entracep.yaml.Problem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code entra-cep test}: runs scenarios and says which do not come out as they expect. */
@Command(
        name = "test",
        header = "Run scenarios: records and the alerts that they must give.",
        description = {
            "",
            "Reads every scenario (*.yaml) below DIR, turns its records into log records as Microsoft"
                    + " writes them, and runs them through the decoder and the detections on an"
                    + " embedded Flink cluster: as they are, shuffled, duplicated, and with some"
                    + " arriving after all others. The alerts must be those that the scenario expects,"
                    + " and the same each time.",
            ""
        },
        footer = {
            "",
            "A scenario, test-data/account-created-and-deleted/two-hours.yaml:",
            "",
            "  description: Lives two hours",
            "  records:",
            "    - {at: 0s, audit: Add user,    by: eve@example.com, target: tmp@example.com}",
            "    - {at: 2h, audit: Delete user, by: eve@example.com, target: tmp@example.com}",
            "  expect:",
            "    exactly:",
            "      - detection: account-created-and-deleted",
            "        severity: high",
            "        reason-contains: 2 h later",
            "",
            "docs/scenarios.md describes every key. Files with `policy` in their name are policies"
                    + " that scenarios refer to.",
            "",
            "Examples:",
            "  entra-cep test test-data",
            "  entra-cep test rules/elevate-access.yaml",
            "  entra-cep test test-data/password-spray --mutators as-is",
            "  entra-cep test test-data --junit target/scenarios.xml --seed 42"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every scenario came out as expected",
            "1:some did not",
            "2:wrong arguments, or a scenario that cannot be read"
        })
public final class TestCommand implements Callable<Integer> {
    private static final int PASSED = 0;
    private static final int FAILED = 1;
    private static final int UNUSABLE = 2;

    @Spec private @Nullable CommandSpec spec;

    @Parameters(
            paramLabel = "DIR",
            description = "Folder of scenarios, or one scenario; or rules with tests in them.")
    private Path directory = Path.of(".");

    @Option(
            names = "--rules",
            paramLabel = "DIR",
            description = "Rules of your own that the scenarios are about, too.")
    private @Nullable List<Path> rules;

    @Option(
            names = "--junit",
            paramLabel = "FILE",
            description = "Writes the outcome as JUnit XML too.")
    private @Nullable Path junit;

    @Option(
            names = "--mutators",
            paramLabel = "NAME",
            split = ",",
            converter = MutatorConverter.class,
            description = "Some of as-is, shuffle, duplicate, delay. Default: all.")
    private @Nullable List<Mutator> mutators;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Decides what the mutators do. Default: ${DEFAULT-VALUE}.")
    private long seed;

    /** Names as people write them. */
    static final class MutatorConverter implements ITypeConverter<Mutator> {
        @Override
        public Mutator convert(String value) {
            try {
                return Mutator.ofLabel(value);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter err = Objects.requireNonNull(spec).commandLine().getErr();
        if (!Files.exists(directory)) {
            err.println(directory + ": no such file or folder");
            return UNUSABLE;
        }
        List<Problem> unusable = new ArrayList<>();
        boolean ofRules = RuleTexts.isRule(directory);
        RuleTexts own = RuleTexts.readAll(rulePaths(ofRules), unusable);
        Catalogue catalogue = Catalogue.load(own);
        unusable.addAll(catalogue.ruleProblems());
        unusable.forEach(problem -> err.println(problem.message()));
        if (ofRules && !unusable.isEmpty()) {
            return UNUSABLE;
        }
        List<Scenario> scenarios;
        try {
            ScenarioReader reader = new ScenarioReader(catalogue);
            scenarios =
                    ofRules
                            ? new RuleScenarios(catalogue, reader).of(own)
                            : reader.readAll(directory);
        } catch (ScenarioException e) {
            e.problems().forEach(problem -> err.println(problem.message()));
            err.println("docs/scenarios.md describes the format.");
            return UNUSABLE;
        } catch (IOException e) {
            err.println(directory + " cannot be read: " + e.getMessage());
            return UNUSABLE;
        }
        if (scenarios.isEmpty()) {
            err.println(
                    directory + (ofRules ? ": no rule has tests" : ": no scenarios (*.yaml) here"));
            return UNUSABLE;
        }
        return report(run(catalogue, scenarios));
    }

    private List<Path> rulePaths(boolean ofRules) {
        List<Path> paths = new ArrayList<>();
        if (ofRules) {
            paths.add(directory);
        }
        if (rules != null) {
            paths.addAll(rules);
        }
        return paths;
    }

    private List<Outcome> run(Catalogue catalogue, List<Scenario> scenarios) throws Exception {
        Set<Mutator> chosen =
                mutators == null ? EnumSet.allOf(Mutator.class) : EnumSet.copyOf(mutators);
        try (ScenarioRunner runner = new ScenarioRunner(catalogue)) {
            return runner.run(scenarios, chosen, seed);
        }
    }

    private int report(List<Outcome> outcomes) throws IOException {
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        List<Outcome> failed = outcomes.stream().filter(outcome -> !outcome.passed()).toList();
        failed.forEach(outcome -> print(outcome, out));
        long scenarios = outcomes.stream().map(Outcome::scenario).distinct().count();
        String runs = "as-is".equals(labels(outcomes)) ? "" : " (" + labels(outcomes) + ")";
        out.println(
                String.format(
                        Locale.ROOT,
                        "scenarios: %d, runs: %d%s, passed: %d, failed: %d",
                        scenarios,
                        outcomes.size(),
                        runs,
                        outcomes.size() - failed.size(),
                        failed.size()));
        out.flush();
        if (junit != null) {
            JUnitReport.write(outcomes, junit);
        }
        return failed.isEmpty() ? PASSED : FAILED;
    }

    private static String labels(List<Outcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> outcome.mutator().label())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** Alerts quote what logs say: control characters could steer a terminal. */
    private static void print(Outcome outcome, PrintWriter out) {
        out.println("FAILED " + outcome.name() + ": " + outcome.scenario().description());
        outcome.failures().forEach(line -> out.println("  " + line.replaceAll("\\p{Cntrl}", "?")));
        out.println();
    }
}
