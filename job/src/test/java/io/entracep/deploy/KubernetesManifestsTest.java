package io.entracep.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The manifests around the job, as far as they can be checked without a cluster. */
class KubernetesManifestsTest {
    private static final Pattern SECRET =
            Pattern.compile(
                    "SharedAccessKey=\\S|AccountKey=\\S|BEGIN [A-Z ]*PRIVATE KEY|kind: Secret\\s"
                            + "|(?i:password|client-secret|token): *[^{\\s]"
                            + "|hooks\\.slack\\.com/services/T");
    private static final Path BASE = DeployFiles.KUBERNETES.resolve("base");

    @Test
    void everyManifestSaysWhatItIs() throws IOException {
        List<String> nameless = new ArrayList<>();
        for (Path file : DeployFiles.manifests()) {
            for (JsonNode document : DeployFiles.documents(file)) {
                if (!document.hasNonNull("apiVersion")
                        || !document.hasNonNull("kind")
                        || document.at("/metadata/name").asText().isEmpty()) {
                    nameless.add(file + ": " + document);
                }
            }
        }
        assertThat(nameless).isEmpty();
    }

    @Test
    void everyFileIsNamedByAKustomizationAndEveryNamedFileIsThere() throws IOException {
        Set<Path> named = new TreeSet<>();
        for (Path kustomization : kustomizations()) {
            Path folder = kustomization.resolveSibling("");
            JsonNode root = DeployFiles.document(kustomization, kind(kustomization));
            for (String list : List.of("resources", "components", "configurations")) {
                root.path(list).forEach(name -> named.add(path(folder, name.asText())));
            }
            root.path("patches")
                    .forEach(patch -> named.add(path(folder, patch.path("path").asText())));
            root.path("configMapGenerator")
                    .forEach(
                            map ->
                                    map.path("files")
                                            .forEach(
                                                    name ->
                                                            named.add(
                                                                    path(folder, name.asText()))));
        }
        List<Path> all = new ArrayList<>(DeployFiles.below(DeployFiles.KUBERNETES, ".yaml"));
        all.removeAll(kustomizations());

        assertThat(named).allSatisfy(path -> assertThat(path).exists());
        assertThat(named).containsAll(all);
    }

    /** What is not listed is closed, so every line is a decision. */
    @Test
    void theNetworkIsClosedButForWhatTheJobNeeds() throws IOException {
        JsonNode policy =
                DeployFiles.document(BASE.resolve("network-policy.yaml"), "NetworkPolicy")
                        .path("spec");

        assertThat(policy.path("policyTypes"))
                .extracting(JsonNode::asText)
                .containsExactly("Ingress", "Egress");
        assertThat(ports(policy.path("ingress"))).containsExactly(8081, 9249);
        assertThat(ports(policy.path("egress"))).containsExactly(53, 80, 443, 9093);
        String selector = "/podSelector/matchLabels/app.kubernetes.io~1name";
        assertThat(policy.at(selector))
                .isEqualTo(
                        DeployFiles.document(
                                        BASE.resolve("flink-deployment.yaml"), "FlinkDeployment")
                                .at("/spec/podTemplate/metadata/labels/app.kubernetes.io~1name"));
    }

    @Test
    void theJobMayStartPodsInItsNamespaceAndReadNoSecrets() throws IOException {
        JsonNode role = DeployFiles.document(BASE.resolve("service-account.yaml"), "Role");
        Set<String> resources = new TreeSet<>();
        role.path("rules")
                .forEach(
                        rule -> {
                            rule.path("resources").forEach(name -> resources.add(name.asText()));
                            assertThat(rule.path("verbs"))
                                    .extracting(JsonNode::asText)
                                    .doesNotContain("*");
                        });

        assertThat(resources)
                .containsExactly("configmaps", "deployments", "deployments/finalizers", "pods");
    }

    @Test
    void theNamespaceRefusesPodsWithMoreRights() throws IOException {
        JsonNode labels =
                DeployFiles.document(BASE.resolve("namespace.yaml"), "Namespace")
                        .at("/metadata/labels");

        assertThat(labels.path("pod-security.kubernetes.io/enforce").asText())
                .isEqualTo("restricted");
    }

    @Test
    void imagesArePinned() throws IOException {
        for (String overlay : DeployFiles.OVERLAYS) {
            JsonNode images =
                    DeployFiles.document(
                                    DeployFiles.KUBERNETES.resolve(
                                            "overlays/" + overlay + "/kustomization.yaml"),
                                    "Kustomization")
                            .path("images");
            assertThat(images)
                    .isNotEmpty()
                    .allSatisfy(
                            image ->
                                    assertThat(
                                                    image.path("newTag").asText()
                                                            + image.path("digest").asText())
                                            .matches("\\d+\\.\\d+\\.\\d+|sha256:[0-9a-f]{64}"));
        }
        assertThat(Files.readAllLines(DeployFiles.KUBERNETES.resolve("Dockerfile")))
                .filteredOn(line -> line.startsWith("FROM "))
                .allSatisfy(line -> assertThat(line).matches("FROM entra-cep:\\d+\\.\\d+\\.\\d+"));
    }

    @Test
    void theOperatorsRulesAreThoseOfThePlainFile() throws IOException {
        JsonNode rules =
                DeployFiles.document(
                        DeployFiles.KUBERNETES.resolve(
                                "components/prometheus-rule/prometheus-rule.yaml"),
                        "PrometheusRule");

        assertThat(rules.at("/spec/groups"))
                .isNotEmpty()
                .isEqualTo(
                        DeployFiles.documents(
                                        DeployFiles.MONITORING.resolve("prometheus-rules.yaml"))
                                .get(0)
                                .path("groups"));
    }

    @Test
    void noManifestHoldsASecret() throws IOException {
        List<String> found = new ArrayList<>();
        for (String folder : List.of("deploy", "docker")) {
            for (Path file : DeployFiles.below(DeployFiles.ROOT.resolve(folder), "")) {
                // Of a key store that lies beside it: it guards nothing, the secret that holds both
                // does.
                String text = Files.readString(file).replace("password: internal", "");
                if (SECRET.matcher(text).find()) {
                    found.add(file.toString());
                }
            }
        }
        assertThat(found).isEmpty();
    }

    private static List<Integer> ports(JsonNode rules) {
        Set<Integer> ports = new TreeSet<>();
        rules.forEach(
                rule -> rule.path("ports").forEach(port -> ports.add(port.path("port").asInt())));
        return List.copyOf(ports);
    }

    private static Path path(Path folder, String name) {
        return folder.resolve(name).normalize();
    }

    private static String kind(Path kustomization) throws IOException {
        return DeployFiles.documents(kustomization).get(0).path("kind").asText();
    }

    private static List<Path> kustomizations() throws IOException {
        return DeployFiles.below(DeployFiles.KUBERNETES, "kustomization.yaml");
    }
}
