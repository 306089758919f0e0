package io.entracep.generate;

import java.util.List;

/** Directory changes of normal life: one to three audit records each. */
final class NormalAudit {
    private static final List<String> GROUPS =
            List.of("All Sales", "Project Orion", "VPN Users", "Marketing", "Floor 3");

    private final Company company;
    private final Dice dice;
    private final DirectoryEntries directory;

    NormalAudit(Company company, Dice dice) {
        this.company = company;
        this.dice = dice;
        this.directory = new DirectoryEntries(company, dice);
    }

    /**
     * @param owner who acts where an employee does
     * @param other whom it concerns where that is someone else
     */
    List<AuditEntry> piece(long time, Person owner, Person other) {
        String ip = owner.whereabouts(time).ip();
        Actor provisioner =
                Actor.application(company.provisioner().id(), company.provisioner().name());
        return switch (dice.below(10)) {
            case 0, 1, 2 -> List.of(toGroup(time, Actor.user(owner.account(), ip), other));
            case 3, 4, 5 ->
                    List.of(
                            directory.updateUser(
                                    time, provisioner, other.account(), "Department", "Sales"));
            case 6 -> List.of(license(time, provisioner, other));
            case 7 -> List.of(directory.registeredSecurityInfo(time, owner.account(), ip));
            case 8 -> List.of(updateDevice(time, owner));
            default -> selfServiceReset(time, owner, ip);
        };
    }

    private AuditEntry toGroup(long time, Actor actor, Person member) {
        String group = dice.oneOf(GROUPS);
        String id = Dice.of(company.tenantId().hashCode(), group.hashCode()).guid();
        return directory.addToGroup(time, actor, member.account(), id, group);
    }

    private AuditEntry license(long time, Actor actor, Person person) {
        return AuditEntry.of(time, AuditArea.USERS, "Change user license", "Update", actor, dice)
                .on(Target.user(person.account()));
    }

    private AuditEntry updateDevice(long time, Person person) {
        Machine computer = person.computer();
        Actor service =
                Actor.application(
                        Dice.of(company.tenantId().hashCode(), 3).guid(),
                        "Device Registration Service");
        return AuditEntry.of(time, AuditArea.DEVICES, "Update device", "Update", service, dice)
                .on(
                        Target.of("Device", computer.deviceId(), computer.name())
                                .changing("Included Updated Properties", null, "\"\""));
    }

    private List<AuditEntry> selfServiceReset(long time, Person person, String ip) {
        Account account = person.account();
        Actor self = Actor.user(account, ip);
        AuditEntry progress =
                AuditEntry.of(
                                time,
                                AuditArea.SELF_SERVICE,
                                "Self-service password reset flow activity progress",
                                "Update",
                                self,
                                dice)
                        .on(Target.user(account))
                        .because("User completed the mobile app verification");
        AuditEntry reset =
                AuditEntry.of(
                                time + 40_000,
                                AuditArea.SELF_SERVICE,
                                "Reset password (self-service)",
                                "Update",
                                self,
                                dice)
                        .on(Target.user(account))
                        .because("Successfully completed reset.");
        return List.of(progress, reset);
    }
}
