package io.entracep.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.generate.LogGenerator;
import io.entracep.generate.Settings;
import io.entracep.policy.PolicyReader;
import io.entracep.run.RunConfig;
import io.entracep.run.RunConfigReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The files in {@code docker/}, as far as they can be checked without a Docker engine. */
class DockerFilesTest {
    private static final Path DOCKER = Path.of("..", "docker");
    private static final String FLINK = "flink:2.2.1-scala_2.12-java17";

    @Test
    void everyImageIsPinned() throws IOException {
        assertThat(Files.readString(DOCKER.resolve("Dockerfile")))
                .contains("\nFROM " + FLINK + "\n");
        assertThat(services().values())
                .allSatisfy(
                        service ->
                                assertThat(String.valueOf(service.get("image")))
                                        .matches("[a-z/-]+:\\d+\\.\\d+\\.\\d+"));
    }

    @Test
    void theImageIsTheUsers() throws IOException {
        List<String> lines = Files.readAllLines(DOCKER.resolve("Dockerfile"));

        assertThat(lines.get(lines.size() - 1)).isEqualTo("USER flink");
    }

    @Test
    void everyServiceHasLimitsAndNoPrivileges() throws IOException {
        assertThat(services().values())
                .allSatisfy(
                        service -> {
                            Map<?, ?> limits =
                                    map(map(map(service, "deploy"), "resources"), "limits");
                            assertThat(limits.get("cpus")).isNotNull();
                            assertThat(limits.get("memory")).isNotNull();
                            assertThat(service.get("cap_drop")).isEqualTo(List.of("ALL"));
                            assertThat(service.containsKey("privileged")).isFalse();
                        });
    }

    @Test
    void whatRunsForLongHasAHealthCheck() throws IOException {
        Map<String, Map<?, ?>> services = services();

        for (String name : List.of("kafka", "jobmanager", "taskmanager")) {
            assertThat(map(services.get(name), "healthcheck").get("test")).isInstanceOf(List.class);
        }
    }

    @Test
    void whatIsMountedExistsAndWhatIsWaitedForToo() throws IOException {
        Map<String, Map<?, ?>> services = services();
        List<String> missing = new ArrayList<>();
        services.forEach(
                (name, service) -> {
                    for (Object mount : list(service, "volumes")) {
                        String source = String.valueOf(mount).split(":")[0];
                        if (source.startsWith(".") && !Files.exists(DOCKER.resolve(source))) {
                            missing.add(name + " mounts " + source);
                        }
                    }
                    for (Object needed : map(service, "depends_on").keySet()) {
                        if (!services.containsKey(String.valueOf(needed))) {
                            missing.add(name + " waits for " + needed);
                        }
                    }
                });
        assertThat(missing).isEmpty();
    }

    @Test
    void theProgramReadsItsConfigurationAndPolicy() throws IOException {
        RunConfig config = RunConfigReader.read(DOCKER.resolve("run.yaml"));

        assertThat(config.policy()).isNotNull();
        String policy = Files.readString(DOCKER.resolve("policy.yaml"));
        PolicyReader.read("docker/policy.yaml", policy);
        assertThat(policy)
                .as("docker/policy.yaml: `entra-cep generate --policy-out` writes it")
                .isEqualTo(new LogGenerator(Settings.demo()).policyYaml());
    }

    @Test
    void theTopicsOfTheConfigurationAreCreated() throws IOException {
        RunConfig config = RunConfigReader.read(DOCKER.resolve("run.yaml"));
        String command = String.valueOf(list(services().get("topics"), "command").get(0));

        config.brokers().forEach(broker -> assertThat(command).contains(broker.topics().get(0)));
    }

    private static Map<String, Map<?, ?>> services() throws IOException {
        Object compose =
                new Yaml(new SafeConstructor(new LoaderOptions()))
                        .load(Files.readString(DOCKER.resolve("compose.yaml")));
        Map<String, Map<?, ?>> services = new TreeMap<>();
        map((Map<?, ?>) compose, "services")
                .forEach((name, service) -> services.put((String) name, (Map<?, ?>) service));
        assertThat(services).isNotEmpty();
        return services;
    }

    private static Map<?, ?> map(Map<?, ?> parent, String key) {
        Object value = parent.get(key);
        return value == null ? Map.of() : (Map<?, ?>) value;
    }

    private static List<?> list(Map<?, ?> parent, String key) {
        Object value = parent.get(key);
        return value == null ? List.of() : (List<?>) value;
    }
}
