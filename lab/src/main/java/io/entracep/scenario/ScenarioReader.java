package io.entracep.scenario;

import io.entracep.catalogue.Catalogue;
import io.entracep.detection.Entry;
import io.entracep.policy.Policy;
import io.entracep.policy.PolicyException;
import io.entracep.policy.PolicyReader;
import io.entracep.rule.RuleTest;
import io.entracep.yaml.Problem;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads scenario files. Either all of them are right, or everything that is wrong is told. */
public final class ScenarioReader {
    private static final String NO_POLICY = "default: {}";
    private static final String DEFAULT_START = "2026-03-02T09:00:00Z";

    private final Catalogue catalogue;
    private final Set<String> detections;
    private final Map<String, Policy> policies = new HashMap<>();

    public ScenarioReader(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.detections =
                catalogue.entries().stream().map(Entry::id).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Every scenario below a folder, or the one of a file, in the order of their names. Files whose
     * name has the word {@code policy} are policies.
     *
     * @throws ScenarioException with every problem of every file
     * @throws IOException where the folder cannot be read
     */
    public List<Scenario> readAll(Path path) throws IOException {
        List<Scenario> scenarios = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Path file : files(path)) {
            Path relative = Files.isDirectory(path) ? path.relativize(file) : file.getFileName();
            String name = relative.toString().replace('\\', '/').replaceAll("\\.ya?ml$", "");
            try {
                scenarios.add(read(name, file.toString(), Files.readString(file), file));
            } catch (ScenarioException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new ScenarioException(problems);
        }
        return scenarios;
    }

    private static List<Path> files(Path path) throws IOException {
        try (Stream<Path> found = Files.walk(path)) {
            return found.filter(Files::isRegularFile)
                    .filter(
                            file -> {
                                String name = file.getFileName().toString();
                                return name.matches(".*\\.ya?ml") && !name.contains("policy");
                            })
                    .sorted()
                    .toList();
        }
    }

    /**
     * Reads text.
     *
     * @param name name of the scenario
     * @param file how messages name the text
     * @param location file that {@code policy-file} is relative to
     * @throws ScenarioException with every problem
     */
    public Scenario read(String name, String file, String yaml, Path location) {
        Faults faults = new Faults(file);
        Scenario scenario = scenario(name, yaml, location, faults);
        if (scenario == null || !faults.isEmpty()) {
            throw new ScenarioException(faults.inOrder());
        }
        return scenario;
    }

    private @Nullable Scenario scenario(String name, String yaml, Path location, Faults faults) {
        Node root = parse(yaml, faults);
        if (root == null) {
            return null;
        }
        Section top = Section.of(root, "", faults);
        String description = top.required("description");
        Instant start = start(top);
        String policyText = policyText(top, location);
        Policy policy = policy(top, policyText, location);
        List<ScenarioRecord> records = new RecordsReader(start).read(top.sections("records"));
        if (!top.has("records")) {
            top.fault("records", "given: a list of records");
        }
        Section expect = top.with(Repetition::withIds).section("expect");
        if (expect == null) {
            top.fault("expect", "given: what must come out");
        }
        top.refuseOthers();
        return expect == null
                ? null
                : new Scenario(
                        name,
                        faults.file(),
                        description,
                        policyText,
                        policy,
                        records,
                        Expectation.read(expect, start, detections));
    }

    /**
     * A test that stands in a rule.
     *
     * @param name name of the scenario
     * @param file how messages name the text
     * @param rule key of the rule
     * @param node the test
     * @throws ScenarioException with every problem
     */
    Scenario ofRule(
            String name, String file, String rule, RuleTest test, Node node, Path location) {
        Faults faults = new Faults(file);
        Section top = Section.of(node, "tests", faults);
        top.has("fires");
        String silent = top.text("silent");
        Instant start = start(top);
        String policyText = policyText(top, location);
        Policy policy = policy(top, policyText, location);
        List<ScenarioRecord> records = new RecordsReader(start).read(top.sections("records"));
        Expectation expectation = Expectation.ofRule(top, rule, test, start);
        top.refuseOthers();
        if (!faults.isEmpty()) {
            throw new ScenarioException(faults.inOrder());
        }
        return new Scenario(
                name,
                file + ":" + test.line(),
                silent == null ? "fires" : "silent: " + silent,
                policyText,
                policy,
                records,
                expectation);
    }

    private static @Nullable Node parse(String yaml, Faults faults) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        try {
            Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(yaml));
            if (root == null) {
                faults.add(0, "", null, "a scenario; the file has no content");
            }
            return root;
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine() + 1;
            faults.add(line, "", null, "YAML text: " + e.getProblem());
        } catch (YAMLException e) {
            faults.add(0, "", null, "YAML text: " + e.getMessage());
        }
        return null;
    }

    private static Instant start(Section top) {
        try {
            return Instant.parse(top.text("start", DEFAULT_START));
        } catch (DateTimeException e) {
            top.fault("start", "a time such as " + DEFAULT_START);
            return Instant.parse(DEFAULT_START);
        }
    }

    private static String policyText(Section top, Path location) {
        String inline = top.text("policy");
        String file = top.text("policy-file");
        if (inline != null && file != null) {
            top.fault("policy-file", "left out where policy is given");
        }
        if (file == null) {
            return Repetition.withIds(inline == null ? NO_POLICY : inline);
        }
        try {
            return Repetition.withIds(Files.readString(location.resolveSibling(file)));
        } catch (IOException e) {
            top.fault("policy-file", "a file that can be read, relative to the scenario");
            return NO_POLICY;
        }
    }

    /** The policy; one that cannot be used is reported at the line of the scenario's key. */
    private Policy policy(Section top, String text, Path location) {
        Policy known = policies.get(text);
        if (known != null) {
            return known;
        }
        String key = top.has("policy-file") ? "policy-file" : "policy";
        try {
            Policy policy = PolicyReader.read("policy of " + location.getFileName(), text);
            catalogue
                    .problemsOf(policy)
                    .forEach(problem -> top.fault(key, "a policy that fits: " + problem));
            policies.put(text, policy);
            return policy;
        } catch (PolicyException e) {
            e.problems().forEach(problem -> top.fault(key, "a policy: " + problem.message()));
            return Policy.none();
        }
    }
}
