package io.entracep.rule;

import static io.entracep.rule.Rules.matches;
import static io.entracep.rule.Rules.problems;
import static io.entracep.rule.Rules.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Conditions, selections, keywords, nothing and null. */
class ConditionTest {

    private static final String SELECTIONS =
            "sel_a: {appId: a}\nsel_b: {userId: b}\n_hidden: {userType: h}\nother: {appId: x}\n";

    @ParameterizedTest
    @CsvSource(
            delimiterString = " ~ ",
            value = {
                "sel_a ~ a ~ - ~ true",
                "sel_a ~ x ~ b ~ false",
                "sel_a and sel_b ~ a ~ b ~ true",
                "sel_a and sel_b ~ a ~ x ~ false",
                "sel_a or sel_b ~ x ~ b ~ true",
                "not sel_a ~ x ~ - ~ true",
                "not not sel_a ~ a ~ - ~ true",
                "not sel_a and sel_b ~ x ~ b ~ true",
                "not (sel_a or sel_b) ~ x ~ b ~ false",
                "sel_a or sel_b and other ~ a ~ - ~ true",
                "(sel_a or sel_b) and other ~ a ~ - ~ false",
                "1 of sel_* ~ x ~ b ~ true",
                "any of sel_* ~ x ~ b ~ true",
                "all of sel_* ~ a ~ b ~ true",
                "all of sel_* ~ a ~ x ~ false",
                "1 of them ~ x ~ - ~ true",
                "all of them ~ a ~ b ~ false",
                "sel_a and not 1 of oth* ~ a ~ - ~ true",
                "1 of *el_b ~ - ~ b ~ true",
                "SEL_A ~ a ~ - ~ problem",
                "sel_a AND NOT other ~ a ~ - ~ true",
                "1 of _hid* ~ a ~ - ~ false",
            })
    void combinesSelections(String condition, String app, String user, String expected) {
        String detection = SELECTIONS + "condition: " + condition;
        if (expected.equals("problem")) {
            assertThat(problems(detection)).hasSize(1).first().asString().contains("sel_a");
            return;
        }
        assertThat(
                        matches(
                                signIn(detection),
                                "{'appId':'" + app + "','userId':'" + user + "','userType':'n'}"))
                .isEqualTo(Boolean.parseBoolean(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " ~ ",
            value = {
                "sel_c ~ did you mean sel_a",
                "sel_a and ~ goes on after and",
                "and sel_a ~ \"and\" has its place",
                "sel_a sel_b ~ \"sel_b\" has its place",
                "(sel_a ~ parentheses are closed",
                "sel_a) ~ \")\" has its place",
                "2 of sel_* ~ is not Sigma",
                "1 of nothing* ~ is none of",
                "1 of ~ says of what",
                "sel_a | count() > 5 ~ write a correlation",
                "sel_a near sel_b ~ \"near\" has its place",
                "'' ~ a condition such as",
            })
    void refusesWhatIsNoCondition(String condition, String reason) {
        assertThat(problems(SELECTIONS + "condition: " + condition))
                .hasSize(1)
                .allSatisfy(
                        problem ->
                                assertThat(problem).startsWith("rules.yml:8: ").contains(reason));
    }

    @Test
    void refusesAConditionThatIsNestedWithoutEnd() {
        String deep = "(".repeat(5_000) + "sel_a" + ")".repeat(5_000);
        assertThat(problems(SELECTIONS + "condition: '" + deep + "'")).hasSize(1);
    }

    @Test
    void ofSeveralConditionsOneMustHold() {
        CompiledRule rule = signIn(SELECTIONS + "condition: [sel_a, sel_b]");
        assertThat(matches(rule, "{'userId':'b'}")).isTrue();
        assertThat(matches(rule, "{'userId':'c'}")).isFalse();
    }

    @Test
    void ofAListOfMapsOneMustHold() {
        CompiledRule rule = signIn("s: [{appId: a, userId: b}, {appId: c}]\ncondition: s");
        assertThat(matches(rule, "{'appId':'c'}")).isTrue();
        assertThat(matches(rule, "{'appId':'a','userId':'b'}")).isTrue();
        assertThat(matches(rule, "{'appId':'a'}")).isFalse();
    }

    @Test
    void keywordsAreLookedForAnywhere() {
        CompiledRule rule = signIn("keywords: [EVIL*thing, 42]\ncondition: keywords");
        assertThat(matches(rule, "{'a':{'b':['an evil old thing!']}}")).isTrue();
        assertThat(matches(rule, "{'a':{'b':[1042]}}")).isTrue();
        assertThat(matches(rule, "{'a':'thing evil'}")).isFalse();
        CompiledRule all = signIn("k: {'|all': [abc, def]}\ncondition: k");
        assertThat(matches(all, "{'a':'xabcx','b':'def'}")).isTrue();
        assertThat(matches(all, "{'a':'xabcx'}")).isFalse();
        CompiledRule single = signIn("k: abc\ncondition: k");
        assertThat(matches(single, "{'a':'xABCx'}")).isTrue();
        CompiledRule mixed = signIn("k: [abc, {appId: z}]\ncondition: k");
        assertThat(matches(mixed, "{'appId':'z'}")).isTrue();
    }

    @Test
    void nothingAndNullAreTwoThings() {
        CompiledRule empty = signIn("s: {userAgent: ''}\ncondition: s");
        assertThat(matches(empty, "{'userAgent':''}")).isTrue();
        assertThat(matches(empty, "{'userAgent':null}")).isFalse();
        assertThat(matches(empty, "{}")).isFalse();
        CompiledRule none = signIn("s: {userAgent: null}\ncondition: s");
        assertThat(matches(none, "{'userAgent':''}")).isFalse();
        assertThat(matches(none, "{'userAgent':null}")).isTrue();
        assertThat(matches(none, "{}")).isTrue();
        CompiledRule there = signIn("s: {userAgent|exists: true}\ncondition: s");
        assertThat(matches(there, "{'userAgent':null}")).isTrue();
        assertThat(matches(there, "{'userAgent':''}")).isTrue();
        assertThat(matches(there, "{}")).isFalse();
    }

    @Test
    void numbersAreTheirTexts() {
        CompiledRule rule = signIn("s: {ResultType: 50053}\ncondition: s");
        assertThat(matches(rule, "{'resultType':'50053'}")).isTrue();
        assertThat(matches(rule, "{'resultType':50053}")).isTrue();
        assertThat(matches(rule, "{'status':{'errorCode':50053}}")).isTrue();
        assertThat(matches(rule, "{'resultType':'500531'}")).isFalse();
        CompiledRule text = signIn("s: {isInteractive: true}\ncondition: s");
        assertThat(matches(text, "{'isInteractive':true}")).isTrue();
        assertThat(matches(text, "{'isInteractive':'True'}")).isTrue();
    }

    @Test
    void anyOfSeveralValuesIsEnoughAndNotNegatesThat() {
        CompiledRule any = signIn("s: {riskEventTypes: b}\ncondition: s");
        CompiledRule none = signIn("s: {riskEventTypes: b}\ncondition: not s");
        assertThat(matches(any, "{'riskEventTypes':['a','b']}")).isTrue();
        assertThat(matches(none, "{'riskEventTypes':['a','b']}")).isFalse();
        assertThat(matches(none, "{'riskEventTypes':['a']}")).isTrue();
        assertThat(matches(none, "{}")).isTrue();
    }
}
