package io.entracep.policy;

import io.entracep.yaml.NodeReader;
import io.entracep.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a policy says about one detection.
 *
 * @param enabled false switches it off
 * @param severity of every alert of it, whatever else would make it worse or milder; null where the
 *     policy has none
 * @param baseSeverity in place of the catalogue's, which may still be raised or lowered; null where
 *     the policy has none
 * @param settings in place of the catalogue's, by key: String, Long, Double, Boolean, List or Map
 */
record DetectionChoice(
        boolean enabled,
        @Nullable String severity,
        @Nullable String baseSeverity,
        Map<String, Object> settings) {

    static final DetectionChoice NONE = new DetectionChoice(true, null, null, Map.of());
    static final List<String> KEYS = List.of("enabled", "severity", "base-severity", "settings");

    DetectionChoice {
        settings = Map.copyOf(settings);
    }

    static DetectionChoice read(NodeReader reader, YamlNode node) {
        Map<String, YamlNode> fields = reader.fields(node, KEYS);
        Boolean enabled = reader.one(fields.get("enabled"), Formats::bool);
        String severity = reader.one(fields.get("severity"), Formats::severity);
        String base = reader.one(fields.get("base-severity"), Formats::severity);
        Map<String, Object> settings = new LinkedHashMap<>();
        YamlNode given = fields.get("settings");
        if (given != null) {
            reader.entries(given)
                    .forEach(
                            (key, value) -> {
                                if (value instanceof YamlNode.Empty) {
                                    reader.problem(value, "given; it is empty");
                                }
                                settings.put(key, YamlNode.plain(value));
                            });
        }
        return new DetectionChoice(enabled == null || enabled, severity, base, settings);
    }
}
