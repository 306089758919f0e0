package io.entracep.rule;

import io.entracep.yaml.MalformedValue;
import io.entracep.yaml.Problems;
import io.entracep.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads the selections and conditions of a rule or filter. */
final class DetectionReader {

    private final Problems problems;
    private final BiConsumer<String, YamlNode> unused;

    /**
     * @param problems takes what is wrong
     * @param unused takes selections for which no condition asks
     */
    DetectionReader(Problems problems, BiConsumer<String, YamlNode> unused) {
        this.problems = problems;
        this.unused = unused;
    }

    /** The detection under this key; null where it cannot be used, which is reported. */
    @Nullable Detection read(SectionReader document, String key) {
        YamlNode node = document.get(key);
        if (!(node instanceof YamlNode.Mapping mapping)) {
            document.problem(key, "given: a mapping of selections and a condition");
            return null;
        }
        Map<String, YamlNode> nodes = new LinkedHashMap<>(mapping.entries());
        YamlNode condition = nodes.remove("condition");
        if (key.equals("filter")) {
            nodes.remove("rules");
        }
        YamlNode timeframe = nodes.remove("timeframe");
        if (timeframe != null) {
            problems.add(
                    timeframe,
                    "left out: the old way to count is no longer Sigma; write a correlation in a"
                            + " document of its own");
        }
        if (nodes.isEmpty()) {
            problems.add(node, "a mapping with at least one selection");
        }
        if (condition == null) {
            document.problem(key, "a mapping with a condition, such as selection and not filter");
            return null;
        }
        Map<String, Selection> selections = selections(nodes);
        List<ConditionExpression> conditions = conditions(condition, nodes);
        return conditions.isEmpty() || selections.size() < nodes.size()
                ? null
                : new Detection(selections, conditions);
    }

    private Map<String, Selection> selections(Map<String, YamlNode> nodes) {
        SelectionParser parser = new SelectionParser(problems);
        Map<String, Selection> selections = new LinkedHashMap<>();
        nodes.forEach(
                (name, node) -> {
                    Selection selection = parser.selection(node);
                    if (selection != null) {
                        selections.put(name, selection);
                    }
                });
        return selections;
    }

    private List<ConditionExpression> conditions(YamlNode node, Map<String, YamlNode> nodes) {
        List<YamlNode> items = node instanceof YamlNode.Listing list ? list.items() : List.of(node);
        if (items.isEmpty()) {
            problems.add(node, "a condition, or a list of at least one");
        }
        List<ConditionExpression> conditions = new ArrayList<>();
        Set<String> used = new LinkedHashSet<>();
        for (YamlNode item : items) {
            if (!(item instanceof YamlNode.Scalar scalar)) {
                problems.add(item, "a condition such as selection and not filter");
                continue;
            }
            try {
                conditions.add(
                        ConditionParser.parse(scalar.text(), nodes.keySet(), "selection", used));
            } catch (MalformedValue e) {
                problems.add(item, e.expected());
            }
        }
        if (conditions.size() == items.size()) {
            nodes.forEach(
                    (name, selection) -> {
                        if (!used.contains(name)) {
                            unused.accept(name, selection);
                        }
                    });
        }
        return conditions;
    }
}
