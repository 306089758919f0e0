package io.entracep.rule;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@code detection} of a rule as read: not yet bound to fields of a log.
 *
 * @param selections by search identifier, in the order of the file
 * @param conditions one of them must hold; never empty
 */
public record Detection(Map<String, Selection> selections, List<ConditionExpression> conditions) {

    public Detection {
        selections = Collections.unmodifiableMap(new LinkedHashMap<>(selections));
        conditions = List.copyOf(conditions);
    }
}
