package io.entracep.rule;

import io.entracep.event.Category;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the rules that hold of a record without asking all of them: by its log, then by the
 * equalities of which every match of a rule needs one, then the rest, cheapest first. Immutable;
 * safe for threads.
 */
public final class RuleIndex {

    private final Map<Category, OfLog> byCategory = new EnumMap<>(Category.class);

    private RuleIndex() {}

    /** An index of these rules. Rules that miss a list are left out. */
    public static RuleIndex of(Collection<CompiledRule> rules) {
        RuleIndex index = new RuleIndex();
        Map<Category, List<CompiledRule>> byCategory = new EnumMap<>(Category.class);
        for (CompiledRule rule : rules) {
            if (rule.missingLists().isEmpty()) {
                rule.categories()
                        .forEach(
                                category ->
                                        byCategory
                                                .computeIfAbsent(category, c -> new ArrayList<>())
                                                .add(rule));
            }
        }
        byCategory.forEach((category, own) -> index.byCategory.put(category, new OfLog(own)));
        return index;
    }

    /**
     * Tells each rule that holds of a record, in no particular order.
     *
     * @return how many rules were asked
     */
    public int match(Category category, RecordFields fields, Consumer<CompiledRule> matching) {
        OfLog rules = byCategory.get(category);
        if (rules == null) {
            return 0;
        }
        Question question = new Question(fields, matching);
        rules.ask(question);
        return question.asked;
    }

    /** The numbers in {@link FieldPaths} that rules about this log read, ascending. */
    public int[] paths(Category category) {
        OfLog rules = byCategory.get(category);
        return rules == null ? new int[0] : rules.paths.clone();
    }

    /** Whether a rule about this log may ask for any text of a record. */
    public boolean readsAllTexts(Category category) {
        OfLog rules = byCategory.get(category);
        return rules != null && rules.readsAllTexts;
    }

    /** The rules about one log. */
    private static final class OfLog {
        private final List<Group> groups = new ArrayList<>();
        private final List<CompiledRule> rest = new ArrayList<>();
        private final int[] paths;
        private final boolean readsAllTexts;

        OfLog(List<CompiledRule> rules) {
            Set<Integer> numbers = new TreeSet<>();
            boolean texts = false;
            for (CompiledRule rule : rules) {
                for (int path : rule.paths()) {
                    numbers.add(path);
                }
                texts |= rule.readsAllTexts();
                if (rule.necessary().isEmpty()) {
                    rest.add(rule);
                }
                rule.necessary().forEach(equality -> group(equality).add(equality, rule));
            }
            rest.sort(Comparator.comparingInt(CompiledRule::cost).thenComparing(CompiledRule::key));
            paths = numbers.stream().mapToInt(Integer::intValue).toArray();
            readsAllTexts = texts;
        }

        private Group group(NecessaryEquality equality) {
            for (Group group : groups) {
                if (group.like.isAbout(equality)) {
                    return group;
                }
            }
            Group group = new Group(equality);
            groups.add(group);
            return group;
        }

        void ask(Question question) {
            for (Group group : groups) {
                group.ask(question);
            }
            for (CompiledRule rule : rest) {
                question.ask(rule);
            }
        }
    }

    /** Which rules hold of one record. */
    private static final class Question {
        private final RecordFields fields;
        private final Consumer<CompiledRule> matching;

        /** Of the rules that are found in several ways; null before the first. */
        private @Nullable Set<CompiledRule> known;

        private int asked;

        Question(RecordFields fields, Consumer<CompiledRule> matching) {
            this.fields = fields;
            this.matching = matching;
        }

        void ask(CompiledRule rule) {
            asked++;
            if (rule.matches(fields)) {
                matching.accept(rule);
            }
        }

        /** The record has what the rule was found by. */
        void askFound(CompiledRule rule) {
            asked++;
            if (rule.matchesFound(fields) && isNew(rule)) {
                matching.accept(rule);
            }
        }

        private boolean isNew(CompiledRule rule) {
            if (rule.necessary().size() == 1) {
                return true;
            }
            known = known == null ? new HashSet<>() : known;
            return known.add(rule);
        }
    }

    /** The rules that need an equality of the same field. */
    private static final class Group {
        private final NecessaryEquality like;
        private final int[] paths;
        private final Map<String, List<CompiledRule>> byValue = new HashMap<>();

        Group(NecessaryEquality like) {
            this.like = like;
            this.paths = like.paths().stream().mapToInt(Integer::intValue).toArray();
        }

        void add(NecessaryEquality equality, CompiledRule rule) {
            equality.values()
                    .forEach(
                            value ->
                                    byValue.computeIfAbsent(value, v -> new ArrayList<>())
                                            .add(rule));
        }

        void ask(Question question) {
            String met = null;
            List<CompiledRule> first = null;
            Set<CompiledRule> several = null;
            for (int path : paths) {
                int count = question.fields.count(path);
                for (int i = 0; i < count; i++) {
                    String value = question.fields.value(path, i);
                    List<CompiledRule> rules = value == null ? null : rules(value);
                    if (rules == null || Objects.equals(value, met)) {
                        continue;
                    }
                    met = value;
                    if (first == null) {
                        first = rules;
                    } else {
                        several = several == null ? new LinkedHashSet<>(first) : several;
                        several.addAll(rules);
                    }
                }
            }
            Collection<CompiledRule> candidates = several != null ? several : first;
            if (candidates != null) {
                candidates.forEach(question::askFound);
            }
        }

        private @Nullable List<CompiledRule> rules(String value) {
            return byValue.get(like.folded(value));
        }
    }
}
