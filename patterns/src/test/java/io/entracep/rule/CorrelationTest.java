package io.entracep.rule;

import static io.entracep.rule.Rules.document;
import static io.entracep.rule.Rules.messages;
import static io.entracep.rule.Rules.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.rule.ConditionExpression.And;
import io.entracep.rule.ConditionExpression.Name;
import io.entracep.rule.ConditionExpression.Not;
import io.entracep.rule.CorrelationRule.Comparison;
import io.entracep.rule.CorrelationRule.Operator;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Correlations and filters as declarations. */
class CorrelationTest {

    private static final String RULES =
            document("signinlogs", "s: {ResultType: 50126}\ncondition: s")
                    + "name: failed\nid: 53ba33fd-3a50-4468-a5ef-c583635cfa92\n---\n"
                    + document("signinlogs", "s: {ResultType: 0}\ncondition: s")
                            .replace("A rule", "B")
                    + "name: success\n---\n";

    private static RuleSet correlation(String more) {
        return read(RULES + "title: C\ncorrelation: " + more);
    }

    @Test
    void readsCountsChainsAndAliasesAndOrdersThem() {
        RuleSet rules =
                read(
                        """
                        title: Many failures followed by a success
                        name: chain
                        level: high
                        correlation:
                          type: temporal_ordered
                          rules: [many, success]
                          group-by: [who]
                          timespan: 10m
                          aliases: {who: {many: UserPrincipalName, success: userPrincipalName}}
                        ---
                        title: Many failures
                        name: many
                        correlation:
                          type: event_count
                          rules: [53ba33fd-3a50-4468-a5ef-c583635cfa92]
                          group-by: [UserPrincipalName]
                          timespan: 10m
                          condition: {gt: 9, lte: 100}
                        ---
                        """
                                + RULES);
        assertThat(rules.problems()).isEmpty();
        assertThat(rules.correlations()).extracting(Rule::key).containsExactly("many", "chain");
        CorrelationRule many = rules.correlations().get(0);
        assertThat(many.rules()).containsExactly("failed");
        assertThat(many.timespan()).isEqualTo(Duration.ofMinutes(10));
        assertThat(many.comparisons())
                .containsExactlyInAnyOrder(
                        new Comparison(Operator.GT, 9), new Comparison(Operator.LTE, 100));
        CorrelationRule chain = rules.correlations().get(1);
        assertThat(chain.level()).isEqualTo(Level.HIGH);
        assertThat(chain.aliases())
                .isEqualTo(
                        Map.of(
                                "who",
                                Map.of(
                                        "many", "UserPrincipalName",
                                        "success", "userPrincipalName")));
        assertThat(chain.groupField("who", "many")).isEqualTo("UserPrincipalName");
    }

    @ParameterizedTest
    @EnumSource(CorrelationType.class)
    void readsAllTypes(CorrelationType type) {
        String condition =
                type.readsValues()
                        ? "condition: {field: IPAddress, gte: 3.5}"
                        : type.isTemporal() ? "generate: true" : "condition: {gte: 3}";
        RuleSet rules =
                correlation(
                        "{type: "
                                + type.word()
                                + ", rules: [failed, success], group-by: [UserId], timespan: 1h, "
                                + condition
                                + "}");
        assertThat(rules.problems()).isEmpty();
        assertThat(rules.correlations())
                .singleElement()
                .satisfies(rule -> assertThat(rule.type()).isEqualTo(type));
    }

    @Test
    void readsExtendedConditions() {
        RuleSet rules =
                correlation(
                        "{type: temporal, rules: [53ba33fd-3a50-4468-a5ef-c583635cfa92, success],"
                                + " group-by: [UserId], timespan: 1h, condition:"
                                + " success and not 53ba33fd-3a50-4468-a5ef-c583635cfa92}");
        assertThat(rules.problems()).isEmpty();
        assertThat(rules.correlations().get(0).expression())
                .isEqualTo(new And(List.of(new Name("success"), new Not(new Name("failed")))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " ~ ",
            value = {
                "{type: event_cont, rules: [failed], timespan: 1h, condition: {gte: 1}} ~ did you mean event_count",
                "{type: event_count, rules: [failed], timespan: 36500d, condition: {gte: 1}} ~ a duration of at most 400d",
                "{type: event_count, rules: [failed], timespan: 58w, condition: {gte: 1}} ~ a duration of at most 400d",
                "{type: event_count, rules: [faled], timespan: 1h, condition: {gte: 1}} ~ did you mean failed",
                "{type: event_count, rules: [], timespan: 1h, condition: {gte: 1}} ~ at least one rule",
                "{type: event_count, rules: [failed], condition: {gte: 1}} ~ timespan must be given",
                "{type: event_count, rules: [failed], timespan: 1 h, condition: {gte: 1}} ~ a duration",
                "{type: event_count, rules: [failed], timespan: 1h} ~ condition must be given",
                "{type: event_count, rules: [failed], timespan: 1h, condition: {gte: many}} ~ a number",
                "{type: event_count, rules: [failed], timespan: 1h, condition: {gt: 5, lt: 3}} ~ some number meets",
                "{type: event_count, rules: [failed], timespan: 1h, condition: {field: a, gte: 1}} ~ left out",
                "{type: value_count, rules: [failed], timespan: 1h, condition: {gte: 1}} ~ field must be given",
                "{type: value_sum, rules: [failed], timespan: 1h, condition: {field: [a, b], gte: 1}} ~ one field",
                "{type: event_count, rules: [failed], timespan: 1h, condition: failed} ~ words are for temporal",
                "{type: temporal, rules: [failed, success], timespan: 1h, condition: failed and sucess} ~ did you mean success",
                "{type: temporal, rules: [failed], timespan: 1h, aliases: {a: {succes: b}}} ~ one of failed",
                "{type: event_count, rules: [failed], timespan: 1h, condition: {gte: 1}, groupby: [a]} ~ did you mean group-by",
                "{type: temporal, rules: [failed, 53ba33fd-3a50-4468-a5ef-c583635cfa92], timespan: 1h} ~ listed once",
                "{type: value_percentile, rules: [failed], timespan: 1h, condition: {field: a, gte: 1, percentile: 100}} ~ from 1 to 99",
            })
    void refuses(String correlation, String reason) {
        RuleSet rules = correlation(correlation);
        assertThat(messages(rules))
                .isNotEmpty()
                .anySatisfy(problem -> assertThat(problem).contains(reason));
        assertThat(rules.correlations()).isEmpty();
        assertThat(rules.rules()).hasSize(2);
    }

    @Test
    void refusesRulesThatGoRoundInACircleAndThoseAboutThem() {
        String one =
                "title: %s\nname: %s\ncorrelation: {type: temporal, rules: [%s], group-by: [a], timespan: 1h}\n---\n";
        RuleSet rules =
                read(
                        RULES
                                + one.formatted("X", "x", "y, failed")
                                + one.formatted("Y", "y", "x")
                                + one.formatted("Z", "z", "x")
                                + one.formatted("Self", "self", "self"));
        assertThat(rules.correlations()).isEmpty();
        assertThat(messages(rules)).hasSize(4);
        assertThat(messages(rules)).filteredOn(problem -> problem.contains("circle")).hasSize(3);
    }

    @Test
    void refusesACorrelationOfARuleThatCannotBeUsed() {
        RuleSet rules =
                read(
                        "title: A\nname: broken\nlogsource: {product: azure, service: signinlogs}\ndetection: {s: {a|nope: b}, condition: s}\n---\n"
                                + "title: C\ncorrelation: {type: event_count, rules: [broken], timespan: 1h, condition: {gte: 1}}\n");
        assertThat(messages(rules)).hasSize(2);
        assertThat(rules.correlations()).isEmpty();
    }

    @Test
    void filtersApplyByNameIdOrToAllOfALog() {
        String filter =
                "title: F\nlogsource: {product: azure, service: %s}\nfilter: {rules: %s, sel: {UserId: bob}, condition: sel}\n";
        String record = "{'resultType':'50126','userId':'bob'}";
        for (String rules : List.of("[failed]", "any", "[53ba33fd-3a50-4468-a5ef-c583635cfa92]")) {
            CompiledRule failed =
                    read(RULES + filter.formatted("signinlogs", rules))
                            .rule("failed")
                            .orElseThrow();
            assertThat(failed.filters()).hasSize(1);
            assertThat(Rules.matches(failed, record)).isFalse();
            assertThat(Rules.matches(failed, record.replace("bob", "eve"))).isTrue();
        }
        RuleSet other = read(RULES + filter.formatted("auditlogs", "any"));
        assertThat(Rules.matches(other.rule("failed").orElseThrow(), record)).isTrue();
        RuleSet absent = read(RULES + filter.formatted("signinlogs", "[faild]"));
        assertThat(absent.problems()).isEmpty();
        assertThat(absent.remarks())
                .anySatisfy(
                        remark -> assertThat(remark.message()).contains("did you mean failed?"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " ~ ",
            value = {
                "sel ~ bob ~ false",
                "not sel ~ bob ~ false",
                "not sel ~ eve ~ true",
                "not sel and not other ~ bob ~ false",
                "not sel and not other ~ carol ~ false",
                "not sel and not other ~ eve ~ true",
                "sel and not other ~ bob ~ false",
                "sel and not other ~ carol ~ true",
            })
    void aFilterThatNamesWhatRemainsLeavesOutTheOthers(
            String condition, String user, boolean holds) {
        RuleSet rules =
                read(
                        RULES
                                + "title: F\nlogsource: {product: azure, service: signinlogs}\n"
                                + "filter: {rules: any, sel: {UserId: bob}, other: {UserId: carol}, condition: "
                                + condition
                                + "}\n");
        assertThat(
                        Rules.matches(
                                rules.rule("failed").orElseThrow(),
                                "{'resultType':'50126','userId':'" + user + "'}"))
                .isEqualTo(holds);
    }
}
