package io.entracep.decode;

import static io.entracep.decode.Decoding.events;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.event.EntraEvent;
import io.entracep.event.Outcome;
import io.entracep.event.Party;
import io.entracep.event.RoleReference;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The minimal records that the description of the schemas gives for each log. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchemaExamplesTest {

    private static final RoleReference GLOBAL_ADMINISTRATOR =
            new RoleReference("62e90394-69f5-4237-9190-012177145e10", "Global Administrator");

    private List<EntraEvent> records;

    @BeforeAll
    void read() {
        String page =
                new String(
                        RealSamples.readShared("catalogue/log-schemas.md"), StandardCharsets.UTF_8);
        String block = page.substring(page.lastIndexOf("```json") + "```json".length());
        records = events(block.substring(0, block.indexOf("```")));
    }

    @Test
    void everyRecordIsAnEventOfItsTenant() {
        assertThat(records).hasSize(17);
        assertThat(records).allMatch(event -> !event.timeSuspect() && event.time() > 0);
        assertThat(records)
                .filteredOn(event -> !event.tenantId().equals("t-1"))
                .extracting(EntraEvent::activity)
                .containsExactly("microsoft.authorization/elevateaccess/action");
    }

    @Test
    void signIns() {
        EntraEvent wrongPassword = records.get(0);
        assertThat(wrongPassword.outcome()).isEqualTo(Outcome.FAILURE);
        assertThat(wrongPassword.actor())
                .isEqualTo(new Party("User", "u-ann", "adm_ann@contoso.com"));
        assertThat(wrongPassword.signIn().method()).isEqualTo("Password");
        assertThat(wrongPassword.signIn().stepDetail()).startsWith("Invalid username");
        assertThat(wrongPassword.origin().asn()).isEqualTo(64500);
        assertThat(wrongPassword.origin().latitude()).isEqualTo(52.0);
        assertThat(records.get(1).signIn().statusDetail())
                .isEqualTo("MFA denied; user declined the authentication");
        assertThat(records.get(2).signIn().conditionalAccess()).isEqualTo("failure");
        assertThat(records.get(3).signIn().credentialId()).isEqualTo("k-1");
        assertThat(records.get(3).actor())
                .isEqualTo(new Party("ServicePrincipal", "sp-1", "billing"));
    }

    @Test
    void rolesOfBothServices() {
        EntraEvent activation = records.get(4);
        assertThat(activation.audit().role()).isEqualTo(GLOBAL_ADMINISTRATOR);
        assertThat(activation.audit().reason()).isEqualTo("fix ticket 7");
        assertThat(activation.origin().ip()).isEqualTo("198.51.100.7");
        assertThat(activation.target("User").id()).isEqualTo("u-ann");
        EntraEvent echo = records.get(5);
        assertThat(echo.audit().role()).isEqualTo(GLOBAL_ADMINISTRATOR);
        assertThat(echo.audit().initiatingApp()).isEqualTo("MS-PIM");
        assertThat(echo.actor()).isEqualTo(new Party("ServicePrincipal", "sp-pim", "MS-PIM"));
        assertThat(records.get(6).audit().role())
                .isEqualTo(new RoleReference(null, "Global Administrator"));
    }

    @Test
    void usersAndPolicies() {
        assertThat(records.get(8).target("User").name()).isEqualTo("tmp@contoso.com");
        assertThat(records.get(9).audit().change("UserType").newValue()).isEqualTo("Member");
        assertThat(records.get(10).audit().change("ConditionalAccessPolicy").newValue())
                .contains("\"excludeUsers\":[\"u-bg1\",\"u-eve\"]");
        EntraEvent invitation = records.get(16);
        assertThat(invitation.origin().ip()).as("not the front end").isEqualTo("203.0.113.9");
    }

    @Test
    void azureAndRisk() {
        EntraEvent elevation = records.get(12);
        assertThat(elevation.actor()).isEqualTo(new Party("User", "u-eve", "eve@contoso.com"));
        assertThat(elevation.outcome()).isEqualTo(Outcome.SUCCESS);
        assertThat(records.get(13).risk().requestId()).isEqualTo("r-3");
        assertThat(records.get(13).risk().type()).isEqualTo("passwordspray");
        assertThat(records.get(14).actorId()).isEqualTo("u-bob");
    }
}
