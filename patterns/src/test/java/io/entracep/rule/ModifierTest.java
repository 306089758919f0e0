package io.entracep.rule;

import static io.entracep.rule.Rules.audit;
import static io.entracep.rule.Rules.matches;
import static io.entracep.rule.Rules.problems;
import static io.entracep.rule.Rules.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each modifier, alone and in the chains that make sense; what makes none is refused. */
class ModifierTest {

    private static boolean holds(String item, String userAgent) {
        CompiledRule rule = signIn("s: {" + item + "}\ncondition: s");
        return rule.matches(
                new JsonRecord(
                        com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                                .objectNode()
                                .put("userAgent", userAgent),
                        rule.fieldPaths()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " ~ ",
            value = {
                "userAgent: abc ~ ABC ~ true",
                "userAgent: abc ~ abcd ~ false",
                "userAgent|contains: bc ~ aBCd ~ true",
                "userAgent|startswith: ab ~ ABc ~ true",
                "userAgent|startswith: bc ~ abc ~ false",
                "userAgent|endswith: bc ~ aBC ~ true",
                "userAgent|endswith: ab ~ abc ~ false",
                "userAgent|contains|all: [a, c] ~ abc ~ true",
                "userAgent|contains|all: [a, x] ~ abc ~ false",
                "userAgent|all|contains: [a, c] ~ abc ~ true",
                "userAgent|cased: abc ~ ABC ~ false",
                "userAgent|cased|contains: BC ~ ABC ~ true",
                "userAgent|neq: abc ~ abd ~ true",
                "userAgent|neq: abc ~ ABC ~ false",
                "userAgent|neq: [a, b] ~ b ~ false",
                "userAgent|contains|neq: b ~ abc ~ false",
                "userAgent: 'a*c' ~ aXYc ~ true",
                "userAgent: 'a?c' ~ abc ~ true",
                "userAgent: 'a?c' ~ ac ~ false",
                "userAgent: 'a\\*c' ~ a*c ~ true",
                "userAgent: 'a\\*c' ~ abc ~ false",
                "userAgent: 'a\\\\*' ~ a\\xyz ~ true",
                "userAgent: 'a\\\\\\*' ~ a\\* ~ true",
                "userAgent: 'a\\b' ~ a\\b ~ true",
                "userAgent: 'a\\\\b' ~ a\\b ~ true",
                "userAgent|contains: '*' ~ x ~ true",
                "userAgent|re: 'b+c' ~ abbcd ~ true",
                "userAgent|re: 'B' ~ abc ~ false",
                "userAgent|re|i: 'B' ~ abc ~ true",
                "userAgent|re: '^bc' ~ abc ~ false",
                "userAgent|re: '^[{]a{2,1000}\\{9999}[^]{9999}]$' ~ '{aa{9999}x' ~ true",
                "userAgent|gt: 5 ~ 6 ~ true",
                "userAgent|gt: 5 ~ 5 ~ false",
                "userAgent|gte: 5 ~ 5 ~ true",
                "userAgent|lt: 5 ~ 4.9 ~ true",
                "userAgent|lte: 5 ~ 5.0 ~ true",
                "userAgent|gt: 5 ~ NaN ~ false",
                "userAgent|gt: 5 ~ ten ~ false",
                "userAgent|cidr: 192.0.2.0/24 ~ 192.0.2.77 ~ true",
                "userAgent|cidr: 192.0.2.0/24 ~ 192.0.3.1 ~ false",
                "userAgent|cidr: 192.0.2.0/24 ~ ::ffff:192.0.2.1 ~ true",
                "userAgent|cidr: 192.0.2.0/24 ~ 192.0.2.* ~ false",
                "userAgent|cidr: 192.0.2.0/24 ~ 192.0.2.0/24 ~ false",
                "userAgent|cidr: '2001:db8::/32' ~ 2001:db8:1::5 ~ true",
                "userAgent|cidr: '2001:db8::/32' ~ 2001:db9::5 ~ false",
                "userAgent|cidr: [192.0.2.0/24, 198.51.100.0/24] ~ 198.51.100.9 ~ true",
                "userAgent|exists: true ~ x ~ true",
                "userAgent|exists: false ~ x ~ false",
                "userAgent|base64: hello ~ aGVsbG8= ~ true",
                "userAgent|base64|contains: hello ~ xxaGVsbG8=yy ~ true",
                "userAgent|base64offset|contains: foobar ~ eGZvb2Jhcg== ~ true",
                "userAgent|base64offset|contains: foobar ~ eHhmb29iYXI= ~ true",
                "userAgent|base64offset|contains: foobar ~ Zm9vYmFy ~ true",
                "userAgent|wide|base64: cmd ~ YwBtAGQA ~ true",
                "userAgent|utf16le|base64: cmd ~ YwBtAGQA ~ true",
                "userAgent|utf16be|base64: cmd ~ AGMAbQBk ~ true",
                "userAgent|utf16|base64: cmd ~ //5jAG0AZAA= ~ true",
                "userAgent|windash: '-a' ~ /a ~ true",
                "userAgent|windash|contains: ' -enc ' ~ x –enc y ~ true",
                "userAgent|contains|windash: ' -enc ' ~ x ―enc y ~ true",
                "userAgent|windash: '-a' ~ +a ~ false",
                "userAgent|hour: 3 ~ 2026-03-02T03:59:00Z ~ true",
                "userAgent|hour|gte: 22 ~ 2026-03-02T21:59:00Z ~ false",
                "userAgent|hour|gte: 22 ~ 2026-03-02T22:00:00Z ~ true",
                "userAgent|minute: 59 ~ 2026-03-02T03:59:00Z ~ true",
                "userAgent|day: 2 ~ 3/2/2026 9:07:16 AM ~ true",
                "userAgent|week: 10 ~ 2026-03-02T03:59:00Z ~ true",
                "userAgent|month: 3 ~ 2026-03-02T03:59:00Z ~ true",
                "userAgent|year: 2026 ~ 2026-03-02T03:59:00Z ~ true",
                "userAgent|year: 2026 ~ no time ~ false",
            })
    void compares(String item, String value, boolean holds) {
        assertThat(holds(item, value)).isEqualTo(holds);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " ~ ",
            value = {
                "a|contain: x ~ did you mean contains",
                "a|contains|startswith: x ~ compared in one way",
                "a|all: x ~ a list of at least two values",
                "a|contains|all: [x] ~ a list of at least two values",
                "a|contains|contains: x ~ each modifier once",
                "a|i: x ~ behind re only",
                "a|contains|base64: x ~ encoded before it is compared",
                "a|base64|wide: x ~ before base64",
                "a|base64|base64offset: x ~ one of base64 and base64offset",
                "a|exists|cased: true ~ exists alone",
                "a|exists: maybe ~ true or false",
                "a|re|contains: x ~ compared in one way",
                "a|re|base64: x ~ re without what changes texts",
                "a|gt: x ~ a number",
                "a|hour: noon ~ a number",
                "a|cidr: 192.0.2.0/99 ~ a network in CIDR form",
                "a|cidr: somewhere ~ a network in CIDR form",
                "a|re: '(' ~ a regular expression of RE2",
                "a|re: '(?=x)y' ~ no look-around",
                "a|re: '(a{1000}){1000}' ~ at most 10000 parts",
                "a|re: '((((a{0,999}){0,999}){0,999}){0,999}){2,}' ~ at most 10000 parts",
                "a|re: '(?:(?:[]{}]|x){1,200}y){60}' ~ at most 10000 parts",
                "a|re: '((x*){1000}){1000}' ~ at most 10000 parts",
                "a|re: '(a)\\1' ~ no look-around",
                "a|base64: 'x*' ~ without wildcards",
                "a|contains: null ~ null is compared without modifiers",
                "a: [x, null] ~ null stands alone",
                "a: [] ~ at least one value",
                "a: {b: c} ~ not a map",
                "a: [[x]] ~ a single value",
                "a|re|expand: '%x%' ~ beside texts or cidr",
            })
    void refuses(String item, String reason) {
        assertThat(problems("s: {" + item + "}\ncondition: s"))
                .hasSize(1)
                .allSatisfy(
                        problem ->
                                assertThat(problem).startsWith("rules.yml:4: ").contains(reason));
    }

    @Test
    void aRegularExpressionThatExplodesElsewhereEndsAtOnce() {
        assertThat(holds("userAgent|re: '^(a+)+$'", "a".repeat(50_000) + "b")).isFalse();
    }

    @Test
    void comparesWithAnotherField() {
        CompiledRule rule =
                audit(
                        "s:\n  InitiatedBy.user.userPrincipalName|fieldref: TargetResources.userPrincipalName\n"
                                + "condition: s");
        String record =
                "{'initiatedBy':{'user':{'userPrincipalName':'Bob@example.com'}},"
                        + "'targetResources':[{'userPrincipalName':'x'},{'userPrincipalName':'%s'}]}";
        assertThat(matches(rule, record.formatted("bob@example.com"))).isTrue();
        assertThat(matches(rule, record.formatted("eve@example.com"))).isFalse();
        assertThat(matches(rule, "{'initiatedBy':{}}")).isFalse();
    }

    @Test
    void comparesTheBeginningWithAnotherFieldAndNegates() {
        CompiledRule starts =
                signIn("s: {userPrincipalName|startswith|fieldref: userId}\ncondition: s");
        assertThat(matches(starts, "{'userPrincipalName':'bob@x','userId':'BOB'}")).isTrue();
        CompiledRule differs = signIn("s: {userPrincipalName|fieldref|neq: userId}\ncondition: s");
        assertThat(matches(differs, "{'userPrincipalName':'bob','userId':'BOB'}")).isFalse();
        assertThat(matches(differs, "{'userPrincipalName':'bob','userId':'eve'}")).isTrue();
    }

    @Test
    void allOfAnotherFieldAreAmongItsValues() {
        CompiledRule rule =
                audit(
                        "s:\n  \"targetResources[].modifiedProperties[displayName=P].newValue.a|fieldref|all\":"
                                + " targetResources[].modifiedProperties[displayName=P].oldValue.a\n"
                                + "condition: s");
        String record =
                "{'targetResources':[{'modifiedProperties':[{'displayName':'P',"
                        + "'oldValue':'{\\\"a\\\":%s}','newValue':'{\\\"a\\\":%s}'}]}]}";
        assertThat(matches(rule, record.formatted("[1,2]", "[2,3,1]"))).isTrue();
        assertThat(matches(rule, record.formatted("[1,2]", "[2,3]"))).isFalse();
        assertThat(matches(rule, record.formatted("[]", "[2]"))).isTrue();
        assertThat(matches(rule, record.formatted("[1]", "[]"))).isFalse();
        assertThat(matches(rule, record.formatted("null", "null"))).isTrue();
        assertThat(matches(rule, record.formatted("{}", "null"))).isFalse();
    }

    @Test
    void whatIsInTheJsonOfAnotherFieldIsAmongItsValues() {
        CompiledRule rule =
                audit(
                        "s:\n  \"targetResources[].modifiedProperties[displayName=P].oldValue|fieldref|all\":"
                                + " targetResources[].modifiedProperties[displayName=P].newValue\n"
                                + "condition: s");
        String record =
                "{'targetResources':[{'modifiedProperties':[{'displayName':'P',"
                        + "'oldValue':'%s','newValue':'%s'}]}]}";
        assertThat(matches(rule, record.formatted("[\\\"[a]\\\",\\\"[b]\\\"]", "[\\\"[b]\\\"]")))
                .isTrue();
        assertThat(matches(rule, record.formatted("[\\\"[a]\\\"]", "[\\\"[a]\\\",\\\"[b]\\\"]")))
                .isFalse();
    }

    @Test
    void comparesNumbersAndTimesWithAnotherField() {
        CompiledRule earlier = signIn("s: {userId|fieldref|lt: correlationId}\ncondition: s");
        String record = "{'userId':'%s','correlationId':'%s'}";
        assertThat(matches(earlier, record.formatted("2", "10"))).isTrue();
        assertThat(matches(earlier, record.formatted("10", "10"))).isFalse();
        assertThat(
                        matches(
                                earlier,
                                record.formatted(
                                        "2026-03-02T09:00:00Z", "2026-03-02T11:00:00+01:00")))
                .isTrue();
        assertThat(
                        matches(
                                earlier,
                                record.formatted(
                                        "2026-03-02T10:00:00Z", "2026-03-02T11:00:00+01:00")))
                .isFalse();
        assertThat(matches(earlier, record.formatted("yesterday", "2026-03-02T09:00:00Z")))
                .isFalse();
    }

    @Test
    void ofAnAddressOrNameTheHostIsCompared() {
        CompiledRule rule = signIn("s: {'properties.userId:host': login.example}\ncondition: s");
        for (String there :
                List.of(
                        "https://login.example/cb",
                        "HTTPS://Login.Example:8443?x=1",
                        "https://own.example@login.example/",
                        "https://login.example\\\\@own.example/",
                        "ann@login.example",
                        "[\\\"ann@login.example\\\"]",
                        "login.example")) {
            assertThat(matches(rule, "{'userId':'" + there + "'}")).as(there).isTrue();
        }
        for (String elsewhere :
                List.of(
                        "https://own.example/?u=https://login.example",
                        "https://login.example.net/",
                        "https://evil-login.example",
                        "login.example/x",
                        "")) {
            assertThat(matches(rule, "{'userId':'" + elsewhere + "'}")).as(elsewhere).isFalse();
        }
    }

    @Test
    void ofAnAddressTheNetworkIsCompared() {
        CompiledRule rule = signIn("s: {Network: 192.0.0.0/16}\ncondition: s");
        assertThat(matches(rule, "{'ipAddress':'192.0.2.7'}")).isTrue();
        assertThat(matches(rule, "{'ipAddress':'::ffff:192.0.2.7'}")).isTrue();
        assertThat(matches(rule, "{'ipAddress':'192.0.2.7:443'}")).isTrue();
        assertThat(matches(rule, "{'ipAddress':'192.1.2.7'}")).isFalse();
        assertThat(matches(rule, "{'ipAddress':'192.0'}")).isFalse();
        assertThat(matches(rule, "{'ipAddress':'192.0.0.0/16'}")).isFalse();
        CompiledRule wide = signIn("s: {'ipAddress:network': '2001:db8::/32'}\ncondition: s");
        assertThat(matches(wide, "{'ipAddress':'2001:db8:1:2::7'}")).isTrue();
        assertThat(matches(wide, "{'ipAddress':'2001:db9::7'}")).isFalse();
    }

    @Test
    void ofATextTheIdIsCompared() {
        CompiledRule rule =
                audit("s: {ApplicationId: 0b1f6471-1bf0-4dda-aec3-111122223333}\ncondition: s");
        String record =
                "{'targetResources':[{'modifiedProperties':[{'displayName':'AppPrincipalId','newValue':%s}]}]}";
        assertThat(matches(rule, record.formatted("'0B1F6471-1bf0-4dda-aec3-111122223333'")))
                .isTrue();
        assertThat(
                        matches(
                                rule,
                                record.formatted(
                                        "'[\\\"0b1f6471-1bf0-4dda-aec3-111122223333\\\"]'")))
                .isTrue();
        assertThat(matches(rule, record.formatted("'none'"))).isFalse();
        assertThat(matches(rule, record.formatted("null"))).isFalse();
    }

    @Test
    void placeholdersStandForListsOfThePolicy() {
        CompiledRule rule = signIn("s: {userPrincipalName|expand: '%people%'}\ncondition: s");
        String bob = "{'userPrincipalName':'bob@example.com'}";
        assertThat(matches(rule, bob)).isFalse();
        assertThat(rule.missingLists()).containsExactly("people");
        CompiledRule bound = rule.bind(lists("people", "Bob@example.com", "svc-*"));
        assertThat(bound.missingLists()).isEmpty();
        assertThat(matches(bound, bob)).isTrue();
        assertThat(matches(bound, "{'userPrincipalName':'svc-backup'}")).isTrue();
        assertThat(matches(bound, "{'userPrincipalName':'eve@example.com'}")).isFalse();
        assertThat(matches(rule.bind(lists("people")), bob)).isFalse();
    }

    @Test
    void placeholdersStandInsideOfTextsAndPercentSignsAreEscaped() {
        CompiledRule rule =
                signIn("s: {userAgent|contains|expand: '/%name%-%name%'}\ncondition: s")
                        .bind(lists("NAME", "a", "b"));
        assertThat(matches(rule, "{'userAgent':'x/a-b'}")).isTrue();
        assertThat(matches(rule, "{'userAgent':'x/a-c'}")).isFalse();
        CompiledRule plain = signIn("s: {userAgent|expand: '\\%a%'}\ncondition: s");
        assertThat(matches(plain, "{'userAgent':'%a%'}")).isTrue();
        CompiledRule literal = signIn("s: {userAgent: '%a%'}\ncondition: s");
        assertThat(matches(literal, "{'userAgent':'%a%'}")).isTrue();
    }

    private static PlaceholderLists lists(String name, String... values) {
        return PlaceholderLists.of(java.util.Map.of(name, List.of(values)));
    }
}
