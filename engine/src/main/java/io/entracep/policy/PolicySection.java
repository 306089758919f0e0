package io.entracep.policy;

import io.entracep.yaml.NodeReader;
import io.entracep.yaml.Problems;
import io.entracep.yaml.Spelling;
import io.entracep.yaml.YamlNode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One section of the file, {@code default} or that of a tenant merged over it, on its way to being
 * a {@link TenantPolicy}. Reading a part reports what is wrong with it.
 */
final class PolicySection {

    static final String MANUAL = "docs/policy.md";
    static final String DETECTIONS = "detections";
    static final String SUPPRESSIONS = "suppressions";
    static final String LISTS = "lists";

    /** Detection, its keys, its settings: merged by key, while any other value is replaced. */
    private static final int DETECTION_DEPTH = 3;

    private final Map<String, YamlNode> nodes;
    private final NodeReader reader;

    PolicySection(YamlNode.Mapping section, Problems problems) {
        ZoneId zone =
                ValueTypes.ZONE.valueOf(
                        new NodeReader(problems, ValueTypes.ZONE.absent(), PolicySection.MANUAL),
                        section.entries().get(PolicyInput.TIME_ZONE.key()));
        reader = new NodeReader(problems, zone, MANUAL);
        nodes = reader.fields(section, keys());
        refuseDomainsBothApprovedAndBlocked();
    }

    /** Every key that a section may have. */
    static List<String> keys() {
        List<String> keys = new ArrayList<>(PolicyInput.keys());
        keys.add(DETECTIONS);
        keys.add(SUPPRESSIONS);
        keys.add(LISTS);
        return keys;
    }

    /** The default section with what the tenant says in its place. */
    static YamlNode.Mapping merge(YamlNode.Mapping byDefault, YamlNode.Mapping tenant) {
        YamlNode.Mapping merged = byDefault.overriddenBy(tenant, 1);
        if (byDefault.entries().get(DETECTIONS) instanceof YamlNode.Mapping ours
                && tenant.entries().get(DETECTIONS) instanceof YamlNode.Mapping theirs) {
            merged.entries().put(DETECTIONS, ours.overriddenBy(theirs, DETECTION_DEPTH));
        }
        if (byDefault.entries().get(LISTS) instanceof YamlNode.Mapping ours
                && tenant.entries().get(LISTS) instanceof YamlNode.Mapping theirs) {
            merged.entries().put(LISTS, ours.overriddenBy(theirs, 1));
        }
        return merged;
    }

    Object value(PolicyInput input) {
        return valueOf(ValueTypes.of(input), nodes.get(input.key()));
    }

    Optional<String> path(PolicyInput input) {
        return Optional.ofNullable(nodes.get(input.key())).map(YamlNode::path);
    }

    Map<String, DetectionChoice> detections() {
        YamlNode node = nodes.get(DETECTIONS);
        return node == null
                ? Map.of()
                : reader.map(node, Formats::detection, n -> DetectionChoice.read(reader, n));
    }

    Map<String, List<Suppression>> suppressions() {
        YamlNode node = nodes.get(SUPPRESSIONS);
        Map<String, List<Suppression>> byDetection = new HashMap<>();
        if (node != null) {
            reader.each(node, n -> Suppression.read(reader, n))
                    .forEach(
                            suppression ->
                                    byDetection
                                            .computeIfAbsent(
                                                    suppression.detection(),
                                                    detection -> new ArrayList<>())
                                            .add(suppression));
        }
        return byDetection;
    }

    /**
     * The texts of every list, as written, by {@link Spelling#canonical canonical} name: the
     * organisation's own ones and, where there is none of the name, the known ones.
     */
    Map<String, List<String>> lists() {
        Map<String, List<String>> lists = new HashMap<>();
        nodes.forEach(
                (key, node) -> {
                    if (node instanceof YamlNode.Listing list && !key.equals(SUPPRESSIONS)) {
                        lists.put(Spelling.canonical(key), texts(list));
                    }
                });
        YamlNode own = nodes.get(LISTS);
        if (own != null) {
            reader.map(own, Formats::text, node -> reader.list(node, Formats::text))
                    .forEach((name, texts) -> lists.put(Spelling.canonical(name), texts));
        }
        return lists;
    }

    private static List<String> texts(YamlNode.Listing list) {
        return list.items().stream()
                .filter(YamlNode.Scalar.class::isInstance)
                .map(item -> ((YamlNode.Scalar) item).text())
                .toList();
    }

    private <T> Object valueOf(ValueType<T> type, @Nullable YamlNode node) {
        return type.valueOf(reader, node);
    }

    private void refuseDomainsBothApprovedAndBlocked() {
        YamlNode blocked = nodes.get(PolicyInput.BLOCKED_DOMAINS.key());
        YamlNode approved = nodes.get(PolicyInput.APPROVED_DOMAINS.key());
        if (blocked == null || approved == null) {
            return;
        }
        Set<String> both = new TreeSet<>(domains(blocked));
        both.retainAll(domains(approved));
        both.forEach(
                domain -> reader.problem(blocked, "without " + domain + ", which is approved"));
    }

    private Set<String> domains(YamlNode node) {
        return ValueTypes.DOMAINS.valueOf(reader, node).texts();
    }
}
