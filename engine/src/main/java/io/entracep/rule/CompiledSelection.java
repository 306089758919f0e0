package io.entracep.rule;

import io.entracep.rule.Explanation.ItemOutcome;
import io.entracep.rule.Explanation.SelectionOutcome;
import java.util.ArrayList;
import java.util.List;

/**
 * A search identifier, compiled.
 *
 * @param name as explanations name it
 * @param line line in its file
 * @param clause what it asks
 * @param items its lines, each with what it asks
 */
record CompiledSelection(String name, int line, Clause clause, List<CompiledItem> items) {

    private static final int MAX_HELD = 20;

    CompiledSelection {
        items = List.copyOf(items);
    }

    /** One line of a selection. */
    record CompiledItem(FieldItem item, Clause clause) {}

    SelectionOutcome explain(RecordFields fields, FieldPaths paths) {
        List<ItemOutcome> outcomes = new ArrayList<>();
        for (CompiledItem each : items) {
            List<Integer> numbers = new ArrayList<>();
            each.clause().paths(numbers::add);
            List<Integer> distinct = numbers.stream().distinct().toList();
            List<String> held = new ArrayList<>();
            for (int path : distinct) {
                int count = fields.count(path);
                for (int i = 0; i < count && held.size() < MAX_HELD; i++) {
                    held.add(String.valueOf(fields.value(path, i)));
                }
            }
            outcomes.add(
                    new ItemOutcome(
                            each.item().line(),
                            each.item().written(),
                            each.item().values().stream().map(RuleValue::shown).toList(),
                            each.clause().holds(fields),
                            distinct.stream().map(path -> paths.path(path).written()).toList(),
                            held.stream().distinct().toList()));
        }
        return new SelectionOutcome(name, line, clause.holds(fields), outcomes);
    }
}
