package io.entracep.declared;

import io.entracep.detection.Words;
import io.entracep.rule.CorrelationRule;
import io.entracep.rule.Rule;
import io.entracep.rule.SigmaRule;
import io.entracep.rule.Whose;
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
        if (rule instanceof SigmaRule sigma && sigma.trend() != null) {
            return Story.of(
                    rule.head(),
                    sigma.alert(),
                    List.of(),
                    ": {today} on {day} up to hour {until}, usually {usual} on that weekday (median of"
                            + " {weeks} weeks)"
                            + (sigma.trend().of() == Whose.TENANT ? "" : "; {entity}"));
        }
        List<String> fields = rule instanceof SigmaRule sigma ? sigma.fields() : List.of();
        return Story.of(
                rule.head(),
                Declarations.alert(rule),
                fields,
                "[: {activity}][ by {actor}][ from {ip}]");
    }
}
