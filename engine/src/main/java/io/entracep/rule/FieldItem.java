package io.entracep.rule;

import java.util.ArrayList;
import java.util.List;

/**
 * One line of a selection: a field, how it is compared, and with what.
 *
 * @param line line in the file
 * @param field name as written, empty for keywords, which are searched anywhere in the record
 * @param modifiers in the order written
 * @param values at least one
 */
public record FieldItem(int line, String field, List<Modifier> modifiers, List<RuleValue> values) {

    public FieldItem {
        modifiers = List.copyOf(modifiers);
        values = List.copyOf(values);
    }

    boolean has(Modifier modifier) {
        return modifiers.contains(modifier);
    }

    /** As written: {@code OperationName|contains|all}. */
    String written() {
        List<String> words = new ArrayList<>(List.of(field));
        modifiers.forEach(modifier -> words.add(modifier.word()));
        return String.join("|", words);
    }
}
