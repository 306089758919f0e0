package io.entracep.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.policy.PolicyInput;
import io.entracep.policy.PolicyReader;
import io.entracep.policy.TenantPolicy;
import io.entracep.policy.WorkingHours;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyTextTest {
    private static final LogGenerator GENERATOR =
            new LogGenerator(Settings.demo().withRecords(4_000));
    private static final Company COMPANY = GENERATOR.company();
    private static final TenantPolicy POLICY =
            PolicyReader.read("demo", GENERATOR.policyYaml()).forTenant(COMPANY.tenantId());

    @Test
    void namesTheCompanysSpecialAccounts() {
        Workload provisioner = COMPANY.provisioner();

        assertThat(COMPANY.breakGlassAccounts())
                .allMatch(
                        account ->
                                POLICY.holds(
                                        PolicyInput.BREAK_GLASS_ACCOUNTS,
                                        account.id(),
                                        account.upn()));
        assertThat(COMPANY.adminAccounts())
                .allMatch(
                        account ->
                                POLICY.holds(
                                        PolicyInput.PRIVILEGED_ACCOUNTS,
                                        account.id(),
                                        account.upn()));
        assertThat(
                        POLICY.holds(
                                PolicyInput.FORMER_PRIVILEGED_ACCOUNTS,
                                COMPANY.formerAdmin().id(),
                                null))
                .isTrue();
        assertThat(
                        POLICY.holds(
                                PolicyInput.PRIVILEGED_ACCOUNTS,
                                COMPANY.user(0).id(),
                                COMPANY.user(0).upn()))
                .isFalse();
        assertThat(
                        POLICY.lists(
                                PolicyInput.APPROVED_PROVISIONERS,
                                provisioner.id(),
                                provisioner.name()))
                .isTrue();
        assertThat(
                        POLICY.lists(
                                PolicyInput.APPROVED_LIFECYCLE_APPS,
                                provisioner.id(),
                                provisioner.name()))
                .isTrue();
    }

    @Test
    void knowsTheWorkstationsAndNetworksOfNormalLife() {
        List<Parsed> admins =
                Parsed.all(GENERATOR.inArrivalOrder()).stream()
                        .filter(r -> r.record().attack() == null)
                        .filter(
                                r ->
                                        POLICY.holds(
                                                PolicyInput.PRIVILEGED_ACCOUNTS,
                                                r.property("userId"),
                                                null))
                        .toList();

        assertThat(admins)
                .isNotEmpty()
                .allMatch(r -> POLICY.holds(PolicyInput.PAW_DEVICES, r.deviceId()))
                .allMatch(r -> POLICY.holds(PolicyInput.CORPORATE_EGRESS, r.property("ipAddress")));
    }

    @Test
    void coversTheHoursAndCountriesOfNormalLife() {
        List<Parsed> interactive =
                Parsed.all(GENERATOR.inArrivalOrder()).stream()
                        .filter(r -> r.record().attack() == null)
                        .filter(r -> r.record().category().equals(SignIn.INTERACTIVE))
                        .toList();

        assertThat(interactive)
                .isNotEmpty()
                .allMatch(r -> POLICY.isApprovedCountry(country(r), null, null))
                .allMatch(r -> hours(country(r)).contains(r.record().eventTime()));
        assertThat(POLICY.isApprovedCountry("AU", null, null)).isFalse();
    }

    @Test
    void legacyProtocolsWereSwitchedOffBeforeTheFirstRecord() {
        assertThat(POLICY.legacyDisabledSince().orElseThrow())
                .isLessThan(GENERATOR.inArrivalOrder().next().eventTime());
    }

    private static String country(Parsed record) {
        return record.properties().at("/location/countryOrRegion").asText();
    }

    private static WorkingHours hours(String country) {
        WorkingHours hours = POLICY.workingHoursOf(null, null, country);
        assertThat(hours).isNotNull();
        return hours;
    }
}
