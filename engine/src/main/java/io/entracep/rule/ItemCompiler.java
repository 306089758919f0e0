package io.entracep.rule;

import io.entracep.rule.CorrelationRule.Operator;
import io.entracep.rule.Modifier.Sort;
import io.entracep.rule.RuleValue.Kind;
import io.entracep.yaml.MalformedValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns the values of one line of a selection into tests. */
final class ItemCompiler {

    private static final int MANY = 4;

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

    /** The same tests, with the many that are plain equalities in one. */
    static List<ValueTest> joined(List<ValueTest> tests) {
        Set<Fold> folds = new LinkedHashSet<>();
        tests.forEach(
                test -> {
                    if (test instanceof TextTests.Equals equals) {
                        folds.add(equals.fold());
                    }
                });
        List<ValueTest> joined = new ArrayList<>(tests);
        for (Fold fold : folds) {
            List<ValueTest> equal =
                    tests.stream()
                            .filter(
                                    test ->
                                            test instanceof TextTests.Equals equals
                                                    && equals.fold().equals(fold))
                            .toList();
            if (equal.size() >= MANY) {
                Set<String> texts = new LinkedHashSet<>();
                equal.forEach(test -> texts.add(((TextTests.Equals) test).text()));
                joined.removeAll(equal);
                joined.add(new TextTests.OneOf(texts, fold));
            }
        }
        return joined;
    }
}
