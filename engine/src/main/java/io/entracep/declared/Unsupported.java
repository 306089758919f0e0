package io.entracep.declared;

import io.entracep.policy.PolicyInput;
import io.entracep.rule.AlertSection;
import io.entracep.rule.Circumstance;
import io.entracep.rule.Circumstance.Subject;
import io.entracep.rule.CorrelationRule;
import io.entracep.rule.CorrelationType;
import io.entracep.rule.Rule;
import io.entracep.rule.RuleSet;
import io.entracep.rule.SigmaRule;
import io.entracep.rule.TrendSection;
import io.entracep.rule.Word;
import io.entracep.yaml.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
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
            addTrend(found, sigma);
        }
        if (rule instanceof CorrelationRule correlation) {
            String expected = Chains.unusable(correlation, rules);
            if (expected != null) {
                add(found, rule, rule.head().line(), "correlation", expected);
            }
        }
        if (alert != null) {
            addAlert(found, rule, alert);
            addOrder(found, rule, alert);
        }
        return found;
    }

    /** What is added up is no longer a record: nothing can be asked of it. */
    private static void addTrend(List<Problem> found, SigmaRule rule) {
        TrendSection trend = Objects.requireNonNull(rule.trend());
        AlertSection alert = rule.alert();
        if (alert == null) {
            return;
        }
        if (alert.of() != null && alert.of() != trend.of()) {
            add(found, rule, alert.line(), "alert.of", "that of the trend, or left out");
        }
        boolean asks =
                !alert.when().isEmpty()
                        || !alert.unless().isEmpty()
                        || !alert.except().isEmpty()
                        || !alert.grades().isEmpty();
        if (asks || !alert.per().isEmpty() || alert.once() != null) {
            add(
                    found,
                    rule,
                    alert.line(),
                    "alert",
                    "needs, reason, misses, triage, building-block: a trend is told once a day, of no single record");
        }
        Set<String> unknown = new Facts(alert.reason() == null ? "" : alert.reason()).all();
        unknown.removeAll(TrendRule.VALUES);
        if (!unknown.isEmpty()) {
            add(
                    found,
                    rule,
                    alert.line(),
                    "alert.reason",
                    "a sentence with {entity}, {today}, {usual}, {weeks}, {day}, {until} and no other names; it has "
                            + String.join(", ", unknown));
        }
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
        boolean remembers = rule instanceof SigmaRule sigma && sigma.absence() == null;
        Stream.of(
                        alert.when().stream(),
                        alert.unless().stream(),
                        alert.except().stream(),
                        alert.grades().stream().flatMap(grade -> grade.when().stream()),
                        alert.grades().stream().flatMap(grade -> grade.unless().stream()))
                .flatMap(each -> each)
                .filter(asked -> isUnanswered(asked, remembers))
                .forEach(
                        asked ->
                                add(
                                        found,
                                        rule,
                                        asked.line(),
                                        "alert",
                                        "about something that is known: "
                                                + Circumstances.words(asked, true)
                                                + " is not answered "
                                                + (remembers ? "yet" : "of several records")));
    }

    /** What is said of the order of matches needs one, and their names. */
    private static void addOrder(List<Problem> found, Rule rule, AlertSection alert) {
        if (alert.gaps().isEmpty() && alert.differing().isEmpty()) {
            return;
        }
        boolean ordered =
                rule instanceof CorrelationRule correlation
                        && correlation.type() == CorrelationType.TEMPORAL_ORDERED
                        && correlation.expression() == null;
        if (!ordered) {
            String key = alert.gaps().isEmpty() ? "alert.differing" : "alert.gaps";
            add(found, rule, alert.line(), key, "left out: only temporal_ordered has an order");
            return;
        }
        List<String> later = ((CorrelationRule) rule).rules();
        for (String key : alert.gaps().keySet()) {
            if (later.indexOf(key) < 1) {
                add(
                        found,
                        rule,
                        alert.line(),
                        "alert.gaps",
                        "names of rules after the first; "
                                + key
                                + " is none of "
                                + String.join(", ", later.subList(1, later.size())));
            }
        }
    }

    /**
     * @param remembers whether it is about one record, whose entity remembers days and creations
     */
    private static boolean isUnanswered(Circumstance asked, boolean remembers) {
        return asked.subject() == Subject.ALERT
                || asked.anyOf().stream()
                        .anyMatch(
                                trait ->
                                        trait.word() == Word.NAMED_NETWORK
                                                || (!remembers && isRemembered(trait.word()))
                                                || (asked.subject() == Subject.APP
                                                        && trait.word() == Word.NEW));
    }

    private static boolean isRemembered(Word word) {
        return word == Word.NEW
                || word == Word.KNOWN
                || word == Word.KNOWN_COUNTRY
                || word == Word.JUST_CREATED;
    }

    private static void add(List<Problem> found, Rule rule, int line, String key, String expected) {
        found.add(new Problem(rule.head().file(), key, null, expected, line));
    }
}
