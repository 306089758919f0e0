package io.entracep.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.kubernetes.operator.config.KubernetesOperatorConfigOptions;
import org.apache.flink.state.rocksdb.RocksDBOptions;
import org.junit.jupiter.api.Test;

/** What the operator's resource says, beyond its schema ({@link ManifestSchemaTest}). */
class FlinkDeploymentTest {
    private static final Path BASE = DeployFiles.KUBERNETES.resolve("base/flink-deployment.yaml");

    @Test
    void runsTheCommandLineFromTheImageWithTheMountedConfiguration() throws Exception {
        JsonNode spec = DeployFiles.document(BASE, "FlinkDeployment").path("spec");

        assertThat(spec.at("/flinkVersion").asText()).isEqualTo("v2_2");
        assertThat(spec.at("/job/jarURI").asText())
                .isEqualTo("local:///opt/flink/usrlib/entra-cep-job.jar");
        assertThat(
                        Class.forName(spec.at("/job/entryClass").asText())
                                .getMethod("main", String[].class))
                .isNotNull();
        assertThat(spec.at("/job/args"))
                .extracting(JsonNode::asText)
                .containsExactly("run", "--config", "/opt/entra-cep/run.yaml");
        assertThat(mounts(spec)).containsEntry("config", "/opt/entra-cep");
        assertThat(spec.at("/job/upgradeMode").asText()).isEqualTo("savepoint");
        assertThat(spec.at("/job/allowNonRestoredState").asBoolean(true)).isFalse();
    }

    @Test
    void everySettingIsOneThatFlinkOrTheOperatorKnowsAndCanRead() throws Exception {
        Map<String, ConfigOption<?>> options = options();
        List<String> wrong = new ArrayList<>();
        for (Path file : files()) {
            JsonNode settings =
                    DeployFiles.document(file, "FlinkDeployment").at("/spec/flinkConfiguration");
            for (Map.Entry<String, JsonNode> setting : settings.properties()) {
                if (setting.getKey().matches("(fs\\.azure|metrics\\.reporter)\\..*")) {
                    continue;
                }
                ConfigOption<?> option = options.get(setting.getKey());
                if (option == null) {
                    wrong.add(setting.getKey() + " is unknown");
                    continue;
                }
                assertThat(
                                Configuration.fromMap(
                                                Map.of(
                                                        setting.getKey(),
                                                        setting.getValue().asText()))
                                        .get(option))
                        .as(setting.getKey())
                        .isNotNull();
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** The operator refuses savepoints, and Flink high availability, without these. */
    @Test
    void eachOverlaySaysWhereStateLies() throws IOException {
        Set<String> places = new TreeSet<>();
        for (String overlay : DeployFiles.OVERLAYS) {
            JsonNode settings = settings(overlay).at("/spec/flinkConfiguration");
            for (ConfigOption<?> option :
                    List.of(
                            CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                            CheckpointingOptions.SAVEPOINT_DIRECTORY,
                            HighAvailabilityOptions.HA_STORAGE_PATH)) {
                String place = settings.path(option.key()).asText();
                assertThat(place).startsWith("abfss://").contains("/" + overlay + "/");
                places.add(place);
            }
        }
        assertThat(places).hasSize(3 * DeployFiles.OVERLAYS.size());
    }

    @Test
    void thereAreSlotsForTheParallelism() throws IOException {
        for (String overlay : DeployFiles.OVERLAYS) {
            JsonNode spec = settings(overlay).path("spec");
            int slots =
                    spec.path("flinkConfiguration").path("taskmanager.numberOfTaskSlots").asInt();

            assertThat(spec.at("/job/parallelism").asInt() % slots).isZero();
            for (String part : List.of("jobManager", "taskManager")) {
                assertThat(spec.at("/" + part + "/resource/cpu").asDouble()).isPositive();
                assertThat(spec.at("/" + part + "/resource/memory").asText()).matches("\\d+m");
            }
        }
    }

    @Test
    void podsHaveNoMoreRightsThanTheyNeed() throws IOException {
        JsonNode pod = DeployFiles.document(BASE, "FlinkDeployment").at("/spec/podTemplate/spec");

        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/securityContext/runAsUser").asInt()).isPositive();
        assertThat(pod.at("/securityContext/seccompProfile/type").asText())
                .isEqualTo("RuntimeDefault");
        assertThat(pod.path("containers"))
                .singleElement()
                .satisfies(
                        container -> {
                            assertThat(container.path("name").asText())
                                    .isEqualTo("flink-main-container");
                            JsonNode context = container.path("securityContext");
                            assertThat(context.path("allowPrivilegeEscalation").asBoolean(true))
                                    .isFalse();
                            assertThat(context.path("readOnlyRootFilesystem").asBoolean()).isTrue();
                            assertThat(context.at("/capabilities/drop"))
                                    .extracting(JsonNode::asText)
                                    .containsExactly("ALL");
                        });
        assertThat(pod.has("hostNetwork") || pod.has("hostPID")).isFalse();
    }

    /** The root file system is read-only: what Flink writes to must be a volume of its own. */
    @Test
    void whatFlinkWritesToIsAVolume() throws IOException {
        JsonNode spec = DeployFiles.document(BASE, "FlinkDeployment").path("spec");
        Map<String, String> mounts = mounts(spec);
        Map<String, JsonNode> volumes = new HashMap<>();
        spec.at("/podTemplate/spec/volumes")
                .forEach(volume -> volumes.put(volume.path("name").asText(), volume));

        assertThat(mounts.keySet()).isEqualTo(volumes.keySet());
        for (String writable : List.of("tmp", "log", "rocksdb")) {
            assertThat(volumes.get(writable).has("emptyDir")).as(writable).isTrue();
        }
        assertThat(mounts)
                .containsEntry("tmp", "/tmp")
                .containsEntry("log", "/opt/flink/log")
                .containsEntry(
                        "rocksdb",
                        spec.path("flinkConfiguration")
                                .path(RocksDBOptions.LOCAL_DIRECTORIES.key())
                                .asText());
    }

    @Test
    void probesAskThePortsThatAreSet() throws IOException {
        JsonNode spec = DeployFiles.document(BASE, "FlinkDeployment").path("spec");
        JsonNode settings = spec.path("flinkConfiguration");

        for (String probe : List.of("startupProbe", "livenessProbe")) {
            assertThat(probePort(spec, "jobManager", probe))
                    .isEqualTo(settings.path(RestOptions.PORT.key()).asInt());
            assertThat(probePort(spec, "taskManager", probe))
                    .isEqualTo(settings.path(TaskManagerOptions.RPC_PORT.key()).asInt());
        }
    }

    private static int probePort(JsonNode spec, String part, String probe) {
        return spec.at("/" + part + "/podTemplate/spec/containers/0/" + probe + "/tcpSocket/port")
                .asInt();
    }

    private static Map<String, String> mounts(JsonNode spec) {
        Map<String, String> mounts = new HashMap<>();
        spec.at("/podTemplate/spec/containers/0/volumeMounts")
                .forEach(
                        mount ->
                                mounts.put(
                                        mount.path("name").asText(),
                                        mount.path("mountPath").asText()));
        return mounts;
    }

    private static JsonNode settings(String overlay) throws IOException {
        return DeployFiles.document(settingsFile(overlay), "FlinkDeployment");
    }

    private static Path settingsFile(String overlay) {
        return DeployFiles.KUBERNETES.resolve("overlays").resolve(overlay).resolve("settings.yaml");
    }

    private static List<Path> files() {
        List<Path> files = new ArrayList<>(List.of(BASE));
        DeployFiles.OVERLAYS.forEach(overlay -> files.add(settingsFile(overlay)));
        return files;
    }

    private static Map<String, ConfigOption<?>> options() throws IllegalAccessException {
        Map<String, ConfigOption<?>> options = new HashMap<>();
        for (Class<?> owner :
                List.of(
                        CheckpointingOptions.class,
                        HighAvailabilityOptions.class,
                        KubernetesOperatorConfigOptions.class,
                        MetricOptions.class,
                        RestOptions.class,
                        RestartStrategyOptions.class,
                        RocksDBOptions.class,
                        StateBackendOptions.class,
                        TaskManagerOptions.class,
                        WebOptions.class)) {
            for (Field field : owner.getFields()) {
                if (Modifier.isStatic(field.getModifiers())
                        && field.get(null) instanceof ConfigOption<?> option) {
                    options.put(option.key(), option);
                }
            }
        }
        return options;
    }
}
