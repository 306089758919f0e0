package io.entracep.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.entracep.testing.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The alarms: each rings when it should and only then, and somebody is told what to do. */
class PrometheusRulesTest {
    private static final Path FOLDER = Repository.path("deploy/monitoring");
    private static final Pattern ALARM = Pattern.compile("- alert: (\\w+)");

    @Test
    void everyAlarmRingsWhenItShouldAndOnlyThen() throws Exception {
        assumeTrue(
                Prometheus.isInstalled(),
                "promtool is not installed (package prometheus): the alarms are not tried");
        Process promtool =
                new ProcessBuilder("promtool", "test", "rules", "prometheus-rules-test.yaml")
                        .directory(FOLDER.toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(promtool.waitFor()).as(said).isZero();
    }

    @Test
    void everyAlarmHasACaseAndAPage() throws IOException {
        String cases = Files.readString(FOLDER.resolve("prometheus-rules-test.yaml"));
        String pages = Files.readString(Repository.path("docs/operations.md"));

        assertThat(alarms())
                .hasSizeGreaterThan(15)
                .allSatisfy(
                        alarm -> {
                            assertThat(cases).contains("alertname: " + alarm);
                            assertThat(pages).contains("\n### " + alarm + "\n");
                        });
    }

    @Test
    void clustersShowWhatOneProcessShows() throws IOException {
        for (String file :
                new String[] {
                    "deploy/kubernetes/base/flink-deployment.yaml", "docker/compose.yaml"
                }) {
            assertThat(Files.readString(Repository.path(file)))
                    .as(file)
                    .contains(
                            "filter.includes: \"" + String.join(";", ShownMetrics.INCLUDES) + "\"")
                    .contains("variables.excludes: \"" + ShownMetrics.EXCLUDED_LABELS + "\"");
        }
    }

    private static Set<String> alarms() throws IOException {
        return ALARM.matcher(Files.readString(FOLDER.resolve("prometheus-rules.yaml")))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
