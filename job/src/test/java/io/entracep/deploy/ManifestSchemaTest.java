package io.entracep.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.kubernetes.operator.api.FlinkDeployment;
import org.apache.flink.kubernetes.operator.api.spec.FlinkDeploymentSpec;
import org.apache.flink.kubernetes.operator.api.spec.FlinkVersion;
import org.apache.flink.kubernetes.operator.api.spec.KubernetesDeploymentMode;
import org.apache.flink.kubernetes.operator.api.spec.UpgradeMode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The manifests against the schema and the classes of those who will read them. */
class ManifestSchemaTest {
    private static final Path BASE = DeployFiles.KUBERNETES.resolve("base");

    /** Kinds that have no class here: the first is held against its schema, the others are not. */
    private static final Set<String> OTHERS =
            Set.of("FlinkDeployment", "Certificate", "Issuer", "ExternalSecret", "SecretStore");

    /**
     * The manifests are for a later operator than that of the artifact, for this version of Flink.
     */
    private static final String LATER_VERSION = "v2_2";

    private static KubernetesModel model;
    private static CustomResourceSchema schema;

    @BeforeAll
    static void read() throws IOException {
        model = KubernetesModel.ofClassPath();
        schema =
                CustomResourceSchema.ofClassPath(
                        "META-INF/fabric8/flinkdeployments.flink.apache.org-v1.yml");
    }

    @Test
    void everyResourceHasFieldsThatKubernetesKnowsOnly() throws IOException {
        Set<String> read = new TreeSet<>();
        Set<String> unread = new TreeSet<>();
        for (Path file : DeployFiles.manifests()) {
            for (JsonNode document : DeployFiles.documents(file)) {
                String kind = document.path("kind").asText();
                if (model.knows(document)) {
                    assertThat(model.read(document).getMetadata().getName())
                            .as("%s of %s", kind, file)
                            .isNotEmpty();
                    read.add(kind);
                } else {
                    unread.add(kind);
                }
            }
        }
        assertThat(read)
                .containsExactly(
                        "Namespace",
                        "NetworkPolicy",
                        "PodDisruptionBudget",
                        "PodMonitor",
                        "PrometheusRule",
                        "Role",
                        "RoleBinding",
                        "ServiceAccount");
        assertThat(unread).isEqualTo(new TreeSet<>(OTHERS));
    }

    @Test
    void theOperatorsSchemaAllowsTheDeployments() throws IOException {
        for (Map.Entry<String, JsonNode> deployment : deployments().entrySet()) {
            assertThat(schema.problems(inVersionOfTheSchema(deployment.getValue())))
                    .as(deployment.getKey())
                    .isEmpty();
        }
    }

    @Test
    void theOperatorReadsTheDeployments() throws IOException {
        for (JsonNode deployment : deployments().values()) {
            assertThat(deployment.path("apiVersion").asText())
                    .isEqualTo(HasMetadata.getApiVersion(FlinkDeployment.class));
            FlinkDeploymentSpec spec =
                    KubernetesModel.read(inVersionOfTheSchema(deployment), FlinkDeployment.class)
                            .getSpec();

            assertThat(spec.getMode()).isEqualTo(KubernetesDeploymentMode.NATIVE);
            assertThat(spec.getJob().getUpgradeMode()).isEqualTo(UpgradeMode.SAVEPOINT);
            assertThat(spec.getPodTemplate().getSpec().getContainers()).hasSize(1);
        }
    }

    /** When this fails, the artifact knows the version and nothing needs to be put in its place. */
    @Test
    void theVersionOfFlinkIsAllThatTheOperatorsArtifactDoesNotKnow() throws IOException {
        for (JsonNode deployment : deployments().values()) {
            assertThat(schema.problems(deployment))
                    .singleElement()
                    .asString()
                    .startsWith("$.flinkVersion:");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/spec,                                          jobManagers,  1",
        "/spec/job,                                      upgrademode,  savepoint",
        "/spec/job,                                      upgradeMode,  savepoints",
        "/spec/job,                                      state,        started",
        "/spec/job,                                      parallelism,  four",
        "/spec/jobManager,                               replicas,     one",
        "/spec/taskManager/resource,                     mem,          4g",
        "/spec/podTemplate/spec,                         nodeselector, pool",
        "/spec/podTemplate/spec/securityContext,         runAsNonroot, true",
        "/spec/podTemplate/spec/containers/0,            volumemounts, none",
        "/spec/taskManager/podTemplate/spec/containers/0/startupProbe, period, 5",
    })
    void aDeploymentWithAnUnknownFieldOrValueIsRefused(String place, String field, String value)
            throws IOException {
        ObjectNode wrong = inVersionOfTheSchema(Overlay.deployment("production"));
        ((ObjectNode) wrong.requiredAt(place)).put(field, value);

        assertThat(schema.problems(wrong)).singleElement().asString().contains(field);
        assertThatThrownBy(() -> KubernetesModel.read(wrong, FlinkDeployment.class))
                .isInstanceOf(MismatchedInputException.class)
                .hasMessageContaining(field);
    }

    @Test
    void aResourceWithAnUnknownFieldIsRefused() throws IOException {
        ObjectNode policy = networkPolicy();
        ((ObjectNode) policy.requiredAt("/spec/ingress/1/ports/0")).put("portRange", 8081);

        assertThatThrownBy(() -> model.read(policy))
                .isInstanceOf(UnrecognizedPropertyException.class)
                .hasMessageContaining("portRange");
    }

    @Test
    void aResourceWithAFieldOfAnotherTypeIsRefused() throws IOException {
        ObjectNode policy = networkPolicy();
        ((ObjectNode) policy.requiredAt("/spec")).put("policyTypes", "Ingress");

        assertThatThrownBy(() -> model.read(policy))
                .isInstanceOf(MismatchedInputException.class)
                .hasMessageContaining("policyTypes");
    }

    @Test
    void aResourceInAVersionThatDoesNotExistIsRefused() throws IOException {
        ObjectNode policy = networkPolicy().put("apiVersion", "networking.k8s.io/v2");

        assertThat(model.knows(policy)).isFalse();
        assertThatThrownBy(() -> model.read(policy))
                .hasMessage("there is no networking.k8s.io/v2 NetworkPolicy");
    }

    private static ObjectNode networkPolicy() throws IOException {
        return (ObjectNode)
                DeployFiles.document(BASE.resolve("network-policy.yaml"), "NetworkPolicy");
    }

    /** What the overlays are made from, and what they make of it. */
    private static Map<String, JsonNode> deployments() throws IOException {
        Map<String, JsonNode> deployments = new TreeMap<>(Map.of("base", Overlay.base()));
        for (String overlay : DeployFiles.OVERLAYS) {
            deployments.put(overlay, Overlay.deployment(overlay));
        }
        return deployments;
    }

    private static ObjectNode inVersionOfTheSchema(JsonNode deployment) {
        ObjectNode copy = deployment.deepCopy();
        ObjectNode spec = (ObjectNode) copy.required("spec");
        assertThat(spec.path("flinkVersion").asText()).isEqualTo(LATER_VERSION);
        spec.put("flinkVersion", FlinkVersion.current().name());
        return copy;
    }
}
