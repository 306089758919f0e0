package io.entracep.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.event.Party;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TenantPolicyTest {

    private static final String GLOBAL_ADMINISTRATOR = "62e90394-69f5-4237-9190-012177145e10";
    private static final String ID = "0b7d6f1a-2c43-4e58-9a06-d1e2f3a4b5c6";
    private static final String OTHER_ID = "9d8c7b6a-5f4e-4d3c-8b2a-190817263544";
    private static final String TENANT = "6a1f0c52-7d38-4b9e-8c21-5e0f9b3d7a64";

    private static TenantPolicy policy(String... lines) {
        return PolicyReader.read("policy.yaml", "default:\n  " + String.join("\n  ", lines))
                .forTenant(null);
    }

    private static long at(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }

    @Test
    void statesEveryDefault() {
        TenantPolicy none = Policy.none().forTenant(TENANT);

        assertThat(Arrays.stream(PolicyInput.values()).filter(none::has))
                .containsExactlyInAnyOrder(
                        PolicyInput.TIME_ZONE,
                        PolicyInput.PRIVILEGED_ROLES,
                        PolicyInput.TIER_ZERO_ROLES,
                        PolicyInput.PRIVILEGED_AZURE_ROLES,
                        PolicyInput.MICROSOFT_ASNS,
                        PolicyInput.PAWS_MUST_BE_COMPLIANT,
                        PolicyInput.PAWS_MUST_BE_MANAGED,
                        PolicyInput.ADMINS_MAY_BE_SYNCED,
                        PolicyInput.ONLY_ADMINS_MAY_BE_CLOUD_ONLY,
                        PolicyInput.INCIDENT_WINDOW,
                        PolicyInput.INCIDENT_PEOPLE);
        assertThat(none.incidentWindow()).isEqualTo(Duration.ofHours(24));
        assertThat(none.incidentPeople()).isEqualTo(10);
        assertThat(none.zone()).isEqualTo(ZoneOffset.UTC);
        assertThat(BuiltInRoles.PRIVILEGED).hasSize(36);
        BuiltInRoles.PRIVILEGED.forEach(
                (id, name) -> {
                    assertThat(none.isPrivilegedRole(id, null)).isTrue();
                    assertThat(none.isPrivilegedRole(null, name)).isTrue();
                });
        assertThat(
                        BuiltInRoles.PRIVILEGED.keySet().stream()
                                .filter(r -> none.isTierZeroRole(r, null)))
                .containsExactly(
                        GLOBAL_ADMINISTRATOR,
                        "e8611ab8-c189-46e8-94e1-60213ab1f814",
                        "7be44c8a-adaf-4e2a-84d6-ab2649e08a13");
        assertThat(BuiltInRoles.PRIVILEGED_AZURE.keySet())
                .hasSize(6)
                .allMatch(none::isPrivilegedAzureRole);
        assertThat(List.of(8075L, 8068L, 8069L, 8070L, 12076L)).allMatch(none::isMicrosoftNetwork);
        assertThat(none.pawsMustBeCompliant()).isFalse();
        assertThat(none.pawsMustBeManaged()).isFalse();
        assertThat(none.adminsMayBeSynced()).isFalse();
        assertThat(none.onlyAdminsMayBeCloudOnly()).isFalse();
        assertThat(none.isApprovedCountry("KP", ID, null)).isTrue();
        assertThat(none.adminUpn()).isNull();
        assertThat(none.serviceUpn()).isNull();
        assertThat(none.userUpns()).isEmpty();
        assertThat(none.requiredAttributes()).isEmpty();
        assertThat(none.legacyDisabledSince()).isEmpty();
        assertThat(none.elevationLimit(GLOBAL_ADMINISTRATOR, null)).isEmpty();
        assertThat(none.breaksRoleMatrix(GLOBAL_ADMINISTRATOR, null, ID, null)).isFalse();
        assertThat(none.isChangeWindow(0)).isFalse();
        assertThat(none.enabled("mfa-denied")).isTrue();
        assertThat(none.severity("mfa-denied")).isEmpty();
        assertThat(none.settings("mfa-denied")).isEmpty();
        assertThat(none.suppression("mfa-denied", Map.of(), 0)).isNull();
    }

    @Test
    void answersFalseToNullEverywhere() {
        TenantPolicy policy =
                policy(
                        "break-glass-accounts: [bg1@example.com]",
                        "paw-devices: [" + ID + "]",
                        "corporate-egress: [192.0.2.0/24]",
                        "approved-countries: [DE]",
                        "approved-inviters: [alice@example.com]");

        assertThat(policy.holds(PolicyInput.BREAK_GLASS_ACCOUNTS, null, null)).isFalse();
        assertThat(policy.announcedDrill(null, null, 0)).isNull();
        assertThat(policy.isPrivilegedRole(null, null)).isFalse();
        assertThat(policy.isPrivilegedAzureRole(null)).isFalse();
        assertThat(policy.holds(PolicyInput.PAW_DEVICES, null)).isFalse();
        assertThat(policy.holds(PolicyInput.CORPORATE_EGRESS, null)).isFalse();
        assertThat(policy.isVpn(null, 0)).isFalse();
        assertThat(policy.isApprovedCountry(null, null, null)).isTrue();
        assertThat(policy.lists(PolicyInput.APPROVED_INVITERS, null)).isFalse();
        assertThat(policy.workingHoursOf(null, null, null)).isNull();
    }

    @Test
    void knowsAccountsByIdOrNameInAnyCase() {
        TenantPolicy policy = policy("break-glass-accounts: [" + ID + ", Bg1@Example.com]");

        assertThat(policy.holds(PolicyInput.BREAK_GLASS_ACCOUNTS, ID, "renamed@example.com"))
                .isTrue();
        assertThat(
                        policy.holds(
                                PolicyInput.BREAK_GLASS_ACCOUNTS,
                                ID.toUpperCase(java.util.Locale.ROOT),
                                null))
                .isTrue();
        assertThat(policy.holds(PolicyInput.BREAK_GLASS_ACCOUNTS, OTHER_ID, "BG1@example.com"))
                .isTrue();
        assertThat(policy.holds(PolicyInput.BREAK_GLASS_ACCOUNTS, OTHER_ID, "bg2@example.com"))
                .isFalse();
    }

    @Test
    void namesTheEntryThatDecided() {
        TenantPolicy policy =
                policy(
                        "break-glass-accounts: [" + ID + ", Bg1@Example.com]",
                        "corporate-egress: [192.0.2.0/24]");

        assertThat(policy.entry(PolicyInput.BREAK_GLASS_ACCOUNTS, OTHER_ID, "bg1@example.com"))
                .isEqualTo("default.break-glass-accounts: bg1@example.com");
        assertThat(policy.entry(PolicyInput.BREAK_GLASS_ACCOUNTS, ID, "bg9@example.com"))
                .isEqualTo("default.break-glass-accounts: " + ID);
        assertThat(policy.entry(PolicyInput.CORPORATE_EGRESS, "192.0.2.7", null))
                .isEqualTo("default.corporate-egress: 192.0.2.0/24");
        assertThat(policy.entry(PolicyInput.CORPORATE_EGRESS, "198.51.100.1", null))
                .isEqualTo("default.corporate-egress");
        assertThat(policy.entry(PolicyInput.PRIVILEGED_ROLES, null, "Global Administrator"))
                .isEqualTo("privileged-roles (built-in default): Global Administrator");
        assertThat(policy.entry(PolicyInput.LEAVERS)).isEqualTo("leavers (not given)");
    }

    @Test
    void announcesDrillsForTheirAccountsAndTimeOnly() {
        TenantPolicy policy =
                policy(
                        "time-zone: Europe/Berlin",
                        "break-glass-drills:",
                        "- {start: 2026-05-12T09:00, end: 2026-05-12T11:00, accounts: [bg1@example.com]}",
                        "- {start: 2026-08-01T00:00Z, end: 2026-08-01T01:00+00:00, note: all}");
        long start = at("2026-05-12T07:00:00Z");
        long end = at("2026-05-12T09:00:00Z");

        assertThat(policy.announcedDrill(null, "bg1@example.com", start - 1)).isNull();
        assertThat(policy.announcedDrill(null, "bg1@example.com", start)).isNotNull();
        assertThat(policy.announcedDrill(null, "bg1@example.com", end - 1)).isNotNull();
        assertThat(policy.announcedDrill(null, "bg1@example.com", end)).isNull();
        assertThat(policy.announcedDrill(ID, "bg2@example.com", start)).isNull();
        assertThat(policy.announcedDrill(ID, "bg2@example.com", at("2026-08-01T00:30:00Z")))
                .isEqualTo("default.break-glass-drills[1]");
    }

    @Test
    void takesARoleByItsIdOrItsNameWhicheverWasWritten() {
        TenantPolicy policy =
                policy(
                        "privileged-roles: [global administrator, Mail Operator, " + ID + "]",
                        "tier-zero-roles: [" + OTHER_ID + "]");

        assertThat(policy.isPrivilegedRole(GLOBAL_ADMINISTRATOR, null)).isTrue();
        assertThat(policy.isPrivilegedRole(null, "Global Administrator")).isTrue();
        assertThat(policy.isPrivilegedRole("unknown", "MAIL operator")).isTrue();
        assertThat(policy.isPrivilegedRole(ID, "anything")).isTrue();
        assertThat(policy.isPrivilegedRole(null, "Billing Administrator")).isFalse();
        assertThat(policy.isPrivilegedRole(OTHER_ID, null)).isTrue();
        assertThat(policy.isTierZeroRole(GLOBAL_ADMINISTRATOR, null)).isFalse();
    }

    @Test
    void takesAnAzureRoleByTheEndOfItsResourceId() {
        TenantPolicy policy = policy("privileged-azure-roles: [Owner]");
        String owner = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";

        assertThat(policy.isPrivilegedAzureRole(owner)).isTrue();
        assertThat(
                        policy.isPrivilegedAzureRole(
                                "/subscriptions/s/providers/Microsoft.Authorization"
                                        + "/roleDefinitions/8E3AF657-a8ff-443c-a75c-2fe8c4bcb635"))
                .isTrue();
        assertThat(policy.isPrivilegedAzureRole("b24988ac-6180-42a0-ab88-20f7382dd24c")).isFalse();
    }

    @Test
    void keepsARoleForThoseOfTheMatrix() {
        TenantPolicy policy =
                policy(
                        "role-matrix:",
                        "  Global Administrator: [adm_alice@example.com]",
                        "  Billing Administrator: []",
                        "elevation-limits: {Global Administrator: 1h, default: PT8H}");

        assertThat(policy.breaksRoleMatrix(GLOBAL_ADMINISTRATOR, null, ID, "adm_alice@example.com"))
                .isFalse();
        assertThat(policy.breaksRoleMatrix(null, "Global Administrator", ID, "bob@example.com"))
                .isTrue();
        assertThat(policy.breaksRoleMatrix(null, "Billing Administrator", ID, null)).isTrue();
        assertThat(policy.breaksRoleMatrix(null, "User Administrator", ID, null)).isFalse();
        assertThat(policy.elevationLimit(GLOBAL_ADMINISTRATOR, null)).contains(Duration.ofHours(1));
        assertThat(policy.elevationLimit(null, "User Administrator")).contains(Duration.ofHours(8));
    }

    @Test
    void approvesCountriesForAllAndForSingleAccounts() {
        TenantPolicy policy =
                policy(
                        "approved-countries: [de, AT]",
                        "approved-countries-by-account: {alice@example.com: [US]}");

        assertThat(policy.isApprovedCountry("DE", null, "bob@example.com")).isTrue();
        assertThat(policy.isApprovedCountry("US", null, "bob@example.com")).isFalse();
        assertThat(policy.isApprovedCountry("US", ID, "alice@example.com")).isTrue();
        assertThat(policy.isApprovedCountry("FR", ID, "alice@example.com")).isFalse();
        assertThat(policy.isApprovedCountry("", ID, "bob@example.com")).isTrue();
    }

    @Test
    void takesCountryCodesThatYamlMightTakeForSomethingElse() {
        assertThat(policy("approved-countries: [NO]").isApprovedCountry("NO", null, null)).isTrue();
        assertThat(policy("approved-countries: [NO]").isApprovedCountry("DE", null, null))
                .isFalse();
    }

    @Test
    void anEmptyListDecidesThatNobodyIsOnIt() {
        TenantPolicy policy = policy("approved-inviters: []", "approved-countries: []");

        assertThat(policy.has(PolicyInput.APPROVED_INVITERS)).isTrue();
        assertThat(policy.has(PolicyInput.APPROVED_CREATORS)).isFalse();
        assertThat(policy.lists(PolicyInput.APPROVED_INVITERS, ID, "alice@example.com")).isFalse();
        assertThat(policy.isApprovedCountry("DE", null, null)).isFalse();
    }

    @Test
    void doesNotApproveAnApplicationForTheNameItGaveItself() {
        TenantPolicy policy =
                policy("approved-creators: [HR Sync, adm_alice@example.com, " + ID + "]");
        PolicyInput creators = PolicyInput.APPROVED_CREATORS;

        assertThat(policy.lists(creators, new Party("App", null, "hr sync"))).isTrue();
        assertThat(policy.lists(creators, new Party("ServicePrincipal", OTHER_ID, "HR Sync")))
                .isFalse();
        assertThat(policy.lists(creators, new Party("ServicePrincipal", ID, "anything"))).isTrue();
        assertThat(policy.lists(creators, new Party("User", OTHER_ID, "adm_alice@example.com")))
                .isTrue();
        assertThat(policy.lists(creators, new Party("App", null, "adm_alice@example.com")))
                .isFalse();
        assertThat(
                        policy.lists(
                                creators,
                                new Party("ServicePrincipal", OTHER_ID, "adm_alice@example.com")))
                .isFalse();
        assertThat(policy.lists(PolicyInput.APPROVED_CREATORS, OTHER_ID, "HR Sync")).isFalse();
        assertThat(policy.lists(PolicyInput.APPROVED_CREATORS, null, "HR Sync")).isTrue();
    }

    @Test
    void blocksADomainAndApprovesOnlyWholeOnes() {
        TenantPolicy policy =
                policy("approved-domains: [Example.com]", "blocked-domains: [example.net]");

        assertThat(policy.isApprovedDomain("EXAMPLE.com")).isTrue();
        assertThat(policy.isApprovedDomain("evil-example.com")).isFalse();
        assertThat(policy.isApprovedDomain("sub.example.com")).isFalse();
        assertThat(policy.holds(PolicyInput.BLOCKED_DOMAINS, "example.net")).isTrue();
    }

    @Test
    void judgesPeopleWhoDoNotTravelByTheirPlace() {
        TenantPolicy policy =
                policy(
                        "stationary-accounts:",
                        "- {accounts: [desk@example.com], countries: [DE], states: [Berlin], networks: [192.0.2.0/24]}",
                        "- {accounts: [lab@example.com], networks: [192.0.2.0/24]}");

        assertThat(policy.isAwayFromStation(null, "desk@example.com", "DE", "Berlin", null))
                .isFalse();
        assertThat(policy.isAwayFromStation(null, "desk@example.com", "DE", "Hesse", null))
                .isTrue();
        assertThat(policy.isAwayFromStation(null, "desk@example.com", "FR", null, "192.0.2.1"))
                .isFalse();
        assertThat(policy.isAwayFromStation(null, "desk@example.com", null, null, null)).isFalse();
        assertThat(policy.isAwayFromStation(null, "lab@example.com", "DE", null, "198.51.100.1"))
                .isTrue();
        assertThat(policy.isAwayFromStation(null, "other@example.com", "FR", null, null)).isFalse();
    }

    @Test
    void expectsChangesInWindowsOfBothKinds() {
        TenantPolicy policy =
                policy(
                        "change-windows:",
                        "- {days: [tue], from: 20:00, to: 02:00, time-zone: Europe/Berlin}",
                        "- {start: 2026-06-06T22:00Z, end: 2026-06-07T02:00Z}");

        assertThat(policy.isChangeWindow(at("2026-01-13T19:00:00Z"))).isTrue();
        assertThat(policy.isChangeWindow(at("2026-01-14T00:59:59Z"))).isTrue();
        assertThat(policy.isChangeWindow(at("2026-01-14T01:00:00Z"))).isFalse();
        assertThat(policy.isChangeWindow(at("2026-06-07T01:59:59Z"))).isTrue();
        assertThat(policy.isChangeWindow(at("2026-06-07T02:00:00Z"))).isFalse();
    }

    @Test
    void beginsTheLegacyStanceWithTheDayOfTheTenant() {
        TenantPolicy policy =
                policy(
                        "time-zone: America/New_York",
                        "legacy-disabled-since: 2025-10-01",
                        "legacy-allowed-accounts: [scanner@example.com]",
                        "legacy-client-apps: [Contoso Mail Gateway]");

        assertThat(policy.legacyDisabledSince())
                .isEqualTo(OptionalLong.of(at("2025-10-01T04:00:00Z")));
        assertThat(policy.holds(PolicyInput.LEGACY_ALLOWED_ACCOUNTS, null, "scanner@example.com"))
                .isTrue();
        assertThat(policy.holds(PolicyInput.LEGACY_CLIENT_APPS, "contoso mail gateway")).isTrue();
    }

    @Test
    void looksAtNetworksDevicesAndNames() {
        TenantPolicy policy =
                policy(
                        "corporate-egress: [192.0.2.0/25]",
                        "approved-networks: [203.0.113.8]",
                        "vpn-networks: [198.51.100.0/26]",
                        "vpn-asns: [64500]",
                        "helpdesk-networks: [\"2001:db8:10::/48\"]",
                        "approved-scanners: [203.0.113.77]",
                        "paw-devices: [" + ID + "]",
                        "paws-must-be-managed: true",
                        "approved-browsers: [Edge]",
                        "admin-upn-regex: '^adm_'",
                        "expected-volume: {SignInLogs: 50}",
                        "pim-alert-severities: {Too many global administrators: low}");

        assertThat(policy.holds(PolicyInput.CORPORATE_EGRESS, "192.0.2.127")).isTrue();
        assertThat(policy.isApprovedNetwork("203.0.113.8")).isTrue();
        assertThat(policy.isApprovedNetwork("198.51.100.1")).isTrue();
        assertThat(policy.isApprovedNetwork("203.0.113.77")).isFalse();
        assertThat(policy.isVpn("203.0.113.8", 64500)).isTrue();
        assertThat(policy.isVpn("203.0.113.8", 64501)).isFalse();
        assertThat(policy.holds(PolicyInput.HELPDESK_NETWORKS, "2001:db8:10::7")).isTrue();
        assertThat(policy.holds(PolicyInput.APPROVED_SCANNERS, "203.0.113.77")).isTrue();
        assertThat(policy.holds(PolicyInput.PAW_DEVICES, ID)).isTrue();
        assertThat(policy.pawsMustBeManaged()).isTrue();
        assertThat(policy.adminUpn()).isNotNull();
        assertThat(policy.adminUpn().matches("adm_alice@example.com")).isTrue();
    }

    @Test
    void readsSwitchesSeveritiesAndSettingsOfDetections() {
        TenantPolicy policy =
                policy(
                        "detections:",
                        "  mfa-denied: {enabled: false}",
                        "  spray: {severity: high, settings: {users: 20, share: 0.5, window: 30m, on: true, codes: [1, 2]}}");

        assertThat(policy.enabled("mfa-denied")).isFalse();
        assertThat(policy.enabled("spray")).isTrue();
        assertThat(policy.severity("spray")).contains("high");
        assertThat(policy.settings("spray"))
                .isEqualTo(
                        Map.of(
                                "users",
                                20L,
                                "share",
                                0.5,
                                "window",
                                "30m",
                                "on",
                                true,
                                "codes",
                                List.of(1L, 2L)));
    }

    @Test
    void aTenantReplacesValuesAndMergesDetections() {
        Policy policy =
                PolicyReader.read(
                        "policy.yaml",
                        """
                        default:
                          time-zone: Europe/Berlin
                          approved-countries: [DE, AT]
                          leavers: [bob@example.com]
                          break-glass-drills: [{start: 2026-05-12T09:00, end: 2026-05-12T11:00}]
                          detections:
                            spray: {severity: high, settings: {users: 20, window: 30m}}
                            mfa-denied: {enabled: false}
                        tenants:
                          6A1F0C52-7d38-4b9e-8c21-5e0f9b3d7a64:
                            time-zone: America/New_York
                            approved-countries: [US]
                            detections:
                              spray: {enabled: false, settings: {users: 5}}
                        """);
        TenantPolicy byDefault = policy.forTenant("2f6d9b41-8c3e-4a75-9d10-7b5e3f1c8a26");
        TenantPolicy tenant = policy.forTenant(TENANT);

        assertThat(tenant.zone()).isEqualTo(ZoneId.of("America/New_York"));
        assertThat(tenant.isApprovedCountry("US", null, null)).isTrue();
        assertThat(tenant.isApprovedCountry("DE", null, null)).isFalse();
        assertThat(byDefault.isApprovedCountry("DE", null, null)).isTrue();
        assertThat(tenant.holds(PolicyInput.LEAVERS, null, "bob@example.com")).isTrue();
        assertThat(tenant.entry(PolicyInput.APPROVED_COUNTRIES))
                .isEqualTo("tenants.6A1F0C52-7d38-4b9e-8c21-5e0f9b3d7a64.approved-countries");
        assertThat(tenant.entry(PolicyInput.LEAVERS)).isEqualTo("default.leavers");
        // An inherited drill is at nine o'clock of the tenant that inherits it.
        assertThat(tenant.announcedDrill(null, "x", at("2026-05-12T13:00:00Z"))).isNotNull();
        assertThat(byDefault.announcedDrill(null, "x", at("2026-05-12T07:00:00Z"))).isNotNull();
        assertThat(tenant.enabled("spray")).isFalse();
        assertThat(tenant.severity("spray")).contains("high");
        assertThat(tenant.settings("spray")).isEqualTo(Map.of("users", 5L, "window", "30m"));
        assertThat(tenant.enabled("mfa-denied")).isFalse();
        assertThat(byDefault.settings("spray")).isEqualTo(Map.of("users", 20L, "window", "30m"));
    }
}
