package io.entracep.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A FlinkDeployment as an overlay gives it to the cluster, but for the image and the names that
 * kustomize puts in. kustomize knows no schema of this kind, so it patches as RFC 7386 says:
 * objects are merged, all else is replaced.
 */
final class Overlay {
    private static final String KIND = "FlinkDeployment";

    private Overlay() {}

    static JsonNode deployment(String overlay) throws IOException {
        Path settings =
                DeployFiles.KUBERNETES
                        .resolve("overlays")
                        .resolve(overlay)
                        .resolve("settings.yaml");
        ObjectNode merged = base().deepCopy();
        merge(merged, DeployFiles.document(settings, KIND));
        return merged;
    }

    static ObjectNode base() throws IOException {
        return (ObjectNode)
                DeployFiles.document(
                        DeployFiles.KUBERNETES.resolve("base/flink-deployment.yaml"), KIND);
    }

    private static void merge(ObjectNode target, JsonNode patch) {
        for (Map.Entry<String, JsonNode> change : patch.properties()) {
            JsonNode value = change.getValue();
            if (value.isNull()) {
                target.remove(change.getKey());
            } else if (value.isObject()) {
                merge(target.withObjectProperty(change.getKey()), value);
            } else {
                target.set(change.getKey(), value);
            }
        }
    }
}
