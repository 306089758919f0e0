package io.entracep.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.sentinel.SentinelSettings;
import io.entracep.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documents show is what the reader reads. */
class ConfigurationDocumentTest {
    private static final Pattern BLOCK = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @TempDir private Path folder;

    @Test
    void theSampleIsRight() {
        RunConfig config =
                RunConfigReader.read(Repository.path("deploy/samples/event-hubs-to-sentinel.yaml"));

        assertThat(config.sinks())
                .extracting(sink -> sink.name() + " " + sink.destination().type())
                .containsExactly("sentinel sentinel", "slack webhook");
        assertThat(((SinkConfig.Sentinel) config.sinks().get(0).destination()).settings().scope())
                .isEqualTo(SentinelSettings.PUBLIC_SCOPE);
        assertThat(config.secrets()).containsOnlyKeys("sinks.slack.url");
    }

    @Test
    void theConfigurationOfTheContainersIsRight() {
        assertThat(RunConfigReader.read(Repository.path("docker/run.yaml")).sinks()).isNotEmpty();
    }

    @Test
    void theConfigurationsOfTheOverlaysAreRight() {
        for (String overlay : List.of("dev", "production")) {
            Path file = Repository.path("deploy/kubernetes/overlays/" + overlay + "/run.yaml");
            assertThat(RunConfigReader.read(file).sinks()).as(overlay).isNotEmpty();
        }
    }

    @Test
    void everyExampleIsRight() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (String example : examples()) {
            try {
                read(example);
            } catch (ConfigException e) {
                wrong.add(e.getMessage() + "\nin:\n" + example);
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Of every section of the file; what the examples do not use is not documented either. */
    @Test
    void everyKeyThatIsReadIsDescribed() throws IOException {
        String document = Files.readString(Repository.path("docs/configuration.md"));
        List<String> missing = new ArrayList<>();
        for (String example : examples()) {
            for (String key : keys(example)) {
                String last = key.substring(key.lastIndexOf('.') + 1);
                if (!document.contains("`" + last + "`") && !document.contains("." + last + "`")) {
                    missing.add(key);
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    /** Without names that whoever writes the file chooses, and how secrets are named. */
    private Set<String> keys(String example) throws IOException {
        Path file = write(example);
        ConfigTree tree = ConfigTree.parse(file.toString(), example);
        RunConfigReader.read(file, tree);
        return tree.asked().stream()
                .filter(key -> !key.matches("sinks\\.[a-z0-9-]+"))
                .filter(key -> !key.matches(".*(\\.headers\\.|\\.properties\\.|]).*"))
                .filter(key -> !key.endsWith(".env"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> examples() throws IOException {
        List<String> examples = new ArrayList<>();
        Matcher blocks = BLOCK.matcher(Files.readString(Repository.path("docs/configuration.md")));
        while (blocks.find()) {
            examples.add(whole(blocks.group(1)));
        }
        assertThat(examples).hasSizeGreaterThan(8);
        return examples;
    }

    /** An example of one section stands for itself; the others are the smallest ones. */
    private static String whole(String example) {
        String whole = example;
        if (!example.contains("source:\n")) {
            whole += "source: {bootstrap-servers: [localhost:9092], topics: [logs]}\n";
        }
        if (!example.contains("sinks:\n")) {
            whole += "sinks: {screen: {type: console}}\n";
        }
        if (!("\n" + example).contains("\ndead-letters:")) {
            whole += "dead-letters: discard\n";
        }
        return whole;
    }

    private void read(String example) throws IOException {
        RunConfigReader.read(write(example));
    }

    private Path write(String example) throws IOException {
        return Files.writeString(folder.resolve("run.yaml"), example);
    }
}
