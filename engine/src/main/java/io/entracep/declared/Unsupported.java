package io.entracep.declared;

import io.entracep.policy.PolicyInput;
import io.entracep.rule.AlertSection;
import io.entracep.rule.AlertSection.Outweigher;
import io.entracep.rule.Circumstance;
import io.entracep.rule.Circumstance.Subject;
import io.entracep.rule.Circumstance.Trait;
import io.entracep.rule.CompiledRule;
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
import org.jspecify.annotations.Nullable;

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
            addOutweigher(found, rule, alert, rules);
            addOpen(found, rule, alert, rules);
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
        boolean waits =
                rule instanceof SigmaRule sigma
                        && (sigma.absence() != null || sigma.trend() != null);
        if (alert.settle() != null && waits) {
            add(found, rule, alert.line(), "alert.settle", "left out: its time is told already");
        }
        boolean remembers = rule instanceof SigmaRule sigma && sigma.absence() == null;
        asked(alert)
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
                                                + "of several records"));
    }

    private static Stream<Circumstance> asked(AlertSection alert) {
        return Stream.of(
                        alert.when().stream(),
                        alert.unless().stream(),
                        alert.grades().stream().flatMap(grade -> grade.when().stream()),
                        alert.grades().stream().flatMap(grade -> grade.unless().stream()))
                .flatMap(each -> each);
    }

    /** What weighs is about the same account or address as what is counted. */
    private static void addOutweigher(
            List<Problem> found, Rule rule, AlertSection alert, RuleSet rules) {
        Outweigher outweigher = alert.outweighedBy();
        if (outweigher == null) {
            return;
        }
        boolean counts =
                rule instanceof CorrelationRule correlation
                        && correlation.type() == CorrelationType.VALUE_COUNT
                        && Kinds.isCount(correlation);
        if (!counts || rules.rule(outweigher.rule()).isEmpty()) {
            add(
                    found,
                    rule,
                    alert.line(),
                    "alert.outweighed-by",
                    counts
                            ? "the name of a rule about single records; "
                                    + outweigher.rule()
                                    + " is none"
                            : "left out: only a value_count with gt or gte is weighed");
        }
    }

    /**
     * An alert that may be open is one of the same account or address, of a rule without memory of
     * alerts.
     */
    private static void addOpen(List<Problem> found, Rule rule, AlertSection alert, RuleSet rules) {
        asked(alert)
                .filter(asked -> asked.subject() == Subject.ALERT)
                .forEach(
                        asked -> {
                            for (Trait trait : asked.anyOf()) {
                                String why = notOpen(rule, alert, trait.name(), rules);
                                if (why != null) {
                                    add(found, rule, asked.line(), "alert", why);
                                }
                            }
                        });
    }

    private static @Nullable String notOpen(
            Rule rule, AlertSection alert, String name, RuleSet rules) {
        if (!(rule instanceof SigmaRule sigma) || sigma.absence() != null) {
            return "about a rule about single records, where it asks for open alerts";
        }
        Rule other =
                rules.rule(name)
                        .<Rule>map(CompiledRule::rule)
                        .or(() -> Chains.correlation(name, rules))
                        .orElse(null);
        AlertSection its = other == null ? null : Declarations.alert(other);
        if (other == null || its == null) {
            return "the name of a rule with a section alert; " + name + " is none";
        }
        if (alert.of() == null || its.of() != alert.of()) {
            return "of the same as " + name + ": alerts of others are not known here";
        }
        if (Declarations.parts(rules).contains(other.key())) {
            return "the name of a rule that is told on its own; "
                    + name
                    + " is told as a part of others only";
        }
        boolean waits =
                other instanceof SigmaRule single
                        && (single.absence() != null || single.trend() != null);
        boolean elsewhere =
                other instanceof CorrelationRule correlation
                        && Grouping.natural(correlation, its.of()) != its.of();
        if (waits || elsewhere || asked(its).anyMatch(each -> each.subject() == Subject.ALERT)) {
            return "about alerts that are told at once of one account or address; those of "
                    + name
                    + " are not";
        }
        return null;
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
        return !remembers && asked.anyOf().stream().anyMatch(trait -> isRemembered(trait.word()));
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
