package io.entracep.generate;

import java.util.List;

/**
 * Audit records of Privileged Identity Management. Each change is echoed by Core Directory as done
 * by MS-PIM a moment later.
 */
final class PimEntries {
    private static final long LASTING = 8 * VendorTime.HOUR;

    private final Company company;
    private final Dice dice;
    private final DirectoryEntries directory;
    private final Actor echo;
    private final Actor expiry;

    PimEntries(Company company, Dice dice) {
        this.company = company;
        this.dice = dice;
        this.directory = new DirectoryEntries(company, dice);
        String service = Dice.of(company.tenantId().hashCode(), 2).guid();
        this.echo = Actor.application(service, "MS-PIM");
        this.expiry = Actor.application(service, "Azure AD PIM");
    }

    /** Request, completion and echo of an activation by the account itself. */
    List<AuditEntry> activation(
            long time, Account account, DirectoryRole role, String ip, String justification) {
        String request = dice.guid();
        AuditEntry completed =
                activated(time, "completed", account, role, request)
                        .because(justification)
                        .detail("Justification", justification)
                        .detail("StartTime", VendorTime.seconds(time))
                        .detail("ExpirationTime", VendorTime.seconds(time + LASTING))
                        .detail("ipaddr", ip);
        AuditEntry requested =
                activated(time - 2_000, "requested", account, role, request)
                        .because(justification)
                        .detail("ipaddr", ip);
        return List.of(
                requested, completed, directory.addToRole(time + 2_000, echo, account, role));
    }

    /** The end of an activation made at this time, when nobody ends it earlier. */
    List<AuditEntry> expiry(long activatedAt, Account account, DirectoryRole role) {
        long time = activatedAt + LASTING;
        AuditEntry expired =
                AuditEntry.of(
                                time,
                                AuditArea.PIM,
                                "Remove member from role (PIM activation expired)",
                                "Remove",
                                expiry,
                                dice)
                        .on(targets(account, role, dice.guid()));
        return List.of(expired, directory.removeFromRole(time + 2_000, echo, account, role));
    }

    /** PIM's periodic report that a role was given without it. */
    AuditEntry outsidePim(long time, Actor assigner, Account account, DirectoryRole role) {
        String request = dice.guid();
        return AuditEntry.of(
                        time,
                        AuditArea.PIM,
                        "Add member to role outside of PIM (permanent)",
                        "Update",
                        assigner,
                        dice)
                .on(targets(account, role, request))
                .detail("RoleDefinitionOriginId", role.templateId())
                .detail("RoleDefinitionOriginType", "BuiltInRole")
                .detail("TemplateId", role.templateId())
                .detail("AuditType", "RoleElevatedOutsidePimAlert")
                .detail("RoleAssignmentRequestId", request);
    }

    private AuditEntry activated(
            long time, String step, Account account, DirectoryRole role, String request) {
        return AuditEntry.of(
                        time,
                        AuditArea.PIM,
                        "Add member to role " + step + " (PIM activation)",
                        "ActivateRole",
                        Actor.user(account, null),
                        dice)
                .on(targets(account, role, request))
                .detail("RoleDefinitionOriginId", role.templateId())
                .detail("RoleDefinitionOriginType", "BuiltInRole")
                .detail("TemplateId", role.templateId())
                .detail("oid", account.id())
                .detail("tid", company.tenantId())
                .detail("RequestId", request);
    }

    private Target[] targets(Account account, DirectoryRole role, String request) {
        Target roleTarget =
                Target.of("Role", company.roleId(role), role.displayName())
                        .changing(
                                "RoleDefinitionOriginId", "\"\"", Target.quoted(role.templateId()))
                        .changing("RoleDefinitionOriginType", "\"\"", "\"BuiltInRole\"")
                        .changing("TemplateId", "\"\"", Target.quoted(role.templateId()));
        return new Target[] {
            roleTarget,
            Target.of("Request", request, null),
            Target.of("User", account.id(), account.displayName()),
            Target.of("Directory", company.tenantId(), "Contoso"),
            Target.of("Other", dice.guid(), null)
        };
    }
}
