package io.entracep.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entracep.event.Category;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of every rule and every record. */
class RuleLawsTest {

    private static final List<String> FIELDS =
            List.of("appId", "userId", "userAgent", "deviceDetail.browser", "riskEventTypes");
    private static final List<String> VALUES =
            List.of("a", "A", "b", "ab", "Ba", "", "a*", "?b", "x-y");
    private static final List<String> MODIFIERS =
            List.of("", "|contains", "|startswith", "|endswith", "|cased", "|neq", "|contains|all");

    /** A selection: fields with modifiers, and values. */
    record Drawn(List<Map<String, List<String>>> selections, String condition, boolean lists) {

        String detection(Random order) {
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < selections.size(); i++) {
                List<String> items = new ArrayList<>();
                selections
                        .get(i)
                        .forEach(
                                (field, values) -> {
                                    List<String> shuffled = new ArrayList<>(values);
                                    Collections.shuffle(shuffled, order);
                                    items.add(
                                            "'"
                                                    + field
                                                    + "': "
                                                    + (values.size() == 1
                                                            ? "'" + shuffled.get(0) + "'"
                                                            : "['"
                                                                    + String.join("', '", shuffled)
                                                                    + "']"));
                                });
                Collections.shuffle(items, order);
                lines.add(
                        "s"
                                + i
                                + ": "
                                + (lists
                                        ? "[{" + String.join("}, {", items) + "}]"
                                        : "{" + String.join(", ", items) + "}"));
            }
            Collections.shuffle(lines, order);
            return String.join("\n", lines) + "\n";
        }
    }

    @Provide
    Arbitrary<Drawn> rules() {
        Arbitrary<String> field =
                Combinators.combine(Arbitraries.of(FIELDS), Arbitraries.of(MODIFIERS))
                        .as(String::concat);
        Arbitrary<List<String>> values =
                Arbitraries.of(VALUES).list().uniqueElements().ofMinSize(2).ofMaxSize(5);
        Arbitrary<Map<String, List<String>>> selection =
                Arbitraries.maps(field, values).ofMinSize(1).ofMaxSize(3);
        Arbitrary<String> condition =
                Arbitraries.of(
                        "s0",
                        "s0 and s1",
                        "s0 or s1",
                        "s0 and not s1",
                        "1 of s*",
                        "all of s*",
                        "not 1 of s*",
                        "not (s0 and s1) or s0");
        return Combinators.combine(
                        selection.list().ofSize(2), condition, Arbitraries.of(true, false))
                .as(Drawn::new);
    }

    @Provide
    Arbitrary<JsonNode> records() {
        Arbitrary<String> text =
                Arbitraries.of(List.of("a", "A", "b", "ab", "BA", "bab", "", "xab", "x-y", "a*"));
        return Combinators.combine(
                        text.list().ofMaxSize(3),
                        text.list().ofMaxSize(2),
                        Arbitraries.of("envelope", "flat", "columns"))
                .as(
                        (many, few, shape) -> {
                            ObjectNode fields = JsonNodeFactory.instance.objectNode();
                            boolean upper = shape.equals("columns");
                            for (int i = 0; i < few.size(); i++) {
                                fields.put(
                                        upper
                                                ? FIELDS.get(i).toUpperCase(Locale.ROOT)
                                                : FIELDS.get(i),
                                        few.get(i));
                            }
                            many.forEach(fields.putArray("riskEventTypes")::add);
                            if (!many.isEmpty()) {
                                fields.putObject("deviceDetail").put("browser", many.get(0));
                                fields.put("userAgent", many.get(0));
                            } else {
                                fields.putNull("userAgent");
                            }
                            if (!shape.equals("envelope")) {
                                return fields;
                            }
                            ObjectNode record = JsonNodeFactory.instance.objectNode();
                            record.put("category", "SignInLogs");
                            record.set("properties", fields);
                            return record;
                        });
    }

    private static CompiledRule rule(Drawn drawn, String condition, long order) {
        return Rules.signIn(drawn.detection(new Random(order)) + "condition: " + condition);
    }

    @Property(tries = 500)
    void aRuleAndItsNegationNeverBothHoldAndOneDoes(
            @ForAll("rules") Drawn drawn, @ForAll("records") JsonNode record) {
        boolean holds = Rules.matches(rule(drawn, drawn.condition(), 0), record);
        boolean negated = Rules.matches(rule(drawn, "not (" + drawn.condition() + ")", 0), record);
        assertThat(holds).isNotEqualTo(negated);
    }

    @Property(tries = 500)
    void theOrderOfSelectionsLinesAndValuesDoesNotMatter(
            @ForAll("rules") Drawn drawn, @ForAll("records") JsonNode record, @ForAll long order) {
        assertThat(Rules.matches(rule(drawn, drawn.condition(), order), record))
                .isEqualTo(Rules.matches(rule(drawn, drawn.condition(), 0), record));
    }

    @Property(tries = 300)
    void explanationsAgreeWithMatching(
            @ForAll("rules") Drawn drawn, @ForAll("records") JsonNode record) {
        CompiledRule rule = rule(drawn, drawn.condition(), 0);
        JsonRecord fields = new JsonRecord(record, rule.fieldPaths());
        Explanation explanation = rule.explain(fields);
        assertThat(explanation.matches()).isEqualTo(rule.matches(fields));
        explanation
                .selections()
                .forEach(
                        selection -> {
                            boolean every =
                                    selection.items().stream()
                                            .allMatch(Explanation.ItemOutcome::holds);
                            boolean some =
                                    selection.items().stream()
                                            .anyMatch(Explanation.ItemOutcome::holds);
                            assertThat(selection.holds()).isEqualTo(drawn.lists() ? some : every);
                        });
    }

    @Property(tries = 300)
    void theIndexFindsWhatAskingEachRuleFinds(
            @ForAll("rules") Drawn first,
            @ForAll("rules") Drawn second,
            @ForAll("records") JsonNode record) {
        String yaml =
                Rules.document(
                                "signinlogs",
                                first.detection(new Random(1)) + "condition: " + first.condition())
                        + "---\n"
                        + Rules.document(
                                        "signinlogs",
                                        second.detection(new Random(1))
                                                + "condition: "
                                                + second.condition())
                                .replace("A rule", "Another rule");
        RuleSet rules = Rules.read(yaml);
        JsonRecord fields = new JsonRecord(record, rules.paths());
        Set<String> found = new TreeSet<>();
        RuleIndex.of(rules.rules())
                .match(
                        Category.SIGN_IN,
                        fields,
                        rule -> assertThat(found.add(rule.key())).isTrue());
        assertThat(found)
                .isEqualTo(
                        rules.rules().stream()
                                .filter(rule -> rule.matches(fields))
                                .map(CompiledRule::key)
                                .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Property(tries = 300)
    void aFilterIsAndNot(
            @ForAll("rules") Drawn drawn,
            @ForAll("rules") Drawn filter,
            @ForAll("records") JsonNode record) {
        String filterDocument =
                "title: A filter\nlogsource: {product: azure, service: signinlogs}\nfilter:\n"
                        + ("rules: any\n"
                                        + filter.detection(new Random(2))
                                        + "condition: "
                                        + filter.condition())
                                .indent(2);
        String ruleDocument =
                Rules.document(
                        "signinlogs",
                        drawn.detection(new Random(2)) + "condition: " + drawn.condition());
        CompiledRule filtered =
                Rules.read(ruleDocument + "---\n" + filterDocument).rules().iterator().next();
        boolean own = Rules.matches(rule(drawn, drawn.condition(), 0), record);
        String leftOut = filter.condition().replaceFirst("^not (?=1 of)", "");
        boolean out = Rules.matches(rule(filter, leftOut, 0), record);
        assertThat(Rules.matches(filtered, record)).isEqualTo(own && !out);
    }

    @Property(tries = 2_000)
    void wildcardsAgreeWithANaiveMatcher(
            @ForAll("patterns") String pattern, @ForAll("texts") String text) {
        boolean fast = SigmaPattern.parse(pattern).toTest(Fold.CASELESS).test(text);
        assertThat(fast).isEqualTo(naive(SigmaPattern.parse(pattern).symbols(), text));
    }

    @Property(tries = 1_000)
    void caseDoesNotMatterUnlessToldSo(
            @ForAll("patterns") String pattern, @ForAll("texts") String text) {
        ValueTest caseless = SigmaPattern.parse(pattern).toTest(Fold.CASELESS);
        assertThat(caseless.test(text.toUpperCase(Locale.ROOT)))
                .isEqualTo(caseless.test(text.toLowerCase(Locale.ROOT)));
        ValueTest cased = SigmaPattern.parse(pattern).toTest(new Fold(false, false, false));
        assertThat(cased.test(text)).matches(holds -> !holds || caseless.test(text));
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings().withChars("abB*?\\-").ofMaxLength(8);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("aAbB*?\\-").ofMaxLength(10);
    }

    private static boolean naive(List<Integer> symbols, String text) {
        if (symbols.isEmpty()) {
            return text.isEmpty();
        }
        int first = symbols.get(0);
        List<Integer> rest = symbols.subList(1, symbols.size());
        if (first == SigmaPattern.ANY_TEXT) {
            return naive(rest, text) || (!text.isEmpty() && naive(symbols, text.substring(1)));
        }
        return !text.isEmpty()
                && (first == SigmaPattern.ANY_CHARACTER
                        || String.valueOf((char) first).equalsIgnoreCase(text.substring(0, 1)))
                && naive(rest, text.substring(1));
    }

    @Property(tries = 300)
    void readingNeverFailsInAnotherWayWhateverTheText(@ForAll("yamlLike") String text) {
        Map<String, Integer> seen = new LinkedHashMap<>();
        RuleSet rules = Rules.read(text);
        rules.problems().forEach(problem -> seen.merge(problem.message(), 1, Integer::sum));
        assertThat(seen.values()).allMatch(count -> count == 1);
    }

    @Provide
    Arbitrary<String> yamlLike() {
        Arbitrary<String> key =
                Arbitraries.of(
                        "title",
                        "id",
                        "name",
                        "level",
                        "logsource",
                        "detection",
                        "correlation",
                        "filter",
                        "alert",
                        "baseline",
                        "condition",
                        "s",
                        "rules",
                        "type",
                        "timespan",
                        "a|contains",
                        "tests",
                        "group-by",
                        "when");
        Arbitrary<String> value =
                Arbitraries.of(
                        "x",
                        "",
                        "[]",
                        "{}",
                        "[a, b]",
                        "{a: b}",
                        "null",
                        "1",
                        "s",
                        "any",
                        "!!x y",
                        "*a",
                        "&a b",
                        "{product: azure, service: auditlogs}",
                        "event_count",
                        "5m",
                        "'",
                        "[");
        return Combinators.combine(
                        Arbitraries.of("", "  ", "    "),
                        key,
                        Arbitraries.of(": ", ":\n", " "),
                        value)
                .as((indent, k, colon, v) -> indent + k + colon + v)
                .list()
                .ofMaxSize(12)
                .map(lines -> String.join("\n", lines));
    }
}
