package io.entracep.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.entracep.alert.Alert;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One entry in which two policies differ.
 *
 * @param path where it stands: {@code default.detections.mfa-denied.settings.minimum}
 * @param before as written, empty where it was not there
 * @param after as written, empty where it is gone
 */
public record PolicyChange(String path, String before, String after) {
    private static final YAMLMapper YAML = new YAMLMapper();

    /** Every difference of two policy files, by path. */
    static List<PolicyChange> between(String before, String after) throws IOException {
        SortedMap<String, String> old = flat(before);
        SortedMap<String, String> now = flat(after);
        TreeSet<String> paths = new TreeSet<>(old.keySet());
        paths.addAll(now.keySet());
        List<PolicyChange> changes = new ArrayList<>();
        for (String path : paths) {
            PolicyChange change =
                    new PolicyChange(path, old.getOrDefault(path, ""), now.getOrDefault(path, ""));
            if (!change.before().equals(change.after())) {
                changes.add(change);
            }
        }
        return changes;
    }

    /** In words: {@code default.detections.x.settings.users: 5, was 10}. */
    public String words() {
        if (before.isEmpty()) {
            return path + ": " + after + ", new";
        }
        return after.isEmpty()
                ? path + ": gone, was " + before
                : path + ": " + after + ", was " + before;
    }

    /**
     * Whether it can have changed this alert.
     *
     * @param reach what of the policy its detection reads
     */
    boolean concerns(Alert alert, PolicyReach reach) {
        List<String> keys = List.of(path.split("\\."));
        int section = keys.get(0).equals("tenants") ? 2 : 1;
        if (keys.size() <= section
                || (section == 2 && !keys.get(1).equalsIgnoreCase(alert.tenantId()))) {
            return false;
        }
        String key = keys.get(section);
        return switch (key) {
            case "detections" ->
                    keys.size() > section + 1 && reach.detections().contains(keys.get(section + 1));
            case "suppressions" -> (before + after).contains(alert.detectionId());
            case "time-zone" -> true;
            default -> reach.keys().contains(key);
        };
    }

    private static SortedMap<String, String> flat(String yaml) throws IOException {
        SortedMap<String, String> entries = new TreeMap<>();
        collect("", YAML.readTree(yaml), entries);
        return entries;
    }

    private static void collect(String path, JsonNode node, Map<String, String> entries) {
        if (node.isObject()) {
            node.properties()
                    .forEach(
                            field ->
                                    collect(
                                            path.isEmpty()
                                                    ? field.getKey()
                                                    : path + "." + field.getKey(),
                                            field.getValue(),
                                            entries));
        } else if (!node.isMissingNode()) {
            entries.put(path, node.isTextual() ? node.textValue() : node.toString());
        }
    }
}
