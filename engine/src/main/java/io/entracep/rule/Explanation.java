package io.entracep.rule;

import java.util.List;

/**
 * Why a rule holds of a record, or does not.
 *
 * @param matches whether it holds
 * @param selections in the order of the file, those of filters behind them
 */
public record Explanation(boolean matches, List<SelectionOutcome> selections) {

    public Explanation {
        selections = List.copyOf(selections);
    }

    /**
     * One search identifier.
     *
     * @param name as the rule names it; for those of filters, the filter's key before it
     * @param line line in its file
     * @param holds whether it holds
     * @param items its lines
     */
    public record SelectionOutcome(String name, int line, boolean holds, List<ItemOutcome> items) {
        public SelectionOutcome {
            items = List.copyOf(items);
        }
    }

    /**
     * One line of a selection.
     *
     * @param line line in the file
     * @param field with its modifiers, as written; empty for keywords
     * @param expected what it asks for, as written
     * @param holds whether it holds
     * @param where the paths at which it was looked for, empty for keywords
     * @param held the values that stood there, {@code null} for JSON's null
     */
    public record ItemOutcome(
            int line,
            String field,
            List<String> expected,
            boolean holds,
            List<String> where,
            List<String> held) {
        public ItemOutcome {
            expected = List.copyOf(expected);
            where = List.copyOf(where);
            held = List.copyOf(held);
        }
    }
}
