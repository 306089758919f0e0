package io.entracep.declared;

import io.entracep.policy.PolicyInput;
import io.entracep.rule.AlertSection;
import io.entracep.rule.Circumstance;
import io.entracep.rule.Circumstance.Subject;
import io.entracep.rule.CorrelationRule;
import io.entracep.rule.Rule;
import io.entracep.rule.RuleSet;
import io.entracep.rule.SigmaRule;
import io.entracep.rule.Word;
import io.entracep.yaml.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the language says and no kind of detection does yet: such a rule is refused, not ignored.
 */
final class Unsupported {
    private Unsupported() {}

    /** Why the rule cannot be used; empty where it can. */
    static List<Problem> of(Rule rule, RuleSet rules) {
        List<Problem> found = new ArrayList<>();
        AlertSection alert = Declarations.alert(rule);
        if (rule instanceof SigmaRule sigma && sigma.trend() != null) {
            add(found, rule, sigma.trend().line(), "trend", "left out: trends are not counted yet");
        }
        if (rule instanceof CorrelationRule correlation) {
            for (String part : correlation.rules()) {
                if (rules.rule(part).isEmpty()) {
                    add(
                            found,
                            rule,
                            rule.head().line(),
                            "correlation.rules",
                            "rules about single records; " + part + " is a correlation itself");
                }
            }
        }
        if (alert != null) {
            addAlert(found, rule, alert);
        }
        return found;
    }

    private static void addAlert(List<Problem> found, Rule rule, AlertSection alert) {
        for (String need : alert.needs()) {
            if (PolicyInput.ofKey(PolicyNeeds.key(need)).isEmpty()) {
                add(
                        found,
                        rule,
                        alert.line(),
                        "alert.needs",
                        "keys of a policy; " + need + " is none");
            }
        }
        if (alert.outweighedBy() != null) {
            add(found, rule, alert.line(), "alert.outweighed-by", "left out: nothing weighs yet");
        }
        boolean single =
                rule instanceof SigmaRule sigma
                        && sigma.baseline() == null
                        && sigma.absence() == null;
        if (alert.settle() != null && !single) {
            add(found, rule, alert.line(), "alert.settle", "left out: only single records settle");
        }
        Stream.of(
                        alert.when().stream(),
                        alert.unless().stream(),
                        alert.grades().stream().flatMap(grade -> grade.when().stream()),
                        alert.grades().stream().flatMap(grade -> grade.unless().stream()))
                .flatMap(each -> each)
                .filter(Unsupported::isUnanswered)
                .forEach(
                        asked ->
                                add(
                                        found,
                                        rule,
                                        asked.line(),
                                        "alert",
                                        "about something that is known: "
                                                + Circumstances.words(asked, true)
                                                + " is not answered yet"));
    }

    private static boolean isUnanswered(Circumstance asked) {
        return asked.subject() == Subject.ALERT
                || asked.anyOf().stream()
                        .anyMatch(
                                trait ->
                                        trait.word() == Word.NAMED_NETWORK
                                                || (asked.subject() == Subject.APP
                                                        && trait.word() == Word.NEW));
    }

    private static void add(List<Problem> found, Rule rule, int line, String key, String expected) {
        found.add(new Problem(rule.head().file(), key, null, expected, line));
    }
}
