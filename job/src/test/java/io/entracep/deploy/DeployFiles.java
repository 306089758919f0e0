package io.entracep.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Files of the repository. Tests run in the folder of their module. */
final class DeployFiles {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    static final Path KUBERNETES = ROOT.resolve("deploy/kubernetes");
    static final Path MONITORING = ROOT.resolve("deploy/monitoring");
    static final Path AZURE = ROOT.resolve("deploy/azure");
    static final List<String> OVERLAYS = List.of("dev", "production");

    private static final YAMLMapper YAML = new YAMLMapper();

    private DeployFiles() {}

    /** The files below a folder whose name ends so, in order. */
    static List<Path> below(Path folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    /** The documents of a YAML file. */
    static List<JsonNode> documents(Path file) throws IOException {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(Files.readString(file))) {
            return documents.readAll();
        }
    }

    /** The one document of this kind in a YAML file. */
    static JsonNode document(Path file, String kind) throws IOException {
        return documents(file).stream()
                .filter(document -> document.path("kind").asText().equals(kind))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind + " in " + file));
    }

    /** Files for Kubernetes with resources or parts of them. */
    static List<Path> manifests() throws IOException {
        List<Path> manifests = new ArrayList<>(below(KUBERNETES, ".yaml"));
        manifests.removeIf(
                file ->
                        Set.of(
                                        "kustomization.yaml",
                                        "kustomize-config.yaml",
                                        "run.yaml",
                                        "policy.yaml")
                                .contains(file.getFileName().toString()));
        return manifests;
    }
}
