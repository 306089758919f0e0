package io.entracep.rule;

import io.entracep.rule.CorrelationRule.Operator;
import io.entracep.rule.Modifier.Sort;
import io.entracep.rule.RuleValue.Kind;
import io.entracep.yaml.MalformedValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Turns the values of one line of a selection into tests. */
final class ItemCompiler {

    private final PlaceholderLists lists;

    ItemCompiler(PlaceholderLists lists) {
        this.lists = lists;
    }

    /** The tests of one value: one of them must pass. None where its list has no values. */
    List<ValueTest> tests(FieldItem item, RuleValue value, boolean activity) throws MalformedValue {
        if (value.kind() == Kind.NULL) {
            throw new MalformedValue("a value, since null has no " + item.written());
        }
        List<ValueTest> tests = new ArrayList<>();
        if (!item.has(Modifier.EXPAND)) {
            addTests(item, value.text(), activity, tests);
            return tests;
        }
        Optional<List<String>> texts = Placeholders.expanded(value.text(), lists);
        for (String text : texts.orElse(List.of())) {
            addTests(item, text, activity, tests);
        }
        return tests;
    }

    private static void addTests(
            FieldItem item, String text, boolean activity, List<ValueTest> tests)
            throws MalformedValue {
        List<Modifier> modifiers = item.modifiers();
        Operator operator = operator(modifiers);
        for (Modifier modifier : modifiers) {
            if (modifier.sort() == Sort.TIME) {
                tests.add(TimeTest.of(modifier, operator, text));
                return;
            }
        }
        if (operator != Operator.EQ) {
            tests.add(NumberTest.of(operator, text));
        } else if (modifiers.contains(Modifier.RE)) {
            tests.add(RegexTest.of(text, modifiers));
        } else if (modifiers.contains(Modifier.CIDR)) {
            tests.add(CidrTest.of(text));
        } else {
            addTextTests(item, text, activity, tests);
        }
    }

    private static void addTextTests(
            FieldItem item, String text, boolean activity, List<ValueTest> tests)
            throws MalformedValue {
        List<Modifier> modifiers = item.modifiers();
        Fold fold = new Fold(!item.has(Modifier.CASED), item.has(Modifier.WINDASH), activity);
        SigmaPattern plain = SigmaPattern.parse(text);
        boolean encoded =
                modifiers.stream()
                        .anyMatch(each -> each.sort() == Sort.ENCODE || each.sort() == Sort.WIDE);
        List<SigmaPattern> patterns =
                encoded
                        ? Encodings.of(plain, modifiers).stream()
                                .map(SigmaPattern::literal)
                                .toList()
                        : List.of(plain);
        for (SigmaPattern pattern : patterns) {
            SigmaPattern whole = pattern;
            if (item.has(Modifier.CONTAINS) || item.has(Modifier.ENDSWITH)) {
                whole = whole.afterAnything();
            }
            if (item.has(Modifier.CONTAINS) || item.has(Modifier.STARTSWITH)) {
                whole = whole.beforeAnything();
            }
            tests.add(whole.toTest(fold));
        }
    }

    private static Operator operator(List<Modifier> modifiers) {
        for (Modifier modifier : modifiers) {
            switch (modifier) {
                case GT -> {
                    return Operator.GT;
                }
                case GTE -> {
                    return Operator.GTE;
                }
                case LT -> {
                    return Operator.LT;
                }
                case LTE -> {
                    return Operator.LTE;
                }
                default -> {}
            }
        }
        return Operator.EQ;
    }

    /** The same tests, those of one kind as one that looks at a value once. */
    static List<ValueTest> joined(List<ValueTest> tests) {
        Map<Object, List<ValueTest>> alike = new LinkedHashMap<>();
        for (ValueTest test : tests) {
            alike.computeIfAbsent(kind(test), kind -> new ArrayList<>()).add(test);
        }
        List<ValueTest> joined = new ArrayList<>();
        alike.values()
                .forEach(
                        all -> {
                            if (all.size() == 1) {
                                joined.add(all.get(0));
                            } else {
                                joined.add(((TextTests.Plain) all.get(0)).anyOf(texts(all)));
                            }
                        });
        return joined;
    }

    private static Object kind(ValueTest test) {
        return test instanceof TextTests.Plain plain
                ? List.of(plain.getClass(), plain.fold())
                : new Object();
    }

    private static Set<String> texts(List<ValueTest> tests) {
        Set<String> texts = new LinkedHashSet<>();
        tests.forEach(test -> texts.add(((TextTests.Plain) test).text()));
        return texts;
    }
}
