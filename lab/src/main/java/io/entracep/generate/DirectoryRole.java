package io.entracep.generate;

import java.util.UUID;

/** Directory roles used here; template ids are the vendor's fixed ones (built-in roles). */
enum DirectoryRole {
    GLOBAL_ADMINISTRATOR(
            "Global Administrator", "62e90394-69f5-4237-9190-012177145e10", "TenantAdmins"),
    PRIVILEGED_ROLE_ADMINISTRATOR(
            "Privileged Role Administrator",
            "e8611ab8-c189-46e8-94e1-60213ab1f814",
            "PrivilegedRoleAdmins"),
    USER_ADMINISTRATOR(
            "User Administrator", "fe930be7-5e62-47db-91af-98c3a49a38b1", "UserAccountAdmins"),
    HELPDESK_ADMINISTRATOR(
            "Helpdesk Administrator", "729827e3-9c14-49f7-bb1b-9608f156bbb8", "HelpdeskAdmins"),
    SECURITY_ADMINISTRATOR(
            "Security Administrator", "194ae4cb-b126-40b2-bd5b-6091b380977d", "SecurityAdmins"),
    APPLICATION_ADMINISTRATOR(
            "Application Administrator",
            "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3",
            "ApplicationAdmins"),
    EXCHANGE_ADMINISTRATOR(
            "Exchange Administrator",
            "29232cdf-9323-42fd-ade2-1d097af3e4de",
            "ExchangeServiceAdmins");

    private final String displayName;
    private final String templateId;
    private final String wellKnownName;

    DirectoryRole(String displayName, String templateId, String wellKnownName) {
        this.displayName = displayName;
        this.templateId = templateId;
        this.wellKnownName = wellKnownName;
    }

    String displayName() {
        return displayName;
    }

    String templateId() {
        return templateId;
    }

    String wellKnownName() {
        return wellKnownName;
    }

    /** The role's object id in a tenant, which differs from its template id. */
    String objectId(String tenantId) {
        UUID tenant = UUID.fromString(tenantId);
        return Dice.of(tenant.getMostSignificantBits(), templateId.hashCode()).guid();
    }
}
