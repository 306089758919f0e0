package io.entracep.rule;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule about single records, and what is made of its matches.
 *
 * @param level how bad a match is; medium where the rule does not say
 * @param logSource the logs it is about
 * @param detection selections and conditions
 * @param fields fields of interest to people
 * @param baseline what must be new, null where that does not matter
 * @param trend how much more there must be than before, null where that does not matter
 * @param absence what must not follow, null where that does not matter
 * @param alert how it is told; null for rules of others, which are told with defaults
 * @param tests the rule's own
 */
public record SigmaRule(
        RuleHead head,
        Level level,
        LogSource logSource,
        Detection detection,
        List<String> fields,
        @Nullable BaselineSection baseline,
        @Nullable TrendSection trend,
        @Nullable AbsenceSection absence,
        @Nullable AlertSection alert,
        List<RuleTest> tests)
        implements Rule {

    public SigmaRule {
        fields = List.copyOf(fields);
        tests = List.copyOf(tests);
    }
}
