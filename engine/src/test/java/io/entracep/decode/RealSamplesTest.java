package io.entracep.decode;

import static io.entracep.decode.Decoding.FILE;
import static io.entracep.decode.Decoding.HUB;
import static io.entracep.decode.Decoding.all;
import static io.entracep.decode.Decoding.deadLettersOf;
import static io.entracep.decode.Decoding.eventsOf;
import static io.entracep.decode.Decoding.millis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.entracep.decode.Decoded.DeadLetter;
import io.entracep.decode.Decoded.Reason;
import io.entracep.event.Category;
import io.entracep.event.EntraEvent;
import io.entracep.event.Outcome;
import io.entracep.event.Party;
import io.entracep.event.Risk;
import io.entracep.event.RoleReference;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

/** Every published sample: time, category, actor, address and outcome, or why it has none. */
class RealSamplesTest {

    private static final String ELASTIC_ID = "8a4de8b5-095c-47d0-a96f-a75130c61d53";

    @Test
    void signInsOfFiveLogs() {
        List<EntraEvent> events = events("elastic-integrations/signinlogs-raw.jsonl");
        String time = "2019-10-18T09:45:48.072Z";
        String guid = "c3813493-bf92-5123-2717-8a8b2979c38b";
        assertThat(events)
                .extracting(RealSamplesTest::essence)
                .containsExactly(
                        row(time, Category.SIGN_IN, "test@elastic.co", "81.2.69.144", step()),
                        row(time, Category.NON_INTERACTIVE_SIGN_IN, guid, "81.2.69.144", step()),
                        row(time, Category.SERVICE_PRINCIPAL_SIGN_IN, guid, "81.2.69.144", step()),
                        row(
                                time,
                                Category.MICROSOFT_SERVICE_PRINCIPAL_SIGN_IN,
                                guid,
                                "81.2.69.144",
                                step()),
                        row(time, Category.MANAGED_IDENTITY_SIGN_IN, guid, "81.2.69.144", step()));
        assertThat(events)
                .allSatisfy(
                        event -> {
                            assertThat(event.tenantId()).isEqualTo(ELASTIC_ID);
                            assertThat(event.actorId()).isEqualTo(ELASTIC_ID);
                            assertThat(event.errorCode()).isEqualTo(50140);
                            assertThat(event.timeSuspect()).isFalse();
                            assertThat(event.origin().country()).isEqualTo("FR");
                            assertThat(event.device().id()).isNull();
                        });
        assertThat(events.get(0).signIn().interactive()).isTrue();
        assertThat(events.get(1).signIn().interactive()).isFalse();
        assertThat(events.get(1).signIn().statusDetail()).isEqualTo("MFA required");
    }

    @Test
    void managedIdentities() {
        List<EntraEvent> events = events("elastic-integrations/managed-identity.jsonl");
        assertThat(events)
                .extracting(RealSamplesTest::essence)
                .containsExactly(
                        row(
                                "2022-01-24T04:59:49.227Z",
                                Category.MANAGED_IDENTITY_SIGN_IN,
                                "testplatformlogslube",
                                null,
                                Outcome.SUCCESS),
                        row(
                                "2022-01-24T04:58:22.015Z",
                                Category.MANAGED_IDENTITY_SIGN_IN,
                                "test-vidhi-aks",
                                null,
                                Outcome.SUCCESS));
        assertThat(events.get(0).actor())
                .isEqualTo(
                        new Party(
                                "ServicePrincipal",
                                "9d370547-cb61-4753-be23-68534909af90",
                                "testplatformlogslube"));
        assertThat(events)
                .allSatisfy(
                        event -> {
                            assertThat(event.origin().country()).isNull();
                            assertThat(event.origin().hasCoordinates()).isFalse();
                            assertThat(event.signIn().riskLevel()).isNull();
                        });
    }

    @Test
    void deviceUpdates() {
        List<EntraEvent> events = events("elastic-integrations/auditlogs-raw.jsonl");
        String time = "2019-10-18T15:30:51.027Z";
        assertThat(events)
                .extracting(RealSamplesTest::essence)
                .containsExactly(
                        row(time, Category.AUDIT, "Device Registration Service", null, ok()),
                        row(time, Category.AUDIT, "username", null, ok()),
                        row(time, Category.AUDIT, "username", null, ok()));
        assertThat(events.get(0).actor().kind()).isEqualTo("ServicePrincipal");
        assertThat(events.get(1).actor().kind()).isEqualTo("User");
        assertThat(events)
                .allSatisfy(
                        event -> {
                            assertThat(event.activity()).isEqualTo("update device");
                            assertThat(event.target("Device").name()).isEqualTo("LAPTOP-12");
                            assertThat(event.audit().changes().get(0).newValue()).isNull();
                        });
    }

    @Test
    void credentialAddedToAServicePrincipal() {
        List<EntraEvent> events = events("elastic-integrations/auditlogs-credentials.jsonl");
        String time = "2022-01-22T18:15:02.516Z";
        assertThat(events)
                .extracting(RealSamplesTest::essence)
                .containsExactly(
                        row(time, Category.AUDIT, "Managed Service Identity", "1.128.3.4", ok()),
                        row(time, Category.AUDIT, "Managed Service Identity", "1.128.3.4", ok()));
        EntraEvent added = events.get(0);
        assertThat(added.activity()).isEqualTo("add service principal credentials");
        assertThat(added.actorId()).isEqualTo("b9814691-9ca1-4e55-a1ac-8ef5dd010ec0");
        assertThat(added.audit().change("KeyDescription").newValue())
                .startsWith("[KeyIdentifier=c9c0b961-a80a-4a71-9c3a-b67b33edf874,")
                .contains("],[KeyIdentifier=d747da7e-e11b-4af2-aede-0487c44067af,");
        assertThat(added.origin().userAgent())
                .isEqualTo("Microsoft Azure Graph Client Library 2.1.17-internal");
        assertThat(events).extracting(EntraEvent::id).doesNotHaveDuplicates();
    }

    @Test
    void riskDetections() {
        List<EntraEvent> events = events("elastic-integrations/userriskevents.jsonl");
        String domain = "@mauriziobrancaoutlook.onmicrosoft.com";
        assertThat(events)
                .extracting(RealSamplesTest::essence)
                .containsExactly(
                        row(
                                "2022-08-22T18:05:06.133Z",
                                Category.USER_RISK_EVENT,
                                "joe.danger" + domain,
                                "67.43.156.42",
                                Outcome.UNKNOWN),
                        row(
                                "2022-09-08T12:53:53.895Z",
                                Category.USER_RISK_EVENT,
                                "joel.miller" + domain,
                                "67.43.156.42",
                                Outcome.UNKNOWN));
        assertThat(events.get(0).envelopeTime()).isEqualTo(millis("2022-08-22T18:07:16Z"));
        assertThat(events.get(1).risk())
                .isEqualTo(
                        new Risk(
                                "passwordspray",
                                "high",
                                "atrisk",
                                null,
                                "52a6a863-695a-42b1-b299-e44121b93f00"));
        assertThat(events.get(1).origin().userAgent()).endsWith("Firefox/91.0");
        assertThat(events.get(1).origin().city()).isEqualTo("Staten Island");
        assertThat(events.get(1).id()).endsWith("|atrisk|high|1662717267739");
    }

    @Test
    void statesOfRiskyUsers() {
        List<EntraEvent> events = events("elastic-integrations/riskyusers.jsonl");
        String domain = "@mauriziobrancaoutlook.onmicrosoft.com";
        assertThat(events)
                .extracting(RealSamplesTest::essence)
                .containsExactly(
                        row(
                                "2022-08-22T18:11:52.702Z",
                                Category.RISKY_USER,
                                "joe.danger" + domain,
                                null,
                                Outcome.UNKNOWN),
                        row(
                                "2022-09-09T09:59:27.958Z",
                                Category.RISKY_USER,
                                "joel.miller" + domain,
                                null,
                                Outcome.UNKNOWN));
        assertThat(events.get(0).actorId()).isEqualTo("51e26eae-d07b-44e5-bb0b-249f49569a8c");
        assertThat(events.get(0).origin().country()).isNull();
        assertThat(events.get(1).risk()).isEqualTo(new Risk(null, "high", "atrisk", null, null));
    }

    @Test
    void provisioningThatIsNoAddUser() {
        EntraEvent event = events("elastic-integrations/provisioning.jsonl").get(0);
        assertThat(essence(event))
                .isEqualTo(
                        row(
                                "2022-08-23T13:36:50.353Z",
                                Category.PROVISIONING,
                                "Azure AD Provisioning Service",
                                null,
                                Outcome.UNKNOWN));
        assertThat(event.activity()).isEqualTo("provisioning activity");
        assertThat(event.audit().targets())
                .containsExactly(
                        new Party(
                                "User",
                                "7383d412-41f2-478f-a317-7396cc32ce9e",
                                "ellie@mauriziobrancaoutlook.onmicrosoft.com"));
        assertThat(event.audit().details())
                .containsEntry("action", "Create")
                .containsEntry("status", "skipped")
                .containsEntry("servicePrincipalName", "Dropbox Business");
    }

    @Test
    void azureActivity() {
        List<EntraEvent> events = events("elastic-integrations/activitylogs-raw.jsonl");
        assertThat(events)
                .extracting(RealSamplesTest::essence)
                .containsExactly(
                        row(
                                "2019-10-24T00:13:46.355Z",
                                Category.AZURE_ACTIVITY,
                                null,
                                "81.2.69.144",
                                Outcome.UNKNOWN),
                        row(
                                "2025-10-17T11:50:07.220Z",
                                Category.AZURE_ACTIVITY,
                                null,
                                null,
                                Outcome.UNKNOWN),
                        row(
                                "2025-10-17T11:50:07.220Z",
                                Category.AZURE_ACTIVITY,
                                null,
                                null,
                                Outcome.UNKNOWN));
        assertThat(events.get(0).actor())
                .isEqualTo(new Party("ServicePrincipal", ELASTIC_ID, null));
        assertThat(events.get(0).tenantId()).isEqualTo(ELASTIC_ID);
        assertThat(events.get(1).audit().details().get("requestBody"))
                .isEqualTo(events.get(2).audit().details().get("requestBody"));
        assertThat(events.get(1).id()).isEqualTo(events.get(2).id());
    }

    @Test
    void elevenSpellingsOfOneTime() {
        List<EntraEvent> events = events("elastic-integrations/time-formats-corner-cases.jsonl");
        assertThat(events)
                .extracting(event -> Instant.ofEpochMilli(event.time()).toString())
                .containsExactly(
                        "2007-01-09T09:41:00Z",
                        "2007-01-09T09:41:00Z",
                        "2007-01-09T09:41:00Z",
                        "2007-01-09T09:41:00Z",
                        "2007-01-09T09:41:00Z",
                        "2007-01-09T09:41:00Z",
                        "2007-01-09T09:41:00.220Z",
                        "2007-01-09T09:41:00.681Z",
                        "2007-01-09T09:41:00.535Z",
                        "2007-01-09T09:41:00.992Z",
                        "2007-01-09T09:41:00Z");
        assertThat(events)
                .allSatisfy(
                        event -> {
                            assertThat(event.category()).isEqualTo(Category.SIGN_IN);
                            assertThat(event.actor()).isNull();
                            assertThat(event.origin().ip()).isNull();
                            assertThat(event.outcome()).isEqualTo(Outcome.UNKNOWN);
                            assertThat(event.timeSuspect()).as("no createdDateTime").isTrue();
                            assertThat(event.id()).startsWith("h:");
                        });
    }

    @Test
    void categoryUnderAKeyInTheWrongCase() {
        List<EntraEvent> events =
                eventsOf(
                        all(
                                RealSamples.read("elastic-integrations/wrong-case-category.jsonl"),
                                HUB));
        assertThat(events)
                .extracting(EntraEvent::category, EntraEvent::categoryName, EntraEvent::time)
                .containsExactly(
                        tuple(
                                Category.SERVICE_PRINCIPAL_SIGN_IN,
                                "ServicePrincipalSignInLogs",
                                HUB.time()),
                        tuple(Category.OTHER, "UnsupportedCategoryName", HUB.time()));
        assertThat(events)
                .allSatisfy(
                        event -> {
                            assertThat(event.timeSuspect()).isTrue();
                            assertThat(event.tenantId()).isEqualTo("unknown");
                        });
    }

    @Test
    void mixedLogsOfOneHub() {
        List<EntraEvent> events = events("datadog-integrations/entra-mixed.jsonl");
        String time = "2020-04-08T07:40:53.169Z";
        String ip = "192.182.149.21";
        String user = "test.user@datadoghq.com";
        assertThat(events)
                .extracting(RealSamplesTest::essence)
                .containsExactly(
                        row(time, Category.AUDIT, "Microsoft.Intune", "52.163.50.84", ok()),
                        row(
                                "2020-05-13T12:35:19.636Z",
                                Category.SIGN_IN,
                                "testtest@datadoghq.com",
                                ip,
                                ok()),
                        row(time, Category.AUDIT, "test.test@datadoghq.com", ip, ok()),
                        row(time, Category.AUDIT, user, ip, ok()),
                        row(time, Category.AUDIT, user, ip, ok()),
                        row(time, Category.AUDIT, user, ip, ok()),
                        row(time, Category.GRAPH_ACTIVITY, null, ip, Outcome.FAILURE));
        assertThat(events.get(0).actor()).isEqualTo(new Party("App", null, "Microsoft.Intune"));
        assertThat(events.get(0).timeSuspect()).as("no activityDateTime").isTrue();
        assertThat(events.get(1).signIn().statusDetail())
                .isEqualTo("MFA requirement satisfied by claim in the token");
        assertThat(events.get(1).signIn().mfaCompleted()).as("only claimed").isFalse();
        assertThat(events.get(1).signIn().stepDetail()).isNull();
        assertThat(events.get(2).audit().change("Is Hard Deleted").newValue()).isEqualTo("False");
        assertThat(events.get(3).audit().role())
                .isEqualTo(
                        new RoleReference(
                                "194ae4cb-b126-40b2-bd5b-6091b380977d", "Security Administrator"));
        assertThat(events.get(4).target("Group").id())
                .isEqualTo("3b3bf2cd-049a-4f35-9e63-dc2a0a830807");
        assertThat(events.get(5).audit().service()).isEqualTo("B2C");
        assertThat(events.get(6).actor())
                .isEqualTo(
                        new Party(
                                "ServicePrincipal", "9205c433-2781-42be-a046-c21ef6b5e608", null));
        assertThat(events.get(6).audit().details())
                .containsEntry("requestMethod", "GET")
                .containsEntry("responseStatusCode", "403");
    }

    @Test
    void auditRecordsOf2018() {
        List<EntraEvent> events = events("microsoft-docs/audit-envelopes.jsonl");
        String person = "sreens@wingtiptoysonline.com";
        assertThat(events)
                .extracting(RealSamplesTest::essence)
                .containsExactly(
                        row("2018-03-17T00:14:31.258Z", Category.AUDIT, person, null, ok()),
                        row("2018-03-18T19:47:43.036Z", Category.AUDIT, null, null, ok()),
                        row("2018-12-10T00:03:46.616Z", Category.AUDIT, null, null, ok()));
        assertThat(events.get(0).audit().targets())
                .containsExactly(new Party("User", "7a408bdd-7d97-4574-8511-dd747b56465d", person));
        assertThat(events.get(1).audit().targets())
                .containsExactly(
                        new Party(
                                "ServicePrincipal",
                                "ea70a262-4da3-440a-b396-9734ddfd9df2",
                                "Salesforce"));
        assertThat(events.get(1).audit().changes()).hasSize(2);
        assertThat(events.get(2).audit().initiatingApp()).isEqualTo("MS-PIM");
    }

    @Test
    void signInOfTheDocumentation() {
        EntraEvent event = events("microsoft-docs/signin-record.json").get(0);
        assertThat(essence(event))
                .isEqualTo(
                        row(
                                "2019-03-12T16:02:15.552Z",
                                Category.SIGN_IN,
                                "<user principal name>",
                                null,
                                step()));
        assertThat(event.errorCode()).isEqualTo(50140);
        assertThat(event.device().id()).isEqualTo("8bfcb982-6856-4402-924c-ada2486321cc");
        assertThat(event.origin().asn()).isEqualTo(8000);
        assertThat(event.signIn().method()).isNull();
        assertThat(event.signIn().requirement()).isEqualTo("multiFactorAuthentication");
    }

    @Test
    void azureActivityWithClaims() {
        EntraEvent event = events("otel-contrib/administrative-envelope.json").get(0);
        assertThat(essence(event))
                .isEqualTo(
                        row(
                                "2025-04-15T10:16:32.987Z",
                                Category.AZURE_ACTIVITY,
                                "user@example.com",
                                "203.0.113.10",
                                Outcome.UNKNOWN));
        assertThat(event.actorId()).isEqualTo("bbbbbbbb-bbbb-bbbb-bbbb-bbbbbbbbbbbb");
        assertThat(event.activity()).isEqualTo("microsoft.insights/diagnosticsettings/write");
    }

    @Test
    void aCategoryThatNobodyKnows() {
        EntraEvent event = events("otel-contrib/identity-as-object.json").get(0);
        assertThat(essence(event))
                .isEqualTo(
                        row(
                                "2022-11-11T04:48:27.676Z",
                                Category.OTHER,
                                null,
                                null,
                                Outcome.UNKNOWN));
        assertThat(event.categoryName()).isEqualTo("NonExistentCategory");
    }

    @Test
    void rowsExportedFromLogAnalytics() {
        List<EntraEvent> events = events("otrf-simuland/golden-saml-auditlogs.jsonl");
        String person = "pgustavo@simulandlabs.com";
        assertThat(events)
                .extracting(RealSamplesTest::essence)
                .containsExactly(
                        row("2021-08-02T13:29:25.983Z", Category.AUDIT, person, null, ok()),
                        row("2021-08-02T13:29:25.983Z", Category.AUDIT, person, null, ok()),
                        row("2021-08-02T13:25:12.246Z", Category.AUDIT, person, null, ok()),
                        row("2021-08-02T13:27:20.017Z", Category.AUDIT, person, null, ok()));
        assertThat(events.get(0).id()).isEqualTo(events.get(1).id());
        assertThat(events.get(0).activity())
                .isEqualTo("update application - certificates and secrets management");
        assertThat(events.get(0).audit().change("KeyDescription").newValue())
                .contains("DisplayName=SimuLandCreds");
        assertThat(events.get(3).audit().change("DelegatedPermissionGrant.Scope").newValue())
                .isEqualTo("User.Read Mail.ReadWrite");
        assertThat(events)
                .allSatisfy(
                        event -> {
                            assertThat(event.actorId())
                                    .isEqualTo("aead923d-498b-4f64-a66c-2af91447a8b6");
                            assertThat(event.tenantId()).as("zero GUID").isEqualTo("unknown");
                            assertThat(event.origin().userAgent()).contains("WindowsPowerShell");
                        });
    }

    @Test
    void aGraphObjectWithoutTimeAndActor() {
        EntraEvent event =
                eventsOf(
                                all(
                                        RealSamples.read(
                                                "stratus-red-team/federated-credential-added.json"),
                                        HUB))
                        .get(0);
        assertThat(event.category()).isEqualTo(Category.AUDIT);
        assertThat(event.outcome()).isEqualTo(ok());
        assertThat(event.actor()).isNull();
        assertThat(event.origin().ip()).isNull();
        assertThat(event.timeSuspect()).isTrue();
        assertThat(event.audit().change("FederatedIdentityCredentials").newValue())
                .startsWith("[{\"Name\":\"stratus-red-team-oidc-fic-ly1h\"");
    }

    @Test
    void operationsOfAutomationAndKeyVault() {
        List<EntraEvent> events = events("panther-activity/arm-automation-keyvault.jsonl");
        assertThat(events).hasSize(39);
        assertThat(essence(events.get(0)))
                .isEqualTo(
                        row(
                                "2025-12-22T10:30:00Z",
                                Category.AZURE_ACTIVITY,
                                null,
                                "1.1.1.1",
                                ok()));
        assertThat(events)
                .allSatisfy(
                        event -> {
                            assertThat(event.category()).isEqualTo(Category.AZURE_ACTIVITY);
                            assertThat(event.outcome()).isEqualTo(ok());
                            assertThat(event.activity()).startsWith("microsoft.");
                            assertThat(event.origin().ip()).isNotNull();
                            assertThat(event.timeSuspect()).isFalse();
                        });
        assertThat(events)
                .filteredOn(event -> event.actor() != null)
                .hasSize(6)
                .allMatch(event -> event.actor().is("Application"));
    }

    @Test
    void separatedValuesAreNotJson() {
        byte[] bytes = RealSamples.read("sentinel-training-lab/AuditLogs_Hunting.csv");
        assertThat(deadLettersOf(all(bytes, FILE)))
                .singleElement()
                .extracting(DeadLetter::reason)
                .isEqualTo(Reason.MALFORMED_JSON);
        for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
            List<Decoded> decoded = all(line);
            assertThat(eventsOf(decoded)).isEmpty();
            assertThat(deadLettersOf(decoded))
                    .isNotEmpty()
                    .extracting(DeadLetter::reason)
                    .containsOnly(Reason.MALFORMED_JSON);
        }
    }

    private static List<EntraEvent> events(String file) {
        List<Decoded> decoded = all(RealSamples.read(file), FILE);
        assertThat(deadLettersOf(decoded)).isEmpty();
        return eventsOf(decoded);
    }

    private static Tuple essence(EntraEvent event) {
        return row(
                Instant.ofEpochMilli(event.time()).toString(),
                event.category(),
                event.actor() == null ? null : event.actor().name(),
                event.origin().ip(),
                event.outcome());
    }

    private static Tuple row(
            String time, Category category, String actor, String ip, Outcome outcome) {
        return tuple(time, category, actor, ip, outcome);
    }

    private static Outcome ok() {
        return Outcome.SUCCESS;
    }

    private static Outcome step() {
        return Outcome.INTERRUPT;
    }
}
