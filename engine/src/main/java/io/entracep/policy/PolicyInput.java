package io.entracep.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a policy can decide: every key of a section, except {@code detections} and {@code
 * suppressions}. A catalogue entry names those that it cannot do without. Each is described in
 * {@code docs/policy.md}.
 */
public enum PolicyInput {
    TIME_ZONE("time-zone"),

    BREAK_GLASS_ACCOUNTS("break-glass-accounts"),
    BREAK_GLASS_DRILLS("break-glass-drills"),
    PRIVILEGED_ACCOUNTS("privileged-accounts"),
    TIER_ZERO_ACCOUNTS("tier-zero-accounts"),
    FORMER_PRIVILEGED_ACCOUNTS("former-privileged-accounts"),
    VIP_ACCOUNTS("vip-accounts"),
    LEAVERS("leavers"),
    NEW_STARTERS("new-starters"),
    TRUSTED_NETWORK_ACCOUNTS("trusted-network-accounts"),
    STATIONARY_ACCOUNTS("stationary-accounts"),

    PRIVILEGED_ROLES("privileged-roles"),
    TIER_ZERO_ROLES("tier-zero-roles"),
    PRIVILEGED_AZURE_ROLES("privileged-azure-roles"),
    PRIVILEGED_GROUPS("privileged-groups"),
    PIM_GOVERNED_GROUPS("pim-governed-groups"),
    CONDITIONAL_ACCESS_EXCLUSION_GROUPS("conditional-access-exclusion-groups"),
    ROLE_MATRIX("role-matrix"),
    ELEVATION_LIMITS("elevation-limits"),
    APPROVED_STANDING_ASSIGNMENTS("approved-standing-assignments"),
    PIM_ALERT_SEVERITIES("pim-alert-severities"),

    PAW_DEVICES("paw-devices"),
    PAWS_MUST_BE_COMPLIANT("paws-must-be-compliant"),
    PAWS_MUST_BE_MANAGED("paws-must-be-managed"),
    APPROVED_BROWSERS("approved-browsers"),
    APPROVED_OPERATING_SYSTEMS("approved-operating-systems"),

    APPROVED_COUNTRIES("approved-countries"),
    APPROVED_COUNTRIES_BY_ACCOUNT("approved-countries-by-account"),
    APPROVED_CITIES("approved-cities"),
    CORPORATE_EGRESS("corporate-egress"),
    APPROVED_NETWORKS("approved-networks"),
    VPN_NETWORKS("vpn-networks"),
    VPN_ASNS("vpn-asns"),
    MICROSOFT_ASNS("microsoft-asns"),
    HELPDESK_NETWORKS("helpdesk-networks"),
    APPROVED_SCANNERS("approved-scanners"),

    WORKING_HOURS("working-hours"),
    HOLIDAYS("holidays"),
    CHANGE_WINDOWS("change-windows"),

    ADMIN_UPN_REGEX("admin-upn-regex"),
    SERVICE_UPN_REGEX("service-upn-regex"),
    USER_UPN_REGEXES("user-upn-regexes"),
    NAMING_EXCEPTIONS("naming-exceptions"),
    REQUIRED_ATTRIBUTES("required-attributes"),
    ADMINS_MAY_BE_SYNCED("admins-may-be-synced"),
    ONLY_ADMINS_MAY_BE_CLOUD_ONLY("only-admins-may-be-cloud-only"),

    APPROVED_CREATORS("approved-creators"),
    TRUSTED_CLOUD_CREATORS("trusted-cloud-creators"),
    APPROVED_PROVISIONERS("approved-provisioners"),
    APPROVED_INVITERS("approved-inviters"),
    APPROVED_LIFECYCLE_APPS("approved-lifecycle-apps"),
    ENTITLEMENT_APPS("entitlement-apps"),
    APPROVED_USER_ADMINS("approved-user-admins"),
    APPROVED_ROLE_ADMINS("approved-role-admins"),
    APPROVED_PIM_ADMINS("approved-pim-admins"),
    APPROVED_POLICY_ADMINS("approved-policy-admins"),
    APPROVED_APP_ADMINS("approved-app-admins"),
    APPROVED_SYNC_ADMINS("approved-sync-admins"),
    APPROVED_DOMAIN_ADMINS("approved-domain-admins"),
    APPROVED_APPROVERS("approved-approvers"),
    APPROVED_ELEVATORS("approved-elevators"),
    APPROVED_CHANGERS("approved-changers"),
    APP_PIPELINES("app-pipelines"),
    APPROVED_PRIVILEGED_APPS("approved-privileged-apps"),
    DOMAIN_SERVICES_ACCOUNTS("domain-services-accounts"),
    DOMAIN_SERVICES_ADMINS("domain-services-admins"),

    APPROVED_ACCOUNT_SOURCES("approved-account-sources"),
    APPROVED_DOMAINS("approved-domains"),
    BLOCKED_DOMAINS("blocked-domains"),
    COLLABORATION_DOMAINS("collaboration-domains"),
    KNOWN_ISSUERS("known-issuers"),
    OWN_TENANTS("own-tenants"),
    PARTNER_TENANTS("partner-tenants"),

    HIGH_VALUE_APPLICATIONS("high-value-applications"),
    ADMIN_APPLICATIONS("admin-applications"),
    SINGLE_FACTOR_APPLICATIONS("single-factor-applications"),

    LEGACY_DISABLED_SINCE("legacy-disabled-since"),
    LEGACY_ALLOWED_ACCOUNTS("legacy-allowed-accounts"),
    LEGACY_CLIENT_APPS("legacy-client-apps"),

    EXPECTED_VOLUME("expected-volume"),

    INCIDENT_WINDOW("incident-window"),
    INCIDENT_PEOPLE("incident-people");

    private static final Set<PolicyInput> BUILT_IN =
            Set.of(
                    TIME_ZONE,
                    PRIVILEGED_ROLES,
                    TIER_ZERO_ROLES,
                    PRIVILEGED_AZURE_ROLES,
                    MICROSOFT_ASNS,
                    PAWS_MUST_BE_COMPLIANT,
                    PAWS_MUST_BE_MANAGED,
                    ADMINS_MAY_BE_SYNCED,
                    ONLY_ADMINS_MAY_BE_CLOUD_ONLY,
                    INCIDENT_WINDOW,
                    INCIDENT_PEOPLE);

    private final String key;

    PolicyInput(String key) {
        this.key = key;
    }

    /** The key as people write it. */
    public String key() {
        return key;
    }

    /** Whether something holds where the key is not given. Such inputs are always there. */
    public boolean hasBuiltInDefault() {
        return BUILT_IN.contains(this);
    }

    /** The input of this key. */
    public static Optional<PolicyInput> ofKey(String key) {
        return Arrays.stream(values()).filter(input -> input.key.equals(key)).findFirst();
    }

    static List<String> keys() {
        return Arrays.stream(values()).map(PolicyInput::key).toList();
    }
}
