package io.entracep.generate;

/** Audit records that Core Directory and its neighbours write about accounts. */
final class DirectoryEntries {
    private final Company company;
    private final Dice dice;

    DirectoryEntries(Company company, Dice dice) {
        this.company = company;
        this.dice = dice;
    }

    AuditEntry addUser(long time, Actor actor, Account account) {
        Target target =
                Target.user(account)
                        .changing("AccountEnabled", "[]", "[true]")
                        .changing("DisplayName", "[]", list(account.displayName()))
                        .changing("UserPrincipalName", "[]", list(account.upn()))
                        .changing("UserType", "[]", "[\"Member\"]")
                        .changing(
                                "Included Updated Properties",
                                null,
                                Target.quoted(
                                        "AccountEnabled, DisplayName, UserPrincipalName,"
                                                + " UserType"));
        return entry(time, AuditArea.USERS, "Add user", "Add", actor).on(target);
    }

    AuditEntry deleteUser(long time, Actor actor, Account account) {
        Target target =
                Target.user(account)
                        .named(account.upnWhenDeleted())
                        .changing("Is Hard Deleted", null, "\"False\"");
        return entry(time, AuditArea.USERS, "Delete user", "Delete", actor).on(target);
    }

    AuditEntry updateUser(long time, Actor actor, Account account, String property, String value) {
        Target target =
                Target.user(account)
                        .changing(property, "[]", list(value))
                        .changing("Included Updated Properties", null, Target.quoted(property))
                        .changing("TargetId.UserType", null, "\"Member\"");
        return entry(time, AuditArea.USERS, "Update user", "Update", actor)
                .on(target)
                .detail("UserType", "Member");
    }

    AuditEntry resetPassword(long time, Actor actor, Account account) {
        Target target = Target.user(account).changing("Password", null, null);
        return entry(time, AuditArea.USERS, "Reset password (by admin)", "Reset", actor).on(target);
    }

    AuditEntry registeredSecurityInfo(long time, Account account, String ip) {
        return entry(
                        time,
                        AuditArea.METHODS,
                        "User registered security info",
                        "Add",
                        Actor.user(account, ip))
                .on(Target.user(account))
                .because("User registered Authenticator App with Notification and Code");
    }

    AuditEntry adminRegisteredSecurityInfo(long time, Actor actor, Account account) {
        Target target =
                Target.user(account)
                        .changing(
                                "TemporaryAccessPass.EndDateTime",
                                "\"\"",
                                Target.quoted(VendorTime.seconds(time + VendorTime.HOUR)))
                        .changing("TemporaryAccessPass.AccessPassUsage", "\"\"", "\"Multiple\"");
        return entry(time, AuditArea.METHODS, "Admin registered security info", "Add", actor)
                .on(target)
                .because("Admin registered temporary access pass method for user");
    }

    AuditEntry addToGroup(long time, Actor actor, Account account, String groupId, String group) {
        return entry(time, AuditArea.GROUPS, "Add member to group", "Assign", actor)
                .on(
                        Target.user(account)
                                .changing("Group.ObjectID", null, Target.quoted(groupId))
                                .changing("Group.DisplayName", null, Target.quoted(group)),
                        Target.of("Group", groupId, null));
    }

    AuditEntry addToRole(long time, Actor actor, Account account, DirectoryRole role) {
        Target target =
                Target.user(account)
                        .changing("Role.ObjectID", null, Target.quoted(company.roleId(role)))
                        .changing("Role.DisplayName", null, Target.quoted(role.displayName()))
                        .changing("Role.TemplateId", null, Target.quoted(role.templateId()))
                        .changing(
                                "Role.WellKnownObjectName",
                                null,
                                Target.quoted(role.wellKnownName()));
        return entry(time, AuditArea.ROLES, "Add member to role", "Assign", actor)
                .on(target, Target.of("Role", company.roleId(role), null));
    }

    AuditEntry removeFromRole(long time, Actor actor, Account account, DirectoryRole role) {
        Target target =
                Target.user(account)
                        .changing("Role.ObjectID", Target.quoted(company.roleId(role)), null)
                        .changing("Role.DisplayName", Target.quoted(role.displayName()), null)
                        .changing("Role.TemplateId", Target.quoted(role.templateId()), null)
                        .changing(
                                "Role.WellKnownObjectName",
                                Target.quoted(role.wellKnownName()),
                                null);
        return entry(time, AuditArea.ROLES, "Remove member from role", "Unassign", actor)
                .on(target, Target.of("Role", company.roleId(role), null));
    }

    private AuditEntry entry(
            long time, AuditArea area, String activity, String operationType, Actor actor) {
        return AuditEntry.of(time, area, activity, operationType, actor, dice);
    }

    private static String list(String value) {
        return "[" + Target.quoted(value) + "]";
    }
}
