package io.entracep.rule;

import io.entracep.event.Category;
import io.entracep.yaml.MalformedValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A rule as a test of one record, filters included. Immutable; safe for threads.
 *
 * <p>A rule that compares with lists of the policy holds of nothing until it is {@link #bind bound}
 * to a policy that has them.
 */
public final class CompiledRule {

    private final SigmaRule rule;
    private final List<Log> logs;
    private final Set<Category> categories;
    private final List<FilterRule> filters;
    private final FieldPaths paths;
    private final Set<String> placeholders;
    private final Set<String> missing;
    private final Clause clause;
    private final List<CompiledSelection> selections;
    private final List<NecessaryEquality> necessary;
    private final Clause rest;

    private CompiledRule(
            SigmaRule rule,
            List<Log> logs,
            Set<Category> categories,
            List<FilterRule> filters,
            FieldPaths paths,
            PlaceholderLists lists,
            Told told) {
        this.rule = rule;
        this.logs = List.copyOf(logs);
        this.filters = List.copyOf(filters);
        this.paths = paths;
        this.placeholders = placeholders(rule.detection());
        Set<String> absent = new TreeSet<>();
        placeholders.stream().filter(name -> lists.values(name).isEmpty()).forEach(absent::add);
        this.missing = Set.copyOf(absent);
        Set<Category> about = new TreeSet<>(categories);
        DetectionCompiler compiler =
                new DetectionCompiler(logs, paths, lists, new Moving(told, about));
        DetectionCompiler.Compiled own = compiler.compile(rule.detection(), "");
        List<Clause> clauses = new ArrayList<>(List.of(own.clause()));
        List<CompiledSelection> all = new ArrayList<>(own.selections());
        DetectionCompiler quiet = new DetectionCompiler(logs, paths, lists, Told.NOTHING);
        for (FilterRule filter : filters) {
            DetectionCompiler.Compiled out = quiet.compile(filter.detection(), filter.key() + ": ");
            clauses.add(new Clause.Not(out.clause()));
            all.addAll(out.selections());
        }
        this.categories = Set.copyOf(about);
        this.clause = clauses.size() == 1 ? clauses.get(0) : new Clause.All(clauses);
        this.selections = List.copyOf(all);
        this.necessary = clause.necessary();
        this.rest = clause.rest();
    }

    static CompiledRule compile(
            SigmaRule rule, List<Log> logs, List<FilterRule> filters, FieldPaths paths, Told told) {
        Set<Category> categories = new TreeSet<>();
        logs.forEach(log -> categories.addAll(log.categories()));
        return new CompiledRule(
                rule, logs, categories, filters, paths, PlaceholderLists.NONE, told);
    }

    /** A repair may make a rule one about another log. */
    private record Moving(Told told, Set<Category> categories) implements Told {
        @Override
        public void problem(int line, String key, String value, String expected) {
            told.problem(line, key, value, expected);
        }

        @Override
        public void remark(int line, RuleRemark.Kind kind, String text) {
            told.remark(line, kind, text);
        }

        @Override
        public void moved(String log) {
            Logs.shipped().named(log).ifPresent(there -> categories.addAll(there.categories()));
        }
    }

    /** The rule as read. */
    public SigmaRule rule() {
        return rule;
    }

    /** How others refer to it. */
    public String key() {
        return rule.key();
    }

    /** The logs whose records it is about; empty where there are none of them here. */
    public Set<Category> categories() {
        return categories;
    }

    /** The filters that are part of it. */
    public List<FilterRule> filters() {
        return filters;
    }

    /** The paths by whose numbers it asks. */
    public FieldPaths fieldPaths() {
        return paths;
    }

    /** The numbers in {@link FieldPaths} that it reads, ascending. */
    public int[] paths() {
        Set<Integer> numbers = new TreeSet<>();
        clause.paths(numbers::add);
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Whether it may ask for any text of a record: it has keywords. */
    public boolean readsAllTexts() {
        return clause.readsAllTexts();
    }

    /** Every record of which it holds has one of these; empty where that cannot be said. */
    public List<NecessaryEquality> necessary() {
        return necessary;
    }

    /** What asking takes, as a multiple of comparing two short texts. */
    public int cost() {
        return clause.cost();
    }

    /** The lists of a policy without which it holds of nothing. */
    public Set<String> placeholders() {
        return placeholders;
    }

    /** Those of them that it was not given. */
    public Set<String> missingLists() {
        return missing;
    }

    /** The same rule with the lists of a policy. */
    public CompiledRule bind(PlaceholderLists lists) {
        return placeholders.isEmpty() && filters.isEmpty()
                ? this
                : new CompiledRule(rule, logs, categories, filters, paths, lists, Told.NOTHING);
    }

    /** Whether it holds of a record of its logs. */
    public boolean matches(RecordFields fields) {
        return missing.isEmpty() && clause.holds(fields);
    }

    /** {@link #matches} for a record that is known to have one of {@link #necessary}. */
    boolean matchesFound(RecordFields fields) {
        return missing.isEmpty() && rest.holds(fields);
    }

    /** Why it holds of a record of its logs, or does not. */
    public Explanation explain(RecordFields fields) {
        return new Explanation(
                matches(fields),
                selections.stream().map(each -> each.explain(fields, paths)).toList());
    }

    /**
     * Where a field stands in the records of its logs, by a name as rules write it; empty for text
     * that is no name. Asks for paths that may be new in {@link FieldPaths}.
     */
    public Optional<RuleField> field(String name) {
        try {
            return Optional.of(new FieldResolver(logs, paths).find(name).field());
        } catch (MalformedValue e) {
            return Optional.empty();
        }
    }

    /**
     * Whether it can hold of any record that its logs are known to write, once it has the lists
     * that it needs.
     */
    public boolean canMatch() {
        return !categories.isEmpty()
                && (!missing.isEmpty() || !Boolean.FALSE.equals(clause.constant()));
    }

    private static Set<String> placeholders(Detection detection) {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        detection.selections().values().forEach(selection -> collect(selection, names));
        return Collections.unmodifiableSet(names);
    }

    private static void collect(Selection selection, Set<String> names) {
        if (selection instanceof Selection.AllOf all) {
            all.parts().forEach(part -> collect(part, names));
        } else if (selection instanceof Selection.AnyOf any) {
            any.parts().forEach(part -> collect(part, names));
        } else if (selection instanceof Selection.Item item && item.item().has(Modifier.EXPAND)) {
            item.item().values().forEach(value -> names.addAll(Placeholders.in(value.text())));
        }
    }

    @Override
    public String toString() {
        return key() + " " + IntStream.of(paths()).boxed().toList();
    }
}
