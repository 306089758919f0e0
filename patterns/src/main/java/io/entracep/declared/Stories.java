package io.entracep.declared;

import io.entracep.detection.Words;
import io.entracep.rule.CorrelationRule;
import io.entracep.rule.Rule;
import io.entracep.rule.SigmaRule;
import java.util.List;

/** The story of each kind of rule. */
final class Stories {
    private Stories() {}

    static Story of(Rule rule) {
        if (rule instanceof CorrelationRule correlation) {
            String what =
                    correlation.type().readsValues()
                            ? " different or added up of " + correlation.fields()
                            : " matches";
            return Story.of(
                    rule.head(),
                    correlation.alert(),
                    correlation.groupBy(),
                    "[: {count}"
                            + Story.plain(what)
                            + " within "
                            + Words.duration(correlation.timespan())
                            + "][ by {actor}][ from {ip}]");
        }
        List<String> fields = rule instanceof SigmaRule sigma ? sigma.fields() : List.of();
        return Story.of(
                rule.head(),
                Declarations.alert(rule),
                fields,
                "[: {activity}][ by {actor}][ from {ip}]");
    }
}
