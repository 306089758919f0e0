package io.entracep.rule;

import io.entracep.rule.CompiledSelection.CompiledItem;
import io.entracep.rule.RuleValue.Kind;
import io.entracep.yaml.MalformedValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Compiles selections and conditions against the logs that a rule is about. What is wrong and what
 * was mapped is told to {@link Told}.
 */
final class DetectionCompiler {

    private final FieldResolver resolver;
    private final List<Log> logs;
    private final FieldPaths paths;
    private final ItemCompiler values;
    private final Told told;

    DetectionCompiler(List<Log> logs, FieldPaths paths, PlaceholderLists lists, Told told) {
        this.logs = logs;
        this.paths = paths;
        this.resolver = new FieldResolver(logs, paths);
        this.values = new ItemCompiler(lists);
        this.told = told;
    }

    /**
     * A detection, compiled.
     *
     * @param clause what it asks
     * @param selections by name, for explanations
     */
    record Compiled(Clause clause, List<CompiledSelection> selections) {
        Compiled {
            selections = List.copyOf(selections);
        }
    }

    Compiled compile(Detection detection, String prefix) {
        Map<String, Clause> clauses = new LinkedHashMap<>();
        List<CompiledSelection> selections = new ArrayList<>();
        detection
                .selections()
                .forEach(
                        (name, selection) -> {
                            List<CompiledItem> items = new ArrayList<>();
                            Clause clause = clause(selection, items, true);
                            clauses.put(name, clause);
                            selections.add(
                                    new CompiledSelection(
                                            prefix + name, selection.line(), clause, items));
                        });
        List<Clause> conditions =
                detection.conditions().stream().map(each -> clause(each, clauses)).toList();
        return new Compiled(
                conditions.size() == 1 ? conditions.get(0) : new Clause.Any(conditions),
                selections);
    }

    private static Clause clause(ConditionExpression expression, Map<String, Clause> clauses) {
        if (expression instanceof ConditionExpression.And and) {
            return new Clause.All(and.parts().stream().map(part -> clause(part, clauses)).toList());
        }
        if (expression instanceof ConditionExpression.Or or) {
            return new Clause.Any(or.parts().stream().map(part -> clause(part, clauses)).toList());
        }
        if (expression instanceof ConditionExpression.Not not) {
            return new Clause.Not(clause(not.part(), clauses));
        }
        String name = ((ConditionExpression.Name) expression).name();
        Clause clause = clauses.get(name);
        if (clause == null) {
            throw new IllegalStateException("the condition was read with other names: " + name);
        }
        return clause;
    }

    private Clause clause(Selection selection, List<CompiledItem> items, boolean repairing) {
        if (selection instanceof Selection.AllOf all) {
            return new Clause.All(
                    all.parts().stream().map(part -> clause(part, items, repairing)).toList());
        }
        if (selection instanceof Selection.AnyOf any) {
            return new Clause.Any(
                    any.parts().stream().map(part -> clause(part, items, repairing)).toList());
        }
        FieldItem item = ((Selection.Item) selection).item();
        Clause clause;
        try {
            clause = clause(item, repairing);
        } catch (MalformedValue e) {
            told.problem(
                    item.line(),
                    item.written(),
                    item.values().size() == 1 ? item.values().get(0).text() : "",
                    e.expected());
            clause = new Clause.Any(List.of());
        }
        items.add(new CompiledItem(item, clause));
        return clause;
    }

    private Clause clause(FieldItem item, boolean repairing) throws MalformedValue {
        Clause clause = positive(item, repairing);
        return item.has(Modifier.NEQ) ? new Clause.Not(clause) : clause;
    }

    private Clause positive(FieldItem item, boolean repairing) throws MalformedValue {
        if (item.field().isEmpty()) {
            return joined(item, keywords(item));
        }
        List<Clause> clauses = new ArrayList<>();
        List<RuleValue> own = new ArrayList<>();
        for (RuleValue value : item.values()) {
            Clause repaired = repairing ? repaired(item, value) : null;
            if (repaired == null) {
                own.add(value);
            } else {
                clauses.add(repaired);
            }
        }
        if (!own.isEmpty()) {
            compare(item, field(item, item.field(), repairing), own, clauses);
        }
        return joined(item, clauses);
    }

    private void compare(FieldItem item, RuleField field, List<RuleValue> own, List<Clause> clauses)
            throws MalformedValue {
        if (item.has(Modifier.EXISTS)) {
            clauses.add(exists(item, field));
            return;
        }
        if (own.get(0).kind() == Kind.NULL) {
            if (!item.modifiers().isEmpty() && !item.modifiers().equals(List.of(Modifier.NEQ))) {
                throw new MalformedValue("a value, since null is compared without modifiers");
            }
            clauses.add(new FieldClauses.IsNull(field));
            return;
        }
        List<ValueTest> tests = new ArrayList<>();
        for (RuleValue value : own) {
            if (item.has(Modifier.FIELDREF)) {
                clauses.add(reference(item, field, value));
            } else if (item.has(Modifier.ALL)) {
                clauses.add(any(field, values.tests(item, value, field.activity())));
            } else {
                tests.addAll(values.tests(item, value, field.activity()));
            }
        }
        for (ValueTest test : ItemCompiler.joined(tests)) {
            clauses.add(new FieldClauses.Field(field, test));
        }
    }

    private static Clause joined(FieldItem item, List<Clause> clauses) {
        if (clauses.size() == 1) {
            return clauses.get(0);
        }
        return item.has(Modifier.ALL) ? new Clause.All(clauses) : new Clause.Any(clauses);
    }

    private static Clause any(RuleField field, List<ValueTest> tests) {
        return new Clause.Any(
                tests.stream().<Clause>map(test -> new FieldClauses.Field(field, test)).toList());
    }

    /** A keyword is looked for inside of texts, unless it says how. */
    private List<Clause> keywords(FieldItem item) throws MalformedValue {
        for (Modifier modifier : item.modifiers()) {
            if (modifier == Modifier.EXISTS || modifier == Modifier.FIELDREF) {
                throw new MalformedValue("a field before |" + modifier.word());
            }
        }
        boolean texts =
                item.modifiers().stream()
                        .noneMatch(
                                each ->
                                        each.sort() == Modifier.Sort.OWN
                                                || each.sort() == Modifier.Sort.TEXT
                                                || each.sort() == Modifier.Sort.BOUND
                                                || each.sort() == Modifier.Sort.TIME);
        List<Modifier> modifiers = new ArrayList<>(item.modifiers());
        if (texts) {
            modifiers.add(Modifier.CONTAINS);
        }
        FieldItem inside = new FieldItem(item.line(), "", modifiers, item.values());
        List<Clause> clauses = new ArrayList<>();
        for (RuleValue value : item.values()) {
            clauses.add(
                    new Clause.Any(
                            values.tests(inside, value, false).stream()
                                    .<Clause>map(FieldClauses.Keyword::new)
                                    .toList()));
        }
        return clauses;
    }

    private static Clause exists(FieldItem item, RuleField field) throws MalformedValue {
        RuleValue value = item.values().get(0);
        if (item.values().size() > 1 || !Set.of("true", "false").contains(value.text())) {
            throw new MalformedValue("true or false, since it says exists");
        }
        Clause exists = new FieldClauses.Exists(field);
        return value.text().equals("true") ? exists : new Clause.Not(exists);
    }

    private Clause reference(FieldItem item, RuleField field, RuleValue value)
            throws MalformedValue {
        Modifier how =
                item.modifiers().stream()
                        .filter(
                                each ->
                                        each.sort() == Modifier.Sort.TEXT
                                                || each.sort() == Modifier.Sort.BOUND)
                        .findFirst()
                        .orElse(Modifier.FIELDREF);
        return new FieldClauses.Reference(
                field,
                field(item, value.text(), true),
                how,
                new Fold(!item.has(Modifier.CASED), false, false),
                item.has(Modifier.ALL));
    }

    private RuleField field(FieldItem item, String name, boolean telling) throws MalformedValue {
        FieldResolver.Found found = resolver.find(name);
        if (telling && !found.reason().isEmpty()) {
            told.remark(item.line(), RuleRemark.Kind.NEVER, name + ": " + found.reason());
        } else if (telling && found.mapped()) {
            told.remark(item.line(), RuleRemark.Kind.MAPPED, name + " is " + found.where(paths));
        } else if (telling && !found.documented()) {
            told.remark(
                    item.line(),
                    RuleRemark.Kind.MAPPED,
                    name + " is taken as a path as written; no documented field has it");
        }
        return found.field();
    }

    private @Nullable Clause repaired(FieldItem item, RuleValue value) {
        boolean plain =
                item.modifiers().stream()
                        .allMatch(
                                each ->
                                        each.sort() == Modifier.Sort.TEXT
                                                || each == Modifier.ALL
                                                || each == Modifier.NEQ);
        if (!plain) {
            return null;
        }
        List<Clause> clauses = new ArrayList<>();
        Set<String> reasons = new TreeSet<>();
        for (Log log : logs) {
            for (Log.Repair repair : log.repairs()) {
                if (repair.isFor(item.field(), value.text())) {
                    clauses.add(repaired(item, value, repair));
                    reasons.add(repair.why());
                    break;
                }
            }
        }
        if (clauses.isEmpty()) {
            return null;
        }
        told.remark(
                item.line(),
                RuleRemark.Kind.REPAIRED,
                item.written() + ": " + value.shown() + ": " + String.join("; ", reasons));
        return clauses.size() == 1 ? clauses.get(0) : new Clause.Any(clauses);
    }

    private Clause repaired(FieldItem item, RuleValue value, Log.Repair repair) {
        String elsewhere = repair.moves();
        if (elsewhere != null) {
            told.moved(elsewhere);
            List<Log> there = Logs.shipped().named(elsewhere).stream().toList();
            return new DetectionCompiler(there, paths, PlaceholderLists.NONE, Told.NOTHING)
                    .clause(new Selection.Item(item), new ArrayList<>(), false);
        }
        Selection meant = repair.meant(value);
        return meant == null ? new Clause.All(List.of()) : clause(meant, new ArrayList<>(), false);
    }
}
