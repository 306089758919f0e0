package io.entracep.rule;

import io.entracep.yaml.Problem;
import io.entracep.yaml.Problems;
import io.entracep.yaml.TextFile;
import io.entracep.yaml.YamlNode;
import io.entracep.yaml.YamlTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Reads rule files. Everything that is wrong is told at once, and a rule that cannot be used stops
 * no other.
 *
 * <pre>{@code
 * RuleSet rules = new RuleReader().readAll(List.of(Path.of("rules"))).toRuleSet();
 * }</pre>
 */
public final class RuleReader {

    private final Map<String, Problems> problems = new TreeMap<>();
    private final List<RuleRemark> remarks = new ArrayList<>();
    private final List<Rule> rules = new ArrayList<>();
    private final List<RuleTexts.Text> texts = new ArrayList<>();
    private final List<Problem> unreadable = new ArrayList<>();

    /** Reads files, and of folders all that end in {@code .yml} or {@code .yaml}, recursively. */
    public RuleReader readAll(Collection<Path> paths) {
        for (Path path : paths) {
            if (Files.isDirectory(path)) {
                readFolder(path);
            } else {
                readFile(path);
            }
        }
        return this;
    }

    /**
     * Reads text.
     *
     * @param name how messages name the text, usually its file
     */
    public RuleReader read(String name, String yaml) {
        texts.add(new RuleTexts.Text(name, yaml));
        Problems ofFile = problemsOf(name);
        if (yaml.length() > TextFile.MAX_BYTES) {
            ofFile.add("", 0, null, "at most " + TextFile.MAX_BYTES + " bytes long");
            return this;
        }
        List<YamlNode> documents = YamlTree.parseAll(yaml, ofFile);
        if (documents.isEmpty() && ofFile.isEmpty()) {
            ofFile.add("", 0, null, "a Sigma rule; the file has no content");
        }
        for (YamlNode document : documents) {
            Problems own = new Problems(name);
            List<RuleRemark> told = new ArrayList<>();
            Rule rule = new RuleDocument(name, own, told::add).read(document);
            remarks.addAll(told);
            if (rule != null && own.isEmpty()) {
                rules.add(rule);
            }
            own.inOrder().forEach(ofFile::add);
        }
        return this;
    }

    /** The texts that were read. */
    public List<RuleTexts.Text> texts() {
        return List.copyOf(texts);
    }

    /** What is wrong with files that could not be read as text. */
    public List<Problem> unreadable() {
        return List.copyOf(unreadable);
    }

    /** What was read, compiled and held against each other. */
    public RuleSet toRuleSet() {
        return new RuleLinker(rules, remarks, this::problem).link(this::allProblems);
    }

    private void problem(Rule rule, Problem problem) {
        problemsOf(rule.head().file()).add(problem);
    }

    private List<Problem> allProblems() {
        return problems.values().stream().flatMap(each -> each.inOrder().stream()).toList();
    }

    private Problems problemsOf(String file) {
        return problems.computeIfAbsent(file, Problems::new);
    }

    private void readFile(Path file) {
        String name = file.toString();
        String text = TextFile.read(file, problemsOf(name));
        if (text != null) {
            read(name, text);
        } else {
            unreadable.addAll(problemsOf(name).inOrder());
        }
    }

    private void readFolder(Path folder) {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(folder)) {
            files =
                    walk.filter(Files::isRegularFile)
                            .filter(file -> !isHidden(folder.relativize(file)))
                            .sorted()
                            .toList();
        } catch (IOException | UncheckedIOException e) {
            problemsOf(folder.toString())
                    .add("", 0, null, "a folder that can be read (" + e.getMessage() + ")");
            return;
        }
        List<Path> ours = files.stream().filter(RuleReader::isYaml).toList();
        ours.forEach(this::readFile);
        if (ours.isEmpty()) {
            problemsOf(folder.toString())
                    .add("", 0, null, "a folder with rules in files that end in .yml or .yaml");
        }
        tellOthers(folder, files);
    }

    private void tellOthers(Path folder, List<Path> files) {
        Map<String, Integer> byEnd = new LinkedHashMap<>();
        for (Path file : files) {
            if (!isYaml(file)) {
                byEnd.merge(String.valueOf(file.getFileName()), 1, Integer::sum);
            }
        }
        if (!byEnd.isEmpty()) {
            remarks.add(
                    new RuleRemark(
                            folder.toString(),
                            0,
                            "",
                            RuleRemark.Kind.IGNORED,
                            "files that do not end in .yml or .yaml are not read: "
                                    + String.join(", ", byEnd.keySet().stream().limit(10).toList())
                                    + (byEnd.size() > 10 ? " …" : "")));
        }
    }

    private static boolean isYaml(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".yml") || name.endsWith(".yaml");
    }

    private static boolean isHidden(Path relative) {
        for (Path part : relative) {
            if (part.toString().startsWith(".")) {
                return true;
            }
        }
        return false;
    }
}
