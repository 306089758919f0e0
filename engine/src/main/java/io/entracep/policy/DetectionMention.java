package io.entracep.policy;

import io.entracep.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A place where a policy names a detection, for whoever knows which detections exist.
 *
 * @param detectionId as written
 * @param key path of the entry
 */
public record DetectionMention(String detectionId, String key) {

    /** Every one in the file: those of the default section first, then tenant by tenant. */
    static List<DetectionMention> in(YamlNode root) {
        List<DetectionMention> mentions = new ArrayList<>();
        Stream<YamlNode> tenants = children(child(root, "tenants"));
        Stream.concat(Stream.ofNullable(child(root, "default")), tenants)
                .forEach(section -> addAll(section, mentions));
        return mentions;
    }

    private static void addAll(YamlNode section, List<DetectionMention> mentions) {
        if (child(section, PolicySection.DETECTIONS) instanceof YamlNode.Mapping choices) {
            choices.entries()
                    .forEach((id, node) -> mentions.add(new DetectionMention(id, node.path())));
        }
        if (child(section, PolicySection.SUPPRESSIONS) instanceof YamlNode.Listing list) {
            for (YamlNode item : list.items()) {
                if (child(item, "detection") instanceof YamlNode.Scalar id) {
                    mentions.add(new DetectionMention(id.text(), id.path()));
                }
            }
        }
    }

    private static @Nullable YamlNode child(YamlNode node, String key) {
        return node instanceof YamlNode.Mapping mapping ? mapping.entries().get(key) : null;
    }

    private static Stream<YamlNode> children(@Nullable YamlNode node) {
        return node instanceof YamlNode.Mapping mapping
                ? mapping.entries().values().stream()
                : Stream.empty();
    }
}
