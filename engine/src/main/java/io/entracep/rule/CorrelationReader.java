package io.entracep.rule;

import io.entracep.rule.CorrelationRule.Comparison;
import io.entracep.rule.CorrelationRule.Operator;
import io.entracep.yaml.MalformedValue;
import io.entracep.yaml.Problems;
import io.entracep.yaml.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a correlation. Which rules exist is known later; see {@link RuleSet}. */
final class CorrelationReader {

    private static final List<String> KEYS =
            List.of("type", "rules", "aliases", "group-by", "timespan", "condition", "generate");
    private static final int MEDIAN = 50;

    private final Problems problems;
    private final AlertReader alerts;

    CorrelationReader(Problems problems, AlertReader alerts) {
        this.problems = problems;
        this.alerts = alerts;
    }

    @Nullable Rule read(RuleHead head, SectionReader document) {
        YamlNode node = document.get("correlation");
        AlertSection alert = alerts.alert(document.get("alert"));
        List<RuleTest> tests = alerts.tests(document);
        Level level = document.one("level", Formats::level, Level.MEDIUM);
        for (String other : List.of("detection", "logsource", "baseline", "trend", "absence")) {
            if (document.has(other)) {
                document.problem(other, "left out of a correlation: it has that of its rules");
            }
        }
        if (node == null) {
            return null;
        }
        SectionReader section = SectionReader.closed(problems, node, KEYS);
        CorrelationType type =
                section.required("type", Formats::correlationType, "what is counted or compared");
        List<String> rules = section.list("rules", Formats::text);
        if (rules.isEmpty()) {
            section.problem("rules", "given: the names or ids of at least one rule");
        }
        Duration timespan =
                section.required("timespan", Formats::duration, "the length of the window");
        List<String> groupBy = section.list("group-by", Formats::text);
        if (type == null || rules.isEmpty() || timespan == null) {
            return null;
        }
        Condition condition = condition(type, section, rules);
        boolean generate =
                section.one(
                        "generate", Formats::bool, document.one("generate", Formats::bool, false));
        return new CorrelationRule(
                head,
                level,
                type,
                rules,
                groupBy,
                timespan,
                aliases(section.get("aliases"), rules),
                condition.comparisons(),
                condition.fields(),
                condition.expression(),
                condition.percentile(),
                generate,
                alert,
                tests);
    }

    private record Condition(
            List<Comparison> comparisons,
            List<String> fields,
            @Nullable ConditionExpression expression,
            int percentile) {}

    private Condition condition(CorrelationType type, SectionReader section, List<String> rules) {
        YamlNode node = section.get("condition");
        if (node instanceof YamlNode.Scalar scalar) {
            return new Condition(
                    List.of(), List.of(), expression(type, section, scalar, rules), MEDIAN);
        }
        if (node == null) {
            if (!type.isTemporal()) {
                section.problem("condition", "given: a mapping such as {gte: 10}");
            }
            return new Condition(List.of(), List.of(), null, MEDIAN);
        }
        List<String> operators = Arrays.stream(Operator.values()).map(Operator::word).toList();
        List<String> known = new ArrayList<>(operators);
        known.add("field");
        if (type == CorrelationType.VALUE_PERCENTILE) {
            known.add("percentile");
        }
        SectionReader condition = SectionReader.closed(problems, node, known);
        List<Comparison> comparisons = new ArrayList<>();
        for (Operator operator : Operator.values()) {
            Double bound = condition.one(operator.word(), Formats::figure);
            if (bound != null) {
                comparisons.add(new Comparison(operator, bound));
            }
        }
        if (operators.stream().noneMatch(condition::has)) {
            problems.add(node, "a mapping with one of " + String.join(", ", operators));
        }
        List<String> fields = condition.list("field", Formats::text);
        if (type.readsValues() && fields.isEmpty()) {
            condition.problem("field", "given: the field whose values are meant");
        } else if (!type.readsValues() && condition.has("field")) {
            condition.problem("field", "left out: " + type.word() + " counts no values");
        } else if (fields.size() > 1 && type != CorrelationType.VALUE_COUNT) {
            condition.problem("field", "one field: " + type.word() + " is about one");
        }
        refuseWhatNeverHolds(node, comparisons);
        return new Condition(comparisons, fields, null, percentile(condition));
    }

    private static int percentile(SectionReader condition) {
        long percentile = condition.one("percentile", Formats::count, (long) MEDIAN);
        if (percentile > 99) {
            condition.problem("percentile", "a whole number from 1 to 99");
        }
        return (int) Math.min(percentile, 99);
    }

    private @Nullable ConditionExpression expression(
            CorrelationType type,
            SectionReader section,
            YamlNode.Scalar scalar,
            List<String> rules) {
        if (!type.isTemporal()) {
            section.problem("condition", "a mapping such as {gte: 10}; words are for temporal");
            return null;
        }
        try {
            return ConditionParser.parse(scalar.text(), rules, "rule", new LinkedHashSet<>());
        } catch (MalformedValue e) {
            section.problem("condition", e.expected());
            return null;
        }
    }

    private void refuseWhatNeverHolds(YamlNode node, List<Comparison> comparisons) {
        double least = Double.NEGATIVE_INFINITY;
        double greatest = Double.POSITIVE_INFINITY;
        for (Comparison each : comparisons) {
            switch (each.operator()) {
                case GT, GTE -> least = Math.max(least, each.value());
                case LT, LTE -> greatest = Math.min(greatest, each.value());
                case EQ -> {
                    least = Math.max(least, each.value());
                    greatest = Math.min(greatest, each.value());
                }
                case NEQ -> {}
            }
        }
        if (least > greatest) {
            problems.add(node, "a condition that some number meets");
        }
    }

    private Map<String, Map<String, String>> aliases(@Nullable YamlNode node, List<String> rules) {
        Map<String, Map<String, String>> aliases = new LinkedHashMap<>();
        if (node == null) {
            return aliases;
        }
        SectionReader section = SectionReader.open(problems, node);
        section.fields()
                .forEach(
                        (alias, child) -> {
                            SectionReader byRule = SectionReader.closed(problems, child, rules);
                            Map<String, String> fields = new LinkedHashMap<>();
                            for (String rule : rules) {
                                String field = byRule.one(rule, Formats::text);
                                if (field != null) {
                                    fields.put(rule, field);
                                }
                            }
                            aliases.put(alias, fields);
                        });
        return aliases;
    }
}
