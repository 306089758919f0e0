package io.entracep.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.catalogue.Catalogue;
import io.entracep.decode.Decoded;
import io.entracep.decode.Position;
import io.entracep.decode.RecordDecoder;
import io.entracep.event.Audit;
import io.entracep.event.Category;
import io.entracep.event.EntraEvent;
import io.entracep.event.Outcome;
import io.entracep.event.Party;
import io.entracep.event.RoleReference;
import io.entracep.signal.Classifier;
import io.entracep.signal.Signal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a line says is what the decoder reads. */
class TemplatesTest {
    private static final String TENANT = "11111111-1111-1111-1111-111111111111";
    private static final Instant ONE_HOUR = Instant.parse("2026-03-02T10:00:00Z");
    private static final ScenarioReader READER = new ScenarioReader(Catalogue.load());

    @Test
    void writesASignIn() {
        EntraEvent event =
                event(
                        "{at: 1h, sign-in: Ann@example.com, ip: 198.51.100.7, place: Tokyo, device:"
                                + " paw-1, mfa: completed, session: s-1, typed: ann}");

        assertThat(event.category()).isEqualTo(Category.SIGN_IN);
        assertThat(event.tenantId()).isEqualTo(TENANT);
        assertThat(event.time()).isEqualTo(ONE_HOUR.toEpochMilli());
        assertThat(event.envelopeTime()).isEqualTo(ONE_HOUR.plusSeconds(120).toEpochMilli());
        assertThat(event.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(event.actor())
                .isEqualTo(new Party("User", Ids.of("ann@example.com"), "ann@example.com"));
        assertThat(event.origin().ip()).isEqualTo("198.51.100.7");
        assertThat(event.origin().country()).isEqualTo("JP");
        assertThat(event.origin().hasCoordinates()).isTrue();
        assertThat(event.device().id()).isEqualTo(Ids.of("paw-1"));
        assertThat(event.device().compliant()).isTrue();
        assertThat(event.signIn().mfaCompleted()).isTrue();
        assertThat(event.signIn().alternateName()).isEqualTo("ann");
        assertThat(has(event, Signal.MFA_COMPLETED, Signal.SIGN_IN_FRESH)).isTrue();
    }

    @Test
    void writesFailuresOfTheSecondFactor() {
        EntraEvent denied = event("{at: 0s, sign-in: ann@example.com, mfa: denied}");

        assertThat(denied.errorCode()).isEqualTo(500121);
        assertThat(has(denied, Signal.MFA_DENIED, Signal.MFA_NOT_APPROVED)).isTrue();
        assertThat(
                        has(
                                event("{at: 0s, sign-in: a@example.com, mfa: unanswered}"),
                                Signal.MFA_DENIED))
                .isFalse();
        assertThat(has(event("{at: 0s, sign-in: a@example.com, mfa: claim}"), Signal.MFA_COMPLETED))
                .isFalse();
    }

    @Test
    void writesRefreshesAndSignInsOfAdfs() {
        EntraEvent refresh = event("{at: 0s, refresh: ann@example.com}");
        EntraEvent adfs = event("{at: 1h, adfs-sign-in: ann@example.com, code: 50126}");

        assertThat(refresh.category()).isEqualTo(Category.NON_INTERACTIVE_SIGN_IN);
        assertThat(has(refresh, Signal.SIGN_IN_FRESH)).isFalse();
        assertThat(adfs.category()).isEqualTo(Category.ADFS_SIGN_IN);
        assertThat(adfs.envelopeTime()).isEqualTo(ONE_HOUR.plusSeconds(120).toEpochMilli());
        assertThat(has(adfs, Signal.SIGN_IN_WRONG_PASSWORD)).isTrue();
    }

    @Test
    void writesSignInsOfWorkloads() {
        EntraEvent event = event("{at: 0s, service-principal-sign-in: billing, credential: key-1}");

        assertThat(event.category()).isEqualTo(Category.SERVICE_PRINCIPAL_SIGN_IN);
        assertThat(event.actor())
                .isEqualTo(new Party("ServicePrincipal", Ids.of("billing"), "billing"));
        assertThat(event.signIn().credentialId()).isEqualTo("key-1");
        assertThat(event("{at: 0s, managed-identity-sign-in: vm}").origin().ip()).isNull();
    }

    @Test
    void writesRolesAsCoreDirectoryDoes() {
        EntraEvent event =
                event(
                        "{at: 0s, audit: Add member to role, by: eve@example.com, ip: 203.0.113.9,"
                                + " target: tmp@example.com, role: Global Administrator}");

        assertThat(event.actor().name()).isEqualTo("eve@example.com");
        assertThat(event.origin().ip()).isEqualTo("203.0.113.9");
        assertThat(event.target("User").id()).isEqualTo(Ids.of("tmp@example.com"));
        assertThat(event.audit().role())
                .isEqualTo(
                        new RoleReference(
                                "62e90394-69f5-4237-9190-012177145e10", "Global Administrator"));
        assertThat(has(event, Signal.ROLE_ASSIGNED, Signal.ROLE_ASSIGNED_OUTSIDE_PIM)).isTrue();
        assertThat(
                        event(
                                        "{at: 0s, audit: Remove member from role, target: a@example.com,"
                                                + " role: Owner of things}")
                                .audit()
                                .role()
                                .name())
                .isEqualTo("Owner of things");
    }

    @Test
    void writesDeletedAccountsUnderTheirLongName() {
        EntraEvent event = event("{at: 0s, audit: Delete user, target: tmp@example.com}");

        assertThat(event.target("User").name()).isEqualTo("tmp@example.com");
        assertThat(event.actor()).isNull();
    }

    @Test
    void writesChangesAndDetails() {
        Audit audit =
                event(
                                "{at: 0s, audit: Update user, by-app: Sync, target: a@example.com,"
                                        + " changes: {UserType: [Guest, Member], Tags: '[\"x\",\"y\"]'},"
                                        + " details: {key: value}, group: admins}")
                        .audit();

        assertThat(audit.change("UserType").oldValue()).isEqualTo("Guest");
        assertThat(audit.change("UserType").newValue()).isEqualTo("Member");
        assertThat(audit.change("Tags").newValue()).isEqualTo("x,y");
        assertThat(audit.details()).containsEntry("key", "value");
        assertThat(audit.target("Group").id()).isEqualTo(Ids.of("admins"));
        assertThat(audit.initiatingApp()).isEqualTo("Sync");
    }

    @Test
    void writesPimActivations() {
        EntraEvent event =
                event(
                        "{at: 0s, pim-activation: ann@example.com, role: Global Administrator,"
                                + " reason: ticket 7, lasts: 1h, ip: 203.0.113.9}");

        assertThat(has(event, Signal.PIM_ACTIVATED)).isTrue();
        assertThat(event.actorId()).isEqualTo(Ids.of("ann@example.com"));
        assertThat(event.target("User").id()).isEqualTo(Ids.of("ann@example.com"));
        assertThat(event.audit().role().templateId())
                .isEqualTo("62e90394-69f5-4237-9190-012177145e10");
        assertThat(event.audit().reason()).isEqualTo("ticket 7");
        assertThat(event.audit().details())
                .containsEntry("StartTime", "2026-03-02T09:00:00Z")
                .containsEntry("ExpirationTime", "2026-03-02T10:00:00Z");
        assertThat(event.origin().ip()).isEqualTo("203.0.113.9");
    }

    @Test
    void writesPimForGroupsWithoutADirectoryRole() {
        EntraEvent event =
                event(
                        "{at: 0s, pim: Add member to role completed (PIM activation), role: Member,"
                                + " group: tier-0, target: ann@example.com, by: ann@example.com}");

        assertThat(event.audit().role()).isNull();
        assertThat(event.target("Group").id()).isEqualTo(Ids.of("tier-0"));
    }

    @Test
    void writesRisk() {
        EntraEvent detection =
                event("{at: 1h, user-risk: bob@example.com, type: passwordSpray, level: high}");
        EntraEvent state = event("{at: 1h, risky-user: bob@example.com, state: dismissed}");

        assertThat(detection.time()).isEqualTo(ONE_HOUR.toEpochMilli());
        assertThat(detection.risk().type()).isEqualTo("passwordspray");
        assertThat(detection.risk().level()).isEqualTo("high");
        assertThat(detection.actorId()).isEqualTo(Ids.of("bob@example.com"));
        assertThat(state.category()).isEqualTo(Category.RISKY_USER);
        assertThat(state.actorId()).isEqualTo(Ids.of("bob@example.com"));
        assertThat(state.risk().state()).isEqualTo("dismissed");
    }

    @Test
    void writesAzureRoleAssignments() {
        EntraEvent event =
                event(
                        "{at: 1h, azure: Microsoft.Authorization/roleAssignments/write, by:"
                                + " eve@example.com, principal: tmp@example.com, role: Owner}");

        assertThat(event.category()).isEqualTo(Category.AZURE_ACTIVITY);
        assertThat(event.tenantId()).isEqualTo(TENANT);
        assertThat(event.time()).isEqualTo(ONE_HOUR.toEpochMilli());
        assertThat(has(event, Signal.AZURE_ROLE_ASSIGNED)).isTrue();
        assertThat(event.actorId()).isEqualTo(Ids.of("eve@example.com"));
        assertThat(event.audit().details())
                .containsEntry("principalId", Ids.of("tmp@example.com"))
                .containsEntry("roleDefinitionId", "8e3af657-a8ff-443c-a75c-2fe8c4bcb635");
    }

    @Test
    void takesWholeRecordsAndRawParts() {
        EntraEvent raw =
                event(
                        "{at: 1h, raw: {category: SignInLogs, properties: {id: \"{id}\","
                                + " createdDateTime: \"{time}\", userId: u-1, status: {errorCode: 50034}}}}");
        EntraEvent mixed = event("{at: 1h, sign-in: a@example.com, properties: {userType: Guest}}");

        assertThat(raw.time()).isEqualTo(ONE_HOUR.toEpochMilli());
        assertThat(raw.errorCode()).isEqualTo(50034);
        assertThat(raw.tenantId()).isEqualTo(TENANT);
        assertThat(mixed.signIn().userType()).isEqualTo("guest");
    }

    private static boolean has(EntraEvent event, Signal... signals) {
        return List.of(signals).stream().allMatch(Classifier.classify(event)::has);
    }

    private static EntraEvent event(String line) {
        Scenario scenario =
                READER.read(
                        "case",
                        "case.yaml",
                        "description: x\nrecords:\n  - " + line + "\nexpect: {exactly: []}",
                        Path.of("case.yaml"));
        byte[] bytes = scenario.records().get(0).bytesFor(TENANT);
        List<Decoded> decoded = new ArrayList<>();
        new RecordDecoder()
                .decode(bytes, 0, bytes.length, new Position("test", 0, 0), decoded::add);
        assertThat(decoded).singleElement().isInstanceOf(Decoded.Event.class);
        return ((Decoded.Event) decoded.get(0)).event();
    }
}
