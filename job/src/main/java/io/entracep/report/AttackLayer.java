package io.entracep.report;

import io.entracep.alert.Alert;
import io.entracep.attack.Technique;
import io.entracep.incident.Story;
import io.entracep.output.JsonText;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * {@code attack-layer.json}: which techniques fired how often, for ATT&CK Navigator. Source: layer
 * file format 4.5, github.com/mitre-attack/attack-navigator.
 */
final class AttackLayer {
    private static final String FORMAT = "4.5";

    private AttackLayer() {}

    static String of(Story story) {
        SortedMap<String, List<Alert>> byTechnique = byTechnique(story.alerts());
        int most = byTechnique.values().stream().mapToInt(List::size).max().orElse(1);
        return JsonText.indented(
                json -> {
                    json.writeStartObject();
                    json.writeStringField("name", "entra-cep replay");
                    json.writeStringField("domain", "enterprise-attack");
                    json.writeStringField("description", "Alerts of a replay, by technique");
                    json.writeObjectFieldStart("versions");
                    json.writeStringField("layer", FORMAT);
                    json.writeEndObject();
                    json.writeArrayFieldStart("techniques");
                    for (var technique : byTechnique.entrySet()) {
                        json.writeStartObject();
                        json.writeStringField("techniqueID", technique.getKey());
                        Technique known = Technique.of(technique.getKey());
                        if (known != null) {
                            json.writeStringField("tactic", known.tactic().label());
                        }
                        json.writeNumberField("score", technique.getValue().size());
                        json.writeStringField("comment", comment(technique.getValue()));
                        json.writeBooleanField("enabled", true);
                        json.writeBooleanField("showSubtechniques", true);
                        json.writeEndObject();
                    }
                    json.writeEndArray();
                    json.writeObjectFieldStart("gradient");
                    IncidentJson.writeTexts(json, "colors", List.of("#ffe0b2", "#c62828"));
                    json.writeNumberField("minValue", 0);
                    json.writeNumberField("maxValue", most);
                    json.writeEndObject();
                    json.writeEndObject();
                });
    }

    /** Alerts by technique; one with two is under both. */
    static SortedMap<String, List<Alert>> byTechnique(List<Alert> alerts) {
        SortedMap<String, List<Alert>> byTechnique = new TreeMap<>();
        for (Alert alert : alerts) {
            for (String id : alert.mitre()) {
                byTechnique.computeIfAbsent(id, any -> new java.util.ArrayList<>()).add(alert);
            }
        }
        return byTechnique;
    }

    private static String comment(List<Alert> alerts) {
        return alerts.stream()
                .collect(
                        Collectors.groupingBy(
                                Alert::detectionId, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(detection -> detection.getValue() + " " + detection.getKey())
                .collect(Collectors.joining(", "));
    }
}
