package io.entracep.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the documents promise by the name of a test, and where they point to, is there. */
class DocumentsTest {
    private static final Pattern TEST =
            Pattern.compile("`(\\w+(?:Test|ITCase|IT|Properties))(?:#(\\w+))?`");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)");

    private static final List<Path> DOCUMENTS =
            Stream.concat(
                            Stream.of(
                                            "README.md",
                                            "SECURITY.md",
                                            "CONTRIBUTING.md",
                                            "CHANGELOG.md",
                                            "docker/README.md",
                                            "test-data/README.md",
                                            "deploy/monitoring/README.md",
                                            "deploy/kubernetes/README.md",
                                            "deploy/azure/README.md")
                                    .map(DeployFiles.ROOT::resolve),
                            pages().stream())
                    .toList();

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        Map<String, String> tests = tests();
        List<String> missing = new ArrayList<>();
        int named = 0;
        for (Path document : DOCUMENTS) {
            for (MatchResult match : matches(TEST, document)) {
                named++;
                String text = tests.get(match.group(1));
                if (text == null
                        || (match.group(2) != null && !text.contains(" " + match.group(2) + "("))) {
                    missing.add(document.getFileName() + ": " + match.group());
                }
            }
        }
        assertThat(missing).isEmpty();
        assertThat(named).isGreaterThan(20);
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path document : DOCUMENTS) {
            for (MatchResult match : matches(LINK, document)) {
                if (!Files.exists(document.resolveSibling(match.group(1)))) {
                    broken.add(document.getFileName() + ": " + match.group(1));
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    @Test
    void theReadMeLeadsToEveryPage() throws IOException {
        String start = Files.readString(DeployFiles.ROOT.resolve("README.md"));

        assertThat(pages())
                .isNotEmpty()
                .allSatisfy(
                        page -> assertThat(start).contains("](docs/" + page.getFileName() + ")"));
        assertThat(start).contains("](CONTRIBUTING.md)", "](CHANGELOG.md)", "](docs/schema)");
    }

    private static List<Path> pages() {
        try (Stream<Path> files = Files.list(DeployFiles.ROOT.resolve("docs"))) {
            return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<MatchResult> matches(Pattern pattern, Path document) throws IOException {
        return pattern.matcher(Files.readString(document)).results().toList();
    }

    /** Texts of the test classes, by their names. */
    private static Map<String, String> tests() throws IOException {
        Map<String, String> tests = new HashMap<>();
        for (String module : List.of("engine", "patterns", "job", "lab", "cluster")) {
            Path folder = DeployFiles.ROOT.resolve(module).resolve("src/test/java");
            for (Path file : DeployFiles.below(folder, ".java")) {
                tests.put(
                        file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        }
        return tests;
    }
}
