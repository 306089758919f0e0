package io.entracep.rule;

import static io.entracep.rule.Rules.audit;
import static io.entracep.rule.Rules.matches;
import static io.entracep.rule.Rules.read;
import static io.entracep.rule.Rules.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where names of fields stand, in every shape of a record. */
class FieldTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DeviceDetail.trusttype",
                "properties.deviceDetail.trustType",
                "deviceDetail.trustType",
                "DEVICEDETAIL.TRUSTTYPE",
                "TrustType",
                "device_detail.trust_type",
                "azure.signinlogs.properties.device_detail.trust_type",
            })
    void oneFieldHasManyNamesAndShapes(String name) {
        CompiledRule rule = signIn("s: {" + name + ": x}\ncondition: s");
        assertThat(matches(rule, "{'properties':{'deviceDetail':{'trustType':'X'}}}")).isTrue();
        assertThat(matches(rule, "{'Properties':{'DeviceDetail':{'TrustType':'X'}}}")).isTrue();
        assertThat(matches(rule, "{'deviceDetail':{'trustType':'x'}}")).isTrue();
        assertThat(matches(rule, "{'DeviceDetail_dynamic':{'trustType':'x'}}")).isTrue();
        assertThat(matches(rule, "{'DeviceDetail_string':'{\\'trustType\\':\\'x\\'}'}")).isTrue();
        assertThat(matches(rule, "{'properties':'{\\'deviceDetail\\':{\\'trustType\\':\\'x\\'}}'}"))
                .isTrue();
        assertThat(matches(rule, "{'properties':{'deviceDetail':{'trustType':'y'}}}")).isFalse();
    }

    @Test
    void aSelectorTakesTheElementThatSaysSo() {
        CompiledRule rule =
                audit(
                        "s:\n  targetResources[].modifiedProperties[displayName=UserType].newValue: Member\n"
                                + "condition: s");
        String record =
                "{'properties':{'targetResources':[{'modifiedProperties':[{'displayName':'%s',"
                        + "'newValue':'%s'},{'displayName':'Other','newValue':'Member'}]}]}}";
        assertThat(matches(rule, record.formatted("UserType", "[\\'Member\\']"))).isTrue();
        assertThat(matches(rule, record.formatted("usertype", "\\'Member\\'"))).isTrue();
        assertThat(matches(rule, record.formatted("UserType", "Guest"))).isFalse();
        assertThat(matches(rule, record.formatted("X", "Member"))).isFalse();
    }

    @Test
    void consentIsReadThroughTextInText() {
        CompiledRule rule = audit("s: {ConsentContext.IsAdminConsent: 'false'}\ncondition: s");
        String record =
                "{'properties':{'targetResources':[{'modifiedProperties':[{'displayName':"
                        + "'ConsentContext.IsAdminConsent','newValue':'\\'%s\\''}]}]}}";
        assertThat(matches(rule, record.formatted("False"))).isTrue();
        assertThat(matches(rule, record.formatted("True"))).isFalse();
    }

    @Test
    void anObjectIsItsTextAndAnEmptyListSaysSo() {
        CompiledRule rule =
                audit("s: {TargetResources|contains: '\"type\":\"Role\"'}\ncondition: s");
        assertThat(matches(rule, "{'targetResources':[{'id':1},{'type':'Role'}]}")).isTrue();
        assertThat(matches(rule, "{'targetResources':[{'type':'User'}]}")).isFalse();
        CompiledRule empty = audit("s: {targetResources: '[]'}\ncondition: s");
        assertThat(matches(empty, "{'targetResources':[]}")).isTrue();
    }

    @Test
    void namesOfActivitiesAreComparedWithoutRegardToDashesAndBlanks() {
        CompiledRule rule =
                audit(
                        "s: {OperationName: Update application – Certificates and secrets management}\n"
                                + "condition: s");
        for (String dash : new String[] {"-", "–", "—"}) {
            assertThat(
                            matches(
                                    rule,
                                    "{'operationName':'Update  application "
                                            + dash
                                            + " Certificates and secrets management '}"))
                    .isTrue();
        }
    }

    @Test
    void aPathThatIsNotDocumentedWorksAsWritten() {
        String yaml = Rules.document("auditlogs", "s: {properties.newThing.name: x}\ncondition: s");
        CompiledRule rule = read(yaml).rules().iterator().next();
        assertThat(matches(rule, "{'properties':{'newThing':{'name':'x'}}}")).isTrue();
        assertThat(rule.canMatch()).isTrue();
        assertThat(read(yaml).remarks())
                .singleElement()
                .satisfies(
                        remark ->
                                assertThat(remark.message())
                                        .startsWith("rules.yml:4: mapped: properties.newThing.name")
                                        .contains("as written"));
    }

    @Test
    void aNameThatNoRecordHasCanNeverMatchAndSaysSo() {
        RuleSet rules = read(Rules.document("auditlogs", "s: {OperatonName: x}\ncondition: s"));
        assertThat(rules.problems()).isEmpty();
        assertThat(rules.rules()).noneMatch(CompiledRule::canMatch);
        assertThat(rules.remarks())
                .singleElement()
                .satisfies(
                        remark ->
                                assertThat(remark.message())
                                        .startsWith("rules.yml:4: cannot match: OperatonName")
                                        .contains("did you mean operationname?"));
        RuleSet either =
                read(
                        Rules.document(
                                "auditlogs",
                                "a: {OperatonName: x}\nb: {OperationName: x}\ncondition: a or b"));
        assertThat(either.rules()).allMatch(CompiledRule::canMatch);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{product: windows, service: security}",
                "{product: azure, service: signinlog5}",
                "{category: process_creation}",
                "{product: m365, service: exchange}",
            })
    void aLogThatIsNotReadCanNeverMatchAndSaysSo(String source) {
        RuleSet rules =
                read("title: A\nlogsource: " + source + "\ndetection: {s: {a: b}, condition: s}");
        assertThat(rules.problems()).isEmpty();
        assertThat(rules.rules()).noneMatch(CompiledRule::canMatch);
        assertThat(rules.remarks())
                .anySatisfy(
                        remark ->
                                assertThat(remark.message())
                                        .startsWith("rules.yml:2: cannot match: no log"));
    }
}
