package io.entracep.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.event.Category;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How rules are found. */
class RuleIndexTest {

    private static String rule(int number, String service, String detection) {
        return Rules.document(service, detection + "\ncondition: s")
                .replace("A rule", "Rule " + number);
    }

    private static List<String> matches(RuleIndex index, RuleSet rules, String properties) {
        List<String> found = new ArrayList<>();
        index.match(
                Category.SIGN_IN,
                new JsonRecord(Rules.json("{'properties':" + properties + "}"), rules.paths()),
                each -> found.add(each.key()));
        return found;
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 100, 1_000})
    void rulesThatHaveNothingToDoWithARecordAreNotAsked(int others) {
        List<String> documents = new ArrayList<>();
        documents.add(rule(0, "auditlogs", "s: {OperationName: wanted, Result: success}"));
        for (int i = 1; i <= others; i++) {
            documents.add(
                    rule(i, "auditlogs", "s: {OperationName: [other" + i + ", more" + i + "]}"));
            documents.add(rule(others + i, "signinlogs", "s: {ResultType: " + i + "}"));
        }
        RuleSet rules = Rules.read(String.join("---\n", documents));
        assertThat(rules.problems()).isEmpty();
        List<String> found = new ArrayList<>();
        int asked =
                RuleIndex.of(rules.rules())
                        .match(
                                Category.AUDIT,
                                new JsonRecord(
                                        Rules.json(
                                                "{'operationName':'Wanted','properties':{'result':'success'}}"),
                                        rules.paths()),
                                each -> found.add(each.key()));
        assertThat(found).containsExactly("rule-0");
        assertThat(asked).isEqualTo(1);
    }

    @Test
    void theRarestEqualityIsTheOneThatIsLookedFor() {
        CompiledRule rule =
                Rules.signIn(
                        "s: {ResultType: 0, AppDisplayName: [x, Y]}\ncondition: s and not s2\ns2: {userId: z}");
        assertThat(rule.necessary())
                .extracting(NecessaryEquality::values)
                .containsExactly(Set.of("x", "y"));
    }

    @Test
    void alternativesOfOneFieldAreOneEquality() {
        CompiledRule rule =
                Rules.signIn("a: {appId: x}\nb: {appId: y, userId: z}\ncondition: 1 of *");
        assertThat(rule.necessary())
                .extracting(NecessaryEquality::values)
                .containsExactly(Set.of("x", "y"));
        CompiledRule none =
                Rules.signIn("a: {appId: x}\nb: {userId|contains: z}\ncondition: a or b");
        assertThat(none.necessary()).isEmpty();
        CompiledRule negated = Rules.signIn("a: {appId: x}\ncondition: not a");
        assertThat(negated.necessary()).isEmpty();
    }

    @Test
    void alternativesOfTwoFieldsAreLookedForAtBothAndToldOnce() {
        RuleSet rules =
                Rules.read(
                        rule(0, "signinlogs", "a: {appId: x}\nb: {userId: z}")
                                .replace("condition: s", "condition: a or b"));
        RuleIndex index = RuleIndex.of(rules.rules());
        assertThat(matches(index, rules, "{'appId':'x','userId':'z'}")).containsExactly("rule-0");
        assertThat(matches(index, rules, "{'appId':'y','userId':'Z'}")).containsExactly("rule-0");
        assertThat(matches(index, rules, "{'appId':'y','userId':'y'}")).isEmpty();
    }

    @Test
    void whatEveryMatchNeedsBesidesWhatItIsFoundByIsAsked() {
        RuleSet rules =
                Rules.read(
                        rule(
                                        0,
                                        "signinlogs",
                                        "s: {appId: x, userId: z}\nt: {userAgent|startswith: '1'}")
                                .replace("condition: s", "condition: s and not t"));
        RuleIndex index = RuleIndex.of(rules.rules());
        assertThat(matches(index, rules, "{'appId':'x','userId':'z'}")).containsExactly("rule-0");
        assertThat(matches(index, rules, "{'appId':'x','userId':'y'}")).isEmpty();
        assertThat(matches(index, rules, "{'appId':'x','userId':'z','userAgent':'12'}")).isEmpty();
    }

    @Test
    void tellsWhatMustBeReadOfALog() {
        RuleSet rules =
                Rules.read(
                        rule(1, "signinlogs", "s: {appId: x}")
                                + "---\n"
                                + rule(2, "auditlogs", "s: [keyword]"));
        RuleIndex index = RuleIndex.of(rules.rules());
        assertThat(index.paths(Category.SIGN_IN)).hasSize(1);
        assertThat(index.paths(Category.AUDIT)).isEmpty();
        assertThat(index.readsAllTexts(Category.AUDIT)).isTrue();
        assertThat(index.readsAllTexts(Category.SIGN_IN)).isFalse();
        assertThat(index.paths(Category.RISKY_USER)).isEmpty();
    }
}
