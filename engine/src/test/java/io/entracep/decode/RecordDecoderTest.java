package io.entracep.decode;

import static io.entracep.decode.Decoding.all;
import static io.entracep.decode.Decoding.audit;
import static io.entracep.decode.Decoding.deadLetter;
import static io.entracep.decode.Decoding.event;
import static io.entracep.decode.Decoding.eventsOf;
import static io.entracep.decode.Decoding.millis;
import static io.entracep.decode.Decoding.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.decode.Decoded.Reason;
import io.entracep.event.Category;
import io.entracep.event.Change;
import io.entracep.event.EntraEvent;
import io.entracep.event.Outcome;
import io.entracep.event.Party;
import io.entracep.event.RoleReference;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each log's records become. */
class RecordDecoderTest {

    @ParameterizedTest
    @CsvSource({
        "AuditLogs, AUDIT",
        "Audit, AUDIT",
        "auditlogs, AUDIT",
        "SignInLogs, SIGN_IN",
        "SignIn, SIGN_IN",
        "NonInteractiveUserSIgnInLogs, NON_INTERACTIVE_SIGN_IN",
        "ServicePrincipalSignInLogs, SERVICE_PRINCIPAL_SIGN_IN",
        "ManagedIdentitySignInLogs, MANAGED_IDENTITY_SIGN_IN",
        "MicrosoftServicePrincipalSignInLogs, MICROSOFT_SERVICE_PRINCIPAL_SIGN_IN",
        "ADFSSignInLogs, ADFS_SIGN_IN",
        "RiskyUsers, RISKY_USER",
        "UserRiskEvents, USER_RISK_EVENT",
        "RiskyServicePrincipals, RISKY_SERVICE_PRINCIPAL",
        "ServicePrincipalRiskEvents, SERVICE_PRINCIPAL_RISK_EVENT",
        "ProvisioningLogs, PROVISIONING",
        "Administrative, AZURE_ACTIVITY",
        "Action, AZURE_ACTIVITY",
        "Write, AZURE_ACTIVITY",
        "Delete, AZURE_ACTIVITY",
        "Policy, AZURE_ACTIVITY",
        "ServiceHealth, AZURE_ACTIVITY",
        "PrivilegeUse, DOMAIN_SERVICES",
        "Logon-Logoff, DOMAIN_SERVICES",
        "Account Management, DOMAIN_SERVICES",
        "MicrosoftGraphActivityLogs, GRAPH_ACTIVITY",
        "AzureADGraphActivityLogs, GRAPH_ACTIVITY",
        "EnrichedOffice365AuditLogs, OTHER"
    })
    void routesByCategory(String logged, Category category) {
        EntraEvent event =
                event("{\"category\":\"" + logged + "\",\"operationName\":\"A.B/C/WRITE\"}");
        assertThat(event.category()).isEqualTo(category);
        assertThat(event.categoryName()).isEqualTo(logged);
    }

    @Test
    void takesAnActivityCategoryWithoutAPathForUnknown() {
        EntraEvent event = event("{\"category\":\"Security\",\"operationName\":\"login\"}");
        assertThat(event.category()).isEqualTo(Category.OTHER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "'\"tenantId\":\"T-1\"' | t-1",
                "'\"resourceId\":\"/TENANTS/T-2/PROVIDERS/X\"' | t-2",
                "'\"properties\":{\"tenantId\":\"t-3\"}' | t-3",
                "'\"properties\":{\"homeTenantId\":\"t-h\",\"resourceTenantId\":\"t-r\"}' | t-r",
                "'\"TimeGenerated\":\"2026-03-02T09:00:00Z\",\"TenantId\":\"w\",\"AADTenantId\":\"t-4\"' | t-4",
                "'\"tenantId\":\"00000000-0000-0000-0000-000000000000\"' | unknown"
            })
    void findsTheTenant(String members, String tenant) {
        assertThat(event("{\"category\":\"SignInLogs\"," + members + "}").tenantId())
                .isEqualTo(tenant);
    }

    @Test
    void takesTheTimeOfTheEventNotOfItsEmission() {
        EntraEvent event = event(signIn("a"));
        assertThat(event.time()).isEqualTo(millis("2026-03-02T08:59:00Z"));
        assertThat(event.envelopeTime()).isEqualTo(millis("2026-03-02T09:00:10Z"));
        assertThat(event.timeSuspect()).isFalse();
    }

    @Test
    void fallsBackToTheEnvelopeAndSaysSo() {
        EntraEvent event = event(signIn("a").replace("2026-03-02T08:59:00Z", "yesterday"));
        assertThat(event.time()).isEqualTo(millis("2026-03-02T09:00:10Z"));
        assertThat(event.timeSuspect()).isTrue();
    }

    @Test
    void fallsBackToTheBrokerWhereThereIsNoEnvelope() {
        byte[] bytes = "{\"category\":\"AuditLogs\"}".getBytes(StandardCharsets.UTF_8);
        EntraEvent event = eventsOf(all(bytes, new Position("hub-0", 1, 1_000))).get(0);
        assertThat(event.time()).isEqualTo(1_000);
        assertThat(event.timeSuspect()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-03-02T09:10:10Z, false",
        "2026-03-02T09:10:10.001Z, true",
        "2099-01-01T00:00:00Z, true"
    })
    void keepsButFlagsATimeAheadOfTheEnvelope(String created, boolean suspect) {
        EntraEvent event = event(signIn("a").replace("2026-03-02T08:59:00Z", created));
        assertThat(event.time()).isEqualTo(millis(created));
        assertThat(event.timeSuspect()).isEqualTo(suspect);
    }

    @Test
    void comparesWithTheBrokerWhereThereIsNoEnvelope() {
        byte[] bytes =
                signIn("a")
                        .replace("\"time\":\"2026-03-02T09:00:10Z\",", "")
                        .getBytes(StandardCharsets.UTF_8);
        long early = millis("2026-03-02T08:00:00Z");
        long late = millis("2026-03-02T09:00:00Z");
        assertThat(eventsOf(all(bytes, new Position("h", 1, early))).get(0).timeSuspect()).isTrue();
        assertThat(eventsOf(all(bytes, new Position("h", 1, late))).get(0).timeSuspect()).isFalse();
        assertThat(eventsOf(all(bytes, new Position("h", 1, 0))).get(0).timeSuspect()).isFalse();
    }

    @Test
    void identifiesRiskByItsState() {
        String record =
                """
                {"category":"UserRiskEvents","properties":{"id":"r","riskState":"atRisk",\
                "riskLevel":"high","lastUpdatedDateTime":"2026-03-02T09:00:00Z"}}""";
        assertThat(event(record).id()).isEqualTo("r|atrisk|high|1772442000000");
        assertThat(event(record.replace("high", "low")).id()).isNotEqualTo(event(record).id());
    }

    @Test
    void identifiesAzureActivityByWhatTellsItsRecordsApart() {
        String record =
                """
                {"category":"Administrative","operationName":"a.b/c/write","correlationId":"c-1",\
                "resultType":"Start","resourceId":"/SUBSCRIPTIONS/1"}""";
        assertThat(event(record).id()).isEqualTo("c-1|a.b/c/write|start|/subscriptions/1");
    }

    @Test
    void identifiesTheRestByTheirBytes() {
        String record = "{\"category\":\"PrivilegeUse\",\"operationName\":\"4673\"}";
        String id = event(record).id();
        assertThat(id).matches("h:[0-9a-f]{32}");
        assertThat(event("{\"records\":[" + record + "]}").id()).isEqualTo(id);
        assertThat(event(record.replace("4673", "4985")).id()).isNotEqualTo(id);
        assertThat(event(signIn("")).id()).startsWith("h:");
    }

    @ParameterizedTest
    @CsvSource({
        "'\"errorCode\":50126', 50126, FAILURE",
        "'\"errorCode\":\"50074\"', 50074, INTERRUPT",
        "'\"other\":1', 0, SUCCESS",
        "'\"errorCode\":\"x\"', 0, SUCCESS"
    })
    void readsCodesAsNumberOrTextElseFromTheEnvelope(String status, int code, Outcome outcome) {
        EntraEvent event = event(signIn("a").replace("\"errorCode\":0", status));
        assertThat(event.errorCode()).isEqualTo(code);
        assertThat(event.outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "50053 | Sign-in was blocked because it came from an IP address with malicious activity. | true",
                "50053 | SIGN-IN WAS BLOCKED BECAUSE IT CAME FROM AN IP ADDRESS WITH MALICIOUS ACTIVITY | true",
                "50053 | The account is locked, you've tried to sign in too many times. | false",
                "50053 | The account is locked. Or, sign-in was blocked because of the IP address. | false",
                "50053 | Other. | false",
                "50126 | Sign-in was blocked because it came from an IP address with malicious activity. | false"
            })
    void tellsABlockedAddressFromALockedAccount(int code, String reason, boolean blocked) {
        String record = signIn("a");
        String status = "\"errorCode\":%d,\"failureReason\":\"%s\"".formatted(code, reason);
        String description =
                "\"errorCode\":%d},\"resultDescription\":\"%s\",\"x\":{".formatted(code, reason);

        assertThat(isAddressBlocked(record.replace("\"errorCode\":0", status))).isEqualTo(blocked);
        assertThat(isAddressBlocked(record.replace("\"errorCode\":0", description)))
                .isEqualTo(blocked);
    }

    @Test
    void takesALockoutWithoutAReasonForOneOfTheAccount() {
        assertThat(isAddressBlocked(signIn("a").replace("\"errorCode\":0", "\"errorCode\":50053")))
                .isFalse();
    }

    private static boolean isAddressBlocked(String record) {
        return Objects.requireNonNull(event(record).signIn()).addressBlocked();
    }

    @Test
    void doesNotKnowTheOutcomeWithoutACode() {
        EntraEvent event = event("{\"category\":\"SignInLogs\",\"resultType\":\"x\"}");
        assertThat(event.errorCode()).isEqualTo(-1);
        assertThat(event.outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void readsPropertiesThatAreText() {
        String quoted =
                "{\"category\":\"SignInLogs\",\"properties\":"
                        + "\"{\\\"id\\\":\\\"x\\\",\\\"userId\\\":\\\"U-1\\\",\\\"status\\\":"
                        + "{\\\"errorCode\\\":50126}}\"}";
        EntraEvent event = event(quoted);
        assertThat(event.id()).isEqualTo("x");
        assertThat(event.actorId()).isEqualTo("u-1");
        assertThat(event.errorCode()).isEqualTo(50126);
    }

    @Test
    void readsRowsOfLogAnalytics() {
        EntraEvent event =
                event(
                        """
                        {"TenantId":"w","TimeGenerated":"2026-03-02T09:00:00Z","Type":\
                        "AADNonInteractiveUserSignInLogs","Category":"NonInteractiveUserSignInLogs",\
                        "ResourceId":"/tenants/t-1/providers/Microsoft.aadiam","Id":"r-1",\
                        "CreatedDateTime":"2026-03-02T08:59:00Z","UserId":"u-1","IPAddress":\
                        "192.0.2.7","ResultType":"50126","Location":"NL","AppId":"a-1",\
                        "ResourceIdentity":"res-1","LocationDetails_string":\
                        "{\\"city\\":\\"Delft\\",\\"countryOrRegion\\":\\"NL\\",\
                        \\"geoCoordinates\\":{\\"latitude\\":52.0,\\"longitude\\":4.36}}",\
                        "DeviceDetail_string":"{\\"deviceId\\":\\"D-1\\",\\"isManaged\\":true}",\
                        "Status_string":"{\\"errorCode\\":50126}"}""");
        assertThat(event.category()).isEqualTo(Category.NON_INTERACTIVE_SIGN_IN);
        assertThat(event.tenantId()).isEqualTo("t-1");
        assertThat(event.id()).isEqualTo("r-1");
        assertThat(event.time()).isEqualTo(millis("2026-03-02T08:59:00Z"));
        assertThat(event.errorCode()).isEqualTo(50126);
        assertThat(event.origin().city()).isEqualTo("Delft");
        assertThat(event.origin().latitude()).isEqualTo(52.0);
        assertThat(event.device().id()).isEqualTo("d-1");
        assertThat(event.device().managed()).isTrue();
        assertThat(event.signIn().resourceId()).isEqualTo("res-1");
    }

    @Test
    void recognisesGraphObjects() {
        assertThat(
                        event(
                                        """
                                        {"id":"r-1","createdDateTime":"2026-03-02T09:00:00Z",\
                                        "userId":"u-1","appId":"a-1","ipAddress":"192.0.2.7",\
                                        "resourceId":"res-1","resourceTenantId":"t-1",\
                                        "isInteractive":true,"status":{"errorCode":0}}""")
                                .signIn()
                                .resourceId())
                .isEqualTo("res-1");
        assertThat(
                        event(
                                        """
                                        {"id":"r","createdDateTime":"2026-03-02T09:00:00Z",\
                                        "appId":"a","status":{"errorCode":0},\
                                        "signInEventTypes":["managedIdentity"]}""")
                                .category())
                .isEqualTo(Category.MANAGED_IDENTITY_SIGN_IN);
        assertThat(
                        event(
                                        """
                                        {"id":"r","riskEventType":"anonymizedIPAddress",\
                                        "userId":"u","riskState":"atRisk"}""")
                                .category())
                .isEqualTo(Category.USER_RISK_EVENT);
        EntraEvent policy =
                event(
                        """
                        {"id":"x","category":"Policy","activityDisplayName":"Update policy",\
                        "activityDateTime":"2026-03-02T09:00:00Z","result":"success",\
                        "initiatedBy":{"user":null,"app":{"displayName":"x"}}}""");
        assertThat(policy.category()).isEqualTo(Category.AUDIT);
        assertThat(policy.audit().details()).containsEntry("category", "Policy");
    }

    @Test
    void sumsUpTheStepsOfASignIn() {
        EntraEvent event =
                event(
                        signIn("a")
                                .replace(
                                        "\"appId\"",
                                        """
                                        "authenticationDetails":[\
                                        {"authenticationMethod":"Previously satisfied","succeeded":true},\
                                        {"authenticationMethod":"Password","succeeded":true,\
                                        "authenticationStepRequirement":"Primary authentication"},\
                                        {"authenticationMethod":"Mobile app notification","succeeded":false,\
                                        "authenticationStepResultDetail":"Authentication in progress"},\
                                        {"authenticationMethod":"Mobile app notification","succeeded":false,\
                                        "authenticationStepResultDetail":"MFA denied; user declined the authentication"},\
                                        {"authenticationMethod":"Mobile app notification","succeeded":true,\
                                        "authenticationStepResultDetail":"MFA successfully completed"}],"appId\""""));
        assertThat(event.signIn().method()).isEqualTo("Password,Mobile app notification");
        assertThat(event.signIn().stepDetail())
                .isEqualTo("MFA denied; user declined the authentication");
        assertThat(event.signIn().mfaCompleted()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "'\"status\":{\"errorCode\":0,\"additionalDetails\":\"MFA completed in Azure AD\"}' | true",
                "'\"status\":{\"errorCode\":0,\"additionalDetails\":\"MFA requirement satisfied by claim in the token\"},\"mfaDetail\":{\"authMethod\":\"x\"}' | false",
                "'\"status\":{\"errorCode\":0},\"mfaDetail\":{\"authMethod\":\"Text message\"}' | true",
                "'\"status\":{\"errorCode\":500121},\"mfaDetail\":{\"authMethod\":\"Text message\"}' | false",
                "'\"status\":{\"errorCode\":0},\"mfaDetail\":{}' | false",
                "'\"status\":{\"errorCode\":0},\"mfaDetail\":null' | false"
            })
    void knowsWhetherASecondFactorWasCompleted(String members, boolean completed) {
        EntraEvent event = event(signIn("a").replace("\"status\":{\"errorCode\":0}", members));
        assertThat(event.signIn().mfaCompleted()).isEqualTo(completed);
    }

    @Test
    void namesTheWorkloadOfAWorkloadsSignIn() {
        EntraEvent event =
                event(
                        """
                        {"category":"ServicePrincipalSignInLogs","properties":{"userId":"",\
                        "servicePrincipalId":"SP-1","servicePrincipalName":"billing",\
                        "riskLevelDuringSignIn":"low","riskState":"none"}}""");
        assertThat(event.actor()).isEqualTo(new Party("ServicePrincipal", "sp-1", "billing"));
        assertThat(event.signIn().riskLevel()).isNull();
    }

    @Test
    void takesTheActorOfAnAuditRecordByTheBestThatNamesIt() {
        assertThat(actor("\"user\":{\"id\":\"U\",\"userPrincipalName\":\"A@B.c\"},\"app\":null"))
                .isEqualTo(new Party("User", "u", "a@b.c"));
        assertThat(actor("\"user\":null,\"app\":{\"servicePrincipalId\":\"S\",\"appId\":\"A\"}"))
                .isEqualTo(new Party("ServicePrincipal", "s", null));
        assertThat(actor("\"app\":{\"appId\":\"A\",\"displayName\":\"x\"}"))
                .isEqualTo(new Party("Application", "a", "x"));
        assertThat(actor("\"app\":{\"displayName\":\"MS-PIM\"}"))
                .isEqualTo(new Party("App", null, "MS-PIM"));
        assertThat(actor("")).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "'\"additionalDetails\":[{\"key\":\"ipaddr\",\"value\":\"192.0.2.1\"}],\"initiatedBy\":{\"user\":{\"id\":\"u\",\"ipAddress\":\"192.0.2.2\"}}' | 192.0.2.1",
                "'\"initiatedBy\":{\"user\":{\"id\":\"u\",\"ipAddress\":\"192.0.2.2\"}},\"callerIpAddress\":\"192.0.2.3\"' | 192.0.2.2",
                "'\"initiatedBy\":{\"user\":{\"id\":\"u\",\"ipAddress\":\"<null>\"}},\"callerIpAddress\":\"192.0.2.3\"' | 192.0.2.3",
                "'\"initiatedBy\":{}' | "
            })
    void takesTheAddressOfTheActorBeforeThatOfTheFrontEnd(String members, String ip) {
        assertThat(event(audit(members)).origin().ip()).isEqualTo(ip);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"success\"', SUCCESS",
        "'\"Success\"', SUCCESS",
        "0, SUCCESS",
        "'\"failure\"', FAILURE",
        "'\"timeout\"', FAILURE",
        "1, FAILURE",
        "null, UNKNOWN"
    })
    void sortsAuditResults(String result, Outcome outcome) {
        String record = audit("\"x\":1").replace("\"success\"", result);
        assertThat(event(record).outcome()).isEqualTo(outcome);
    }

    @Test
    void namesADeletedUserAsBefore() {
        EntraEvent event =
                event(
                        audit(
                                """
                                "targetResources":[{"id":"84360E8B-3321-4e37-b9ec-10fccd0263b8",\
                                "type":"User","userPrincipalName":\
                                "84360e8b33214e37b9ec10fccd0263b8Tmp@contoso.com"}]"""));
        assertThat(event.target("user"))
                .isEqualTo(
                        new Party(
                                "User", "84360e8b-3321-4e37-b9ec-10fccd0263b8", "tmp@contoso.com"));
    }

    @Test
    void findsTheRoleOfCoreDirectoryAlsoWhereItIsTakenAway() {
        String change =
                """
                "targetResources":[{"id":"u","type":"User","modifiedProperties":[\
                {"displayName":"Role.DisplayName","oldValue":%s,"newValue":%s},\
                {"displayName":"Role.TemplateId","oldValue":%s,"newValue":%s}]}]""";
        String name = "\"\\\"Global Administrator\\\"\"";
        String id = "\"\\\"62E90394-69f5-4237-9190-012177145e10\\\"\"";
        RoleReference role =
                new RoleReference("62e90394-69f5-4237-9190-012177145e10", "Global Administrator");
        assertThat(event(audit(change.formatted("null", name, "null", id))).audit().role())
                .isEqualTo(role);
        assertThat(event(audit(change.formatted(name, "null", id, "\"\\\"\\\"\""))).audit().role())
                .isEqualTo(role);
    }

    @Test
    void findsTheGroupOfAMembershipThatIsNamedOnlyAsChangedProperties() {
        String member =
                """
                "targetResources":[{"id":"u","type":"User","modifiedProperties":[\
                {"displayName":"Group.ObjectID","oldValue":null,"newValue":"\\"g-1\\""},\
                {"displayName":"Group.DisplayName","oldValue":null,"newValue":"\\"Helpers\\""}]}%s]""";
        String group = ",{\"id\":\"g-2\",\"displayName\":\"Others\",\"type\":\"Group\"}";

        assertThat(event(audit(member.formatted(""))).target("Group"))
                .isEqualTo(new Party("Group", "g-1", "Helpers"));
        assertThat(event(audit(member.formatted(group))).target("Group"))
                .isEqualTo(new Party("Group", "g-2", "Others"));
    }

    @Test
    void findsTheRoleOfPrivilegedIdentityManagementButNotOfGroups() {
        String members =
                """
                "targetResources":[{"id":"x","displayName":"%s","type":"Role"},\
                {"id":"g","displayName":"Admins","type":"Group"}],\
                "additionalDetails":[{"key":"TemplateId","value":"R-1"}]""";
        assertThat(event(audit(members.formatted("Reader"))).audit().role())
                .isEqualTo(new RoleReference("r-1", "Reader"));
        assertThat(event(audit(members.formatted("Member"))).audit().role()).isNull();
    }

    @Test
    void keepsValuesAndListsWithinTheirBounds() {
        String change = "{\"displayName\":\"p\",\"newValue\":\"" + "v".repeat(9_000) + "\"}";
        String target =
                "{\"id\":\"u\",\"type\":\"User\",\"modifiedProperties\":["
                        + (change + ",").repeat(9)
                        + change
                        + "]}";
        StringBuilder details = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            details.append(i == 0 ? "" : ",").append("{\"key\":\"k" + i + "\",\"value\":\"v\"}");
        }
        EntraEvent event =
                event(
                        audit(
                                "\"targetResources\":["
                                        + (target + ",").repeat(39)
                                        + target
                                        + "],\"additionalDetails\":["
                                        + details
                                        + "]"));
        assertThat(event.audit().targets()).hasSize(32);
        assertThat(event.audit().changes()).hasSize(64);
        assertThat(event.audit().changes().get(0).newValue()).hasSize(8192);
        assertThat(event.audit().details()).hasSize(64);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "'{\"Id\":\"x\",\"Properties\":{\"PrincipalId\":\"P-1\",\"RoleDefinitionId\":\"/providers/Microsoft.Authorization/roleDefinitions/RD-1\",\"Scope\":\"/subscriptions/1\"}}'",
                "'\"{\\\"properties\\\":{\\\"principalId\\\":\\\"P-1\\\",\\\"roleDefinitionId\\\":\\\"/x/RD-1\\\",\\\"scope\\\":\\\"/subscriptions/1\\\"}}\"'"
            })
    void readsTheRoleAssignmentOfAnAzureRequest(String body) {
        EntraEvent event =
                event(
                        "{\"category\":\"Write\",\"operationName\":"
                                + "\"MICROSOFT.AUTHORIZATION/ROLEASSIGNMENTS/WRITE\",\"resultType\":"
                                + "\"Succeeded\",\"identity\":{\"claims\":{\"appid\":\"A\","
                                + "\"http://schemas.xmlsoap.org/ws/2005/05/identity/claims/upn\":"
                                + "\"Eve@example.com\",\"ipaddr\":\"192.0.2.9\"}},\"properties\":"
                                + "{\"requestBody\":"
                                + body
                                + "}}");
        assertThat(event.audit().details())
                .containsEntry("principalId", "p-1")
                .containsEntry("roleDefinitionId", "rd-1")
                .containsEntry("scope", "/subscriptions/1");
        assertThat(event.actor()).isEqualTo(new Party("User", null, "eve@example.com"));
        assertThat(event.origin().ip()).isEqualTo("192.0.2.9");
        assertThat(event.outcome()).isEqualTo(Outcome.SUCCESS);
    }

    @Test
    void readsTheTextOfADomainServicesEvent() {
        EntraEvent event =
                event(
                        """
                        {"category":"PrivilegeUse","operationName":"4673","resultDescription":\
                        "A privileged service was called.\\r\\n\\r\\nSubject:\\r\\n\
                        \\tAccount Name:\\t\\tAlice\\r\\n\\tAccount Domain:\\t-\\r\\n\
                        \\tAccount Name:\\tBob\\r\\n\\tPrivileges:\\tSeTcbPrivilege"}""");
        assertThat(event.actor()).isEqualTo(new Party("User", null, "alice"));
        assertThat(event.audit().details())
                .containsEntry("Privileges", "SeTcbPrivilege")
                .doesNotContainKey("Account Domain");
    }

    @Test
    void prefersTheVendorsSpellingOfAKey() {
        assertThat(event("{\"category\":\"SignInLogs\",\"Category\":\"AuditLogs\"}").category())
                .isEqualTo(Category.SIGN_IN);
        assertThat(event("{\"Category\":\"AuditLogs\",\"category\":\"SignInLogs\"}").category())
                .isEqualTo(Category.SIGN_IN);
    }

    @Test
    void survivesTargetsThatWereCutShort() {
        EntraEvent event =
                event(
                        audit(
                                "\"targetResources\":\"[{\\\"id\\\":\\\"u\\\",\\\"type\\\":"
                                        + "\\\"User\\\"},{\\\"id\\\":\\\"v\""));
        assertThat(event.audit().targets()).containsExactly(new Party("User", "u", null));
    }

    @Test
    void decodesModifiedProperties() {
        EntraEvent event =
                event(
                        audit(
                                """
                                "targetResources":[{"type":"User","modifiedProperties":[\
                                {"displayName":"UserType","oldValue":"[\\"Guest\\"]",\
                                "newValue":"[\\"Member\\"]"},\
                                {"displayName":"Empty","oldValue":"[]","newValue":"\\"\\""},\
                                {"displayName":"Object","oldValue":null,"newValue":{"a":[1]}}]}]"""));
        assertThat(event.audit().changes())
                .containsExactly(
                        new Change("UserType", "Guest", "Member"),
                        new Change("Empty", null, null),
                        new Change("Object", null, "{\"a\":[1]}"));
    }

    @Test
    void doesNotRecogniseWhatIsNoLogRecord() {
        assertThat(deadLetter("{\"id\":\"x\",\"principalId\":\"p\"}").reason())
                .isEqualTo(Reason.UNRECOGNISED);
    }

    private static Party actor(String initiatedBy) {
        return event(audit("\"initiatedBy\":{" + initiatedBy + "}")).actor();
    }
}
