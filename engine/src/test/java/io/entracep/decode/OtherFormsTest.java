package io.entracep.decode;

import static io.entracep.decode.Decoding.FILE;
import static io.entracep.decode.Decoding.all;
import static io.entracep.decode.Decoding.deadLetter;
import static io.entracep.decode.Decoding.deadLettersOf;
import static io.entracep.decode.Decoding.eventsOf;
import static io.entracep.decode.Decoding.millis;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.decode.Decoded.DeadLetter;
import io.entracep.decode.Decoded.Reason;
import io.entracep.event.Category;
import io.entracep.event.EntraEvent;
import io.entracep.event.Outcome;
import io.entracep.event.Party;
import io.entracep.event.RoleReference;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Records that tools and other interfaces write in another form than the logs have. */
class OtherFormsTest {

    /** An audit record as Graph has it; where the parts go is marked. */
    private static final String GRAPH =
            """
            {"id":"Directory_A_1","category":"RoleManagement","correlationId":"c-1","result":"success",\
            "activityDisplayName":"Add member to role","activityDateTime":TIME,\
            "initiatedBy":INITIATOR,"targetResources":TARGETS,"additionalDetails":[]}""";

    private static final String INITIATOR =
            "{\"user\":{\"id\":\"u-1\",\"userPrincipalName\":\"eve@example.com\"},\"app\":null}";
    private static final String TARGET =
            "{\"id\":\"u-2\",\"type\":\"User\",\"userPrincipalName\":\"tmp@example.com\"}";
    private static final String TIME = "\"2026-03-09T09:00:00Z\"";

    private static String graph(String time, String initiator, String targets) {
        return GRAPH.replace("TIME", time)
                .replace("INITIATOR", initiator)
                .replace("TARGETS", targets);
    }

    private static EntraEvent event(String text) {
        List<Decoded> decoded = all(text);
        assertThat(deadLettersOf(decoded)).isEmpty();
        assertThat(decoded).hasSize(1);
        return eventsOf(decoded).get(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"/Date(1773046800000)/\"",
                "\"\\/Date(1773046800000)\\/\"",
                "{\"value\":\"\\/Date(1773046800000)\\/\",\"DisplayHint\":2,\"DateTime\":\"Monday\"}",
                "{\"value\":\"2026-03-09T09:00:00Z\",\"DateTime\":\"Monday\"}",
                "1773046800000",
                "\"2026-03-09T10:00:00+01:00\""
            })
    void readsTimesOfPowerShell(String time) {
        EntraEvent event = event(graph(time, INITIATOR, "[" + TARGET + "]"));
        assertThat(event.time()).isEqualTo(millis("2026-03-09T09:00:00Z"));
        assertThat(event.timeSuspect()).isFalse();
        assertThat(event.actorId()).isEqualTo("u-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[<T>]", "<T>", "{\"value\":[<T>],\"Count\":1}"})
    void readsListsHoweverTheyAreWrapped(String targets) {
        EntraEvent event = event(graph(TIME, INITIATOR, targets.replace("<T>", TARGET)));
        assertThat(event.target("User")).isEqualTo(new Party("User", "u-2", "tmp@example.com"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"@{user=; app=}\" | [<T>] | initiatedBy",
                "I | [\"class MsGraphTargetResource {  Id: x }\"] | targetResources",
                "I | \"System.Object[]\" | targetResources",
                "\"Microsoft.Graph.PowerShell.Models.MicrosoftGraphAuditActivityInitiator\" | [<T>] | initiatedBy",
                "\"Microsoft.Graph.Beta.PowerShell.Models.MicrosoftGraphAuditActivityInitiator\" | [<T>] | initiatedBy",
                "\"[object Object]\" | [<T>] | initiatedBy",
                "{\"user\":\"@{id=u-1; displayName=}\"} | [<T>] | user"
            })
    void tellsThatObjectsBecameText(String initiator, String targets, String lost) {
        String record =
                graph(
                        TIME,
                        initiator.equals("I") ? INITIATOR : initiator,
                        targets.replace("<T>", TARGET));
        DeadLetter letter = deadLetter(record);
        assertThat(letter.reason()).isEqualTo(Reason.DAMAGED);
        assertThat(letter.detail()).contains(lost).contains("-Depth");
        assertThat(letter.rawText()).isEqualTo(record);
    }

    @Test
    void tellsThatPythonWroteTheObjects() {
        DeadLetter letter =
                deadLetter(graph(TIME, INITIATOR, "\"[{'id': 'u-2', 'displayName': None}]\""));
        assertThat(letter.reason()).isEqualTo(Reason.DAMAGED);
        assertThat(letter.detail()).contains("targetResources");
    }

    @Test
    void readsPascalCase() {
        String record =
                graph(TIME, INITIATOR, "[" + TARGET + "]")
                        .replace("\"id\"", "\"Id\"")
                        .replace("\"activity", "\"Activity")
                        .replace("\"initiatedBy", "\"InitiatedBy")
                        .replace("\"user\"", "\"User\"")
                        .replace("\"targetResources", "\"TargetResources");
        assertThat(event(record).actorId()).isEqualTo("u-1");
        assertThat(event(record).target("User")).isNotNull();
    }

    @Test
    void identifiesARecordWithoutCase() {
        String record = graph(TIME, INITIATOR, "[" + TARGET + "]");
        assertThat(event(record.replace("Directory_A_1", "DIRECTORY_a_1")).id())
                .isEqualTo(event(record).id());
    }

    @ParameterizedTest
    @CsvSource({
        "09/03/2026 09:00:00, UNKNOWN, day or the month first",
        "yesterday, MONTH_FIRST, cannot be read",
        "1970-01-01T00:00:00Z, MONTH_FIRST, cannot be read"
    })
    void namesATimeThatCannotBeRead(String time, DateOrder dates, String why) {
        byte[] bytes =
                graph("\"" + time + "\"", INITIATOR, "[" + TARGET + "]")
                        .getBytes(StandardCharsets.UTF_8);
        assertThat(all(bytes, new Position("f", 0, 0, dates)))
                .singleElement()
                .isInstanceOfSatisfying(
                        DeadLetter.class,
                        letter -> {
                            assertThat(letter.reason()).isEqualTo(Reason.UNREADABLE_TIME);
                            assertThat(letter.detail()).contains(time).contains(why);
                        });
    }

    @Test
    void putsNoRecordWithoutATimeInto1970() {
        DeadLetter letter =
                deadLetter("{\"category\":\"AuditLogs\",\"properties\":{\"id\":\"x\"}}");
        assertThat(letter.reason()).isEqualTo(Reason.UNREADABLE_TIME);
    }

    @Test
    void doesNotBelieveAnEnvelopeThatIsAheadOfTheBroker() {
        String record =
                "{\"time\":\"9998-01-01T00:00:00Z\",\"category\":\"AuditLogs\",\"properties\":{\"id\":\"x\",\"activityDateTime\":\"%s\"}}";
        Position hub = new Position("hub-0", 1, millis("2026-03-09T09:00:00Z"));
        for (String time : List.of("9998-01-01T00:00:00Z", "2026-03-09T08:59:00Z")) {
            byte[] bytes = record.formatted(time).getBytes(StandardCharsets.UTF_8);
            EntraEvent event = eventsOf(all(bytes, hub)).get(0);
            assertThat(event.time()).isEqualTo(millis(time));
            assertThat(event.timeSuspect()).isTrue();
        }
    }

    private static final String ACTIVITY =
            """
            {"authorization":{"action":"Microsoft.Authorization/elevateAccess/action",\
            "scope":"/providers/Microsoft.Authorization"},"caller":"eve@example.com",\
            "claims":{"http://schemas.microsoft.com/identity/claims/objectidentifier":"U-1",\
            "http://schemas.microsoft.com/identity/claims/tenantid":"T-1"},\
            "correlationId":"c-1","category":{"value":"Administrative","localizedValue":"Administrative"},\
            "eventTimestamp":"2026-03-09T09:03:00Z","httpRequest":{"clientIpAddress":"192.0.2.9"},\
            "operationName":{"value":"Microsoft.Authorization/elevateAccess/action","localizedValue":"x"},\
            "resourceId":"/providers/Microsoft.Authorization",\
            "status":{"value":"Succeeded","localizedValue":"Succeeded"},"subStatus":{"value":""},\
            "properties":{"eventCategory":"Administrative"}}""";

    @Test
    void readsAzureActivityOfTheRestApi() {
        EntraEvent event = event("{\"value\":[" + ACTIVITY + "]}");
        assertThat(event.category()).isEqualTo(Category.AZURE_ACTIVITY);
        assertThat(event.tenantId()).isEqualTo("t-1");
        assertThat(event.actor()).isEqualTo(new Party("User", "u-1", "eve@example.com"));
        assertThat(event.origin().ip()).isEqualTo("192.0.2.9");
        assertThat(event.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(event.time()).isEqualTo(millis("2026-03-09T09:03:00Z"));
    }

    @Test
    void givesAzureActivityOneIdentityInAllItsForms() {
        String streamed =
                """
                {"time":"2026-03-09T09:03:00Z","category":"Administrative","correlationId":"C-1",\
                "operationName":"MICROSOFT.AUTHORIZATION/ELEVATEACCESS/ACTION","resultType":"Success",\
                "resourceId":"/PROVIDERS/MICROSOFT.AUTHORIZATION","properties":{}}""";
        String row =
                """
                {"TimeGenerated":"2026-03-09T09:03:00Z","Type":"AzureActivity","CorrelationId":"c-1",\
                "OperationNameValue":"MICROSOFT.AUTHORIZATION/ELEVATEACCESS/ACTION",\
                "ActivityStatusValue":"Success","ResourceId":"/providers/microsoft.authorization"}""";
        assertThat(event(streamed).id()).isEqualTo(event(ACTIVITY).id()).isEqualTo(event(row).id());
    }

    @Test
    void readsActivationsOfAzureRoles() {
        EntraEvent event =
                event(
                        """
                        {"time":"2026-03-09T09:01:00Z","resourceId":"/SUBSCRIPTIONS/1/PROVIDERS/AZURERBAC",\
                        "operationName":"Add member to role completed (PIM activation)",\
                        "category":"Administrative","resultType":"Succeeded","callerIpAddress":"192.0.2.9",\
                        "correlationId":"c","properties":{"RoleDefinition":"Owner",\
                        "RoleDefinitionOriginId":"R-1","SubjectID":"U-1","TenantID":"T-9","CallerInfo":\
                        "[{\\"CallerIdentityType\\":\\"UPN\\",\\"CallerIdentityValue\\":\\"Ann@example.com\\"},\
                        {\\"CallerIdentityType\\":\\"ObjectID\\",\\"CallerIdentityValue\\":\\"U-1\\"}]"}}""");
        assertThat(event.category()).isEqualTo(Category.AZURE_ACTIVITY);
        assertThat(event.tenantId()).isEqualTo("t-9");
        assertThat(event.actor()).isEqualTo(new Party("User", "u-1", "ann@example.com"));
        assertThat(event.role()).isEqualTo(new RoleReference("r-1", "Owner"));
        assertThat(event.outcome()).isEqualTo(Outcome.SUCCESS);
    }

    @Test
    void readsTheReportingApi() {
        EntraEvent event =
                event(
                        """
                        {"category":"Role","correlationId":"c","activityDate":"2018-02-15T10:02:11Z",\
                        "activity":"Add member to role","activityResultStatus":"Success",\
                        "activityOperationType":"Assign","loggedByService":"Core Directory",\
                        "actor":{"objectId":"U-1","userPrincipalName":"Eve@example.com","ipAddress":"192.0.2.9"},\
                        "targets":[{"targetResourceType":"User","objectId":"U-2",\
                        "userPrincipalName":"tmp@example.com","modifiedProperties":[\
                        {"displayName":"Role.TemplateId","newValue":"\\"R-1\\""}]}],"tenantId":"T-1"}""");
        assertThat(event.category()).isEqualTo(Category.AUDIT);
        assertThat(event.time()).isEqualTo(millis("2018-02-15T10:02:11Z"));
        assertThat(event.activity()).isEqualTo("add member to role");
        assertThat(event.actor()).isEqualTo(new Party("User", "u-1", "eve@example.com"));
        assertThat(event.role()).isEqualTo(new RoleReference("r-1", null));
        assertThat(event.tenantId()).isEqualTo("t-1");
    }

    @Test
    void readsNamesThatArePaths() {
        EntraEvent event =
                event(
                        """
                        {"id":"a","createdDateTime":"2026-03-09T09:00:00Z","appId":"a-1","ipAddress":"192.0.2.7",\
                        "userId":"u-1","userPrincipalName":"ann@example.com","status.errorCode":"50126",\
                        "deviceDetail.deviceId":"D-1","location.countryOrRegion":"NL",\
                        "authenticationDetails.0.authenticationMethod":"Password",\
                        "authenticationDetails.0.succeeded":"false"}""");
        assertThat(event.category()).isEqualTo(Category.SIGN_IN);
        assertThat(event.errorCode()).isEqualTo(50126);
        assertThat(event.device().id()).isEqualTo("d-1");
        assertThat(event.origin().country()).isEqualTo("NL");
        assertThat(event.signIn().method()).isEqualTo("Password");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "properties.targetResources[0].id",
                "properties.targetResources.0.id",
                "properties_targetResources_0_id",
                "properties_targetResources_0_id_s"
            })
    void readsPlacesInListsHoweverTheyAreNamed(String target) {
        String suffix = target.endsWith("_s") ? "_s" : "";
        String dot = target.contains("_") ? "_" : ".";
        EntraEvent event =
                event(
                        """
                        {"category":"AuditLogs","operationName":"Add user","properties%1$sid%3$s":"a",\
                        "properties%1$sactivityDateTime%3$s":"2026-03-09T09:00:00Z","%2$s":"u-2"}"""
                                .formatted(dot, target, suffix));
        assertThat(event.id()).isEqualTo("a");
        assertThat(event.audit().targets()).extracting(Party::id).containsExactly("u-2");
    }

    @Test
    void tellsThatWhatBelongsTogetherIsLostWhereListsWereFlattened() {
        DeadLetter letter =
                deadLetter(
                        """
                        {"category":"AuditLogs","operationName":"Add user","properties.id":"a",\
                        "properties.activityDateTime":"2026-03-09T09:00:00Z",\
                        "properties.targetResources{}.id":["u-2","u-3"]}""");
        assertThat(letter.reason()).isEqualTo(Reason.DAMAGED);
        assertThat(letter.detail()).contains("properties.targetResources{}.id");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"AuditLog", "AADAuditLogs", "insights-logs-auditlogs", "DirectoryAudits"})
    void readsAnAuditRecordWhoseCategorySomebodyRenamed(String category) {
        EntraEvent event =
                event(
                        """
                        {"category":"%s","operationName":"Add user","time":"2026-03-09T09:02:00Z",\
                        "properties":%s}"""
                                .formatted(category, graph(TIME, INITIATOR, "[" + TARGET + "]")));
        assertThat(event.category()).isEqualTo(Category.AUDIT);
        assertThat(event.time()).isEqualTo(millis("2026-03-09T09:00:00Z"));
        assertThat(event.actorId()).isEqualTo("u-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"category\":\"SignIns\",",
                "\"category\":\"InteractiveSignIns\",",
                "\"category\":\"insights-logs-signinlogs\",",
                ""
            })
    void readsASignInWhoseCategorySomebodyRenamedOrTookAway(String category) {
        EntraEvent event =
                event(
                        """
                        {%s"operationName":"Sign-in activity","time":"2026-03-09T09:02:00Z",\
                        "properties":{"id":"s","createdDateTime":"2026-03-09T09:00:00Z","appId":"a",\
                        "userId":"u-1","status":{"errorCode":50126}}}"""
                                .formatted(category));
        assertThat(event.category()).isEqualTo(Category.SIGN_IN);
        assertThat(event.errorCode()).isEqualTo(50126);
    }

    @Test
    void readsRowsOfWhichAQueryLeftAFewColumns() {
        EntraEvent audit =
                event(
                        """
                        {"TimeGenerated":"2026-03-09T09:00:00Z","OperationName":"Add user","Result":"success",\
                        "InitiatedBy":"{\\"user\\":{\\"id\\":\\"u-1\\"}}","Id":"a"}""");
        assertThat(audit.category()).isEqualTo(Category.AUDIT);
        assertThat(audit.actorId()).isEqualTo("u-1");
        EntraEvent signIn =
                event(
                        """
                        {"TimeGenerated":"2026-03-09T09:00:00Z","UserPrincipalName":"eve@example.com",\
                        "ResultType":"50126","IPAddress":"192.0.2.7","Id":"s"}""");
        assertThat(signIn.category()).isEqualTo(Category.SIGN_IN);
        assertThat(signIn.errorCode()).isEqualTo(50126);
    }

    @Test
    void readsValuesThatMongoWrapped() {
        EntraEvent event =
                event(
                        graph(
                                "{\"$date\":{\"$numberLong\":\"1773046800000\"}}",
                                INITIATOR,
                                "[" + TARGET + "]"));
        assertThat(event.time()).isEqualTo(millis("2026-03-09T09:00:00Z"));
    }

    @Test
    void readsWhatTheAzModulePutsUnderContent() {
        EntraEvent event =
                event(
                        """
                        {"Category":"Administrative","OperationName":"Microsoft.Authorization/elevateAccess/action",\
                        "EventTimestamp":"/Date(1773046800000)/","Caller":"eve@example.com","CorrelationId":"c",\
                        "Claims":{"Content":{"http://schemas.microsoft.com/identity/claims/objectidentifier":"u-1"}},\
                        "Status":"Succeeded"}""");
        assertThat(event.actor()).isEqualTo(new Party("User", "u-1", "eve@example.com"));
    }

    @Test
    void saysThatASignInHasNoTime() {
        DeadLetter letter =
                deadLetter(
                        """
                        {"id":"s","createdDateTime":null,"appId":"a","userId":"u-1","status":{"errorCode":0}}""");
        assertThat(letter.reason()).isEqualTo(Reason.UNREADABLE_TIME);
    }

    @Test
    void readsTheElasticCommonSchema() {
        EntraEvent event =
                event(
                        """
                        {"@timestamp":"2026-03-09T09:02:00Z","ecs":{"version":"8"},"azure":{"tenant_id":"t-1",\
                        "auditlogs":{"category":"AuditLogs","operation_name":"Add member to role",\
                        "properties":{"id":"a","activity_display_name":"Add member to role",\
                        "activity_datetime":"2026-03-09T09:00:00Z","initiated_by":{"user":{"id":"u-1",\
                        "user_principal_name":"eve@example.com"}}}}}}""");
        assertThat(event.category()).isEqualTo(Category.AUDIT);
        assertThat(event.actor()).isEqualTo(new Party("User", "u-1", "eve@example.com"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"CreationTime\":\"2026-03-09T09:05:00\",\"Id\":\"x\",\"Operation\":\"Add member to role.\","
                        + "\"RecordType\":8,\"Workload\":\"AzureActiveDirectory\",\"UserId\":\"eve@example.com\"}",
                "{\"CreationDate\":\"2026-03-09\",\"UserIds\":\"eve\",\"Operations\":\"Add user\","
                        + "\"AuditData\":\"{\\\"Workload\\\":\\\"Exchange\\\"}\"}"
            })
    void namesTheUnifiedAuditLog(String record) {
        DeadLetter letter = deadLetter(record);
        assertThat(letter.reason()).isEqualTo(Reason.UNRECOGNISED);
        assertThat(letter.detail()).contains("unified audit log");
    }

    @Test
    void keepsRecordsWithControlCharacters() {
        String record = graph(TIME, INITIATOR, "[" + TARGET + "]").replace("eve@", "e\u001b[0mve@");
        assertThat(event(record).actorId()).isEqualTo("u-1");
        assertThat(eventsOf(all(record.getBytes(StandardCharsets.UTF_8), FILE))).hasSize(1);
    }

    @Test
    void namesRiskyWorkloads() {
        String risky =
                "{\"category\":\"RiskyServicePrincipals\",\"properties\":{\"id\":\"S-1\",\"displayName\":\"billing\",\"riskLastUpdatedDateTime\":\"2026-03-09T09:00:00Z\"}}";
        String risk =
                "{\"category\":\"ServicePrincipalRiskEvents\",\"properties\":{\"id\":\"r\",\"servicePrincipalId\":\"S-1\",\"servicePrincipalDisplayName\":\"billing\",\"activityDateTime\":\"2026-03-09T08:55:00Z\"}}";
        for (String record : List.of(risky, risk)) {
            assertThat(event(record).actor())
                    .isEqualTo(new Party("ServicePrincipal", "s-1", "billing"));
        }
    }

    /** As the older way into custom tables of Log Analytics writes a record. */
    private static final String CUSTOM_ROW =
            """
            {"TimeGenerated":"2026-03-09T10:00:00Z","TenantId":"aaaaaaaa-0000-0000-0000-000000000001",\
            "Type":"Audit_CL","tenantId_g":"11111111-2222-3333-4444-555555555555","id_s":"Directory_A_1",\
            "activityDisplayName_s":"Add member to role","activityDateTime_t":"2026-03-09T09:00:00Z",\
            "result_s":"success","initiatedBy_user_id_g":"u-1",\
            "initiatedBy_user_userPrincipalName_s":"eve@example.com",\
            "targetResources_s":"[{\\"id\\":\\"u-2\\",\\"type\\":\\"User\\"}]"}""";

    @Test
    void readsCustomTablesOfLogAnalytics() {
        EntraEvent event = event(CUSTOM_ROW);
        assertThat(event.category()).isEqualTo(Category.AUDIT);
        assertThat(event.id()).isEqualTo("directory_a_1");
        assertThat(event.tenantId()).isEqualTo("11111111-2222-3333-4444-555555555555");
        assertThat(event.time()).isEqualTo(millis("2026-03-09T09:00:00Z"));
        assertThat(event.actorId()).isEqualTo("u-1");
        assertThat(event.audit().targets()).extracting(Party::id).containsExactly("u-2");
    }

    @Test
    void readsSignInsInCustomTables() {
        EntraEvent event =
                event(
                        """
                        {"TimeGenerated":"2026-03-09T09:01:00Z","Type":"SignIns_CL","id_g":"s-1",\
                        "createdDateTime_t":"2026-03-09T09:00:00Z","userId_g":"u-1","appId_g":"a-1",\
                        "userPrincipalName_s":"ann@example.com","ipAddress_s":"192.0.2.7",\
                        "status_errorCode_d":50126.0,"isInteractive_b":true,\
                        "deviceDetail_isManaged_b":true,"location_countryOrRegion_s":"DE"}""");
        assertThat(event.category()).isEqualTo(Category.SIGN_IN);
        assertThat(event.signIn().errorCode()).isEqualTo(50126);
        assertThat(event.outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(event.origin().country()).isEqualTo("DE");
    }

    @Test
    void findsARecordBelowNamesThatStandForPlaces() {
        EntraEvent event =
                event(
                        """
                        {"timestamp":"2026-03-09T09:01:00Z","rule.id":"87802","data.id":"Directory_A_1",\
                        "data.activityDisplayName":"Add user","data.category":"UserManagement",\
                        "data.activityDateTime":"2026-03-09T09:00:00Z",\
                        "data.initiatedBy.user.id":"u-1","data.targetResources.0.id":"u-2"}""");
        assertThat(event.id()).isEqualTo("directory_a_1");
        assertThat(event.actorId()).isEqualTo("u-1");
    }

    @Test
    void namesWhatAnApiAnsweredInsteadOfRecords() {
        assertThat(
                        deadLetter(
                                        """
                                        {"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges."}}""")
                                .detail())
                .isEqualTo(
                        "The answer of an API that failed, not records: Authorization_RequestDenied, Insufficient privileges. Export again.");
    }

    @Test
    void namesTheUnifiedAuditLogAlsoAsGraphGivesIt() {
        assertThat(
                        deadLetter(
                                        """
                                        {"id":"x","createdDateTime":"2026-03-09T09:05:00Z","operation":"Add user.",\
                                        "auditLogRecordType":"AzureActiveDirectory","service":"AzureActiveDirectory"}""")
                                .detail())
                .startsWith("A record of the Microsoft 365 unified audit log");
    }

    @Test
    void readsTheEnvelopeInACustomTableNotOnlyWhatIsInIt() {
        EntraEvent event =
                event(
                        """
                        {"TimeGenerated":"2026-03-09T10:00:00Z","Type":"Hub_CL","category_s":"AuditLogs",\
                        "tenantId_g":"11111111-2222-3333-4444-555555555555","operationName_s":"Add user",\
                        "properties_s":"{\\"id\\":\\"Directory_A_1\\",\\"activityDisplayName\\":\\"Add user\\",\
                        \\"activityDateTime\\":\\"2026-03-09T09:00:00Z\\"}"}""");
        assertThat(event.tenantId()).isEqualTo("11111111-2222-3333-4444-555555555555");
        assertThat(event.id()).isEqualTo("directory_a_1");
    }

    @Test
    void readsATableThatPythonSplit() {
        EntraEvent event =
                event(
                        """
                        {"columns":["id","activityDisplayName","activityDateTime","category"],"index":[0],\
                        "data":[["Directory_A_1","Add user","2026-03-09T09:00:00Z","UserManagement"]]}""");
        assertThat(event.id()).isEqualTo("directory_a_1");
    }
}
