package io.entracep.generate;

import java.time.Duration;

/** Administrators who misuse, or lose, their privileges. */
final class PrivilegeAttacks {
    private PrivilegeAttacks() {}

    /** The sign-in that shows the laptop arrives 25 minutes after it happened. */
    static Culprit pimNotFromPaw(Scene scene) {
        Admin admin = scene.admin(1);
        Origin home = admin.owner().home();
        scene.addArrivingAfter(
                Duration.ofMinutes(25),
                scene.signIn(
                                scene.at(15, 10),
                                admin.account(),
                                home,
                                Machine.unknownWindows(),
                                SignIn.Ending.WITH_MFA)
                        .to(Application.AZURE_PORTAL));
        PimEntries pim = new PimEntries(scene.company(), scene.dice());
        pim.activation(scene.at(15, 18), admin.account(), admin.role(), home.ip(), "urgent fix")
                .forEach(entry -> scene.addArrivingAfter(Duration.ofMinutes(2), entry));
        return Culprit.user(admin.account());
    }

    /** The same order of arrival with a privileged workstation: nothing is wrong. */
    static void pimFromPaw(Scene scene) {
        Admin admin = scene.admin(0);
        SignIn signIn =
                scene.signIn(
                                scene.at(15, 40),
                                admin.account(),
                                admin.desk(),
                                admin.paw(),
                                SignIn.Ending.WITH_MFA)
                        .to(Application.AZURE_PORTAL);
        scene.addArrivingAfter(Duration.ofMinutes(16), signIn);
        PimEntries pim = new PimEntries(scene.company(), scene.dice());
        pim.activation(
                        scene.at(15, 46),
                        admin.account(),
                        admin.role(),
                        admin.desk().ip(),
                        "Ticket INC-4711")
                .forEach(entry -> scene.addArrivingAfter(Duration.ofMinutes(2), entry));
    }

    static Culprit roleNeverUsed(Scene scene) {
        Admin admin = scene.admin(5);
        scene.signInAtPaw(admin, scene.at(10, 2));
        PimEntries pim = new PimEntries(scene.company(), scene.dice());
        scene.addAll(
                pim.activation(
                        scene.at(10, 9),
                        admin.account(),
                        DirectoryRole.GLOBAL_ADMINISTRATOR,
                        admin.desk().ip(),
                        "Ticket INC-2042"));
        return Culprit.user(admin.account());
    }

    /** The intruding administrator works from home on the own workstation. */
    static Culprit takeOver(Scene scene) {
        Admin intruder = scene.admin(6);
        Account victim = scene.admin(7).account();
        Origin home = intruder.owner().home();
        scene.add(
                scene.signIn(
                                scene.at(16, 50),
                                intruder.account(),
                                home,
                                intruder.paw(),
                                SignIn.Ending.WITH_MFA)
                        .to(Application.AZURE_PORTAL));
        Actor actor = Actor.user(intruder.account(), home.ip());
        DirectoryEntries directory = new DirectoryEntries(scene.company(), scene.dice());
        scene.add(directory.resetPassword(scene.at(17, 0), actor, victim));
        scene.add(
                scene.signIn(
                                scene.at(17, 20),
                                victim,
                                home,
                                intruder.paw(),
                                SignIn.Ending.PASSWORD_ONLY)
                        .to(Application.AZURE_PORTAL));
        scene.add(
                directory.addToRole(
                        scene.at(17, 35),
                        Actor.user(victim, home.ip()),
                        intruder.owner().account(),
                        DirectoryRole.APPLICATION_ADMINISTRATOR));
        return Culprit.user(victim);
    }

    static Culprit roleOutsidePim(Scene scene) {
        Admin admin = scene.admin(8);
        Account subject = scene.victim(7).account();
        Actor actor = Actor.user(admin.account(), admin.desk().ip());
        DirectoryRole role = DirectoryRole.GLOBAL_ADMINISTRATOR;
        DirectoryEntries directory = new DirectoryEntries(scene.company(), scene.dice());
        scene.add(directory.addToRole(scene.at(11, 0), actor, subject, role));
        PimEntries pim = new PimEntries(scene.company(), scene.dice());
        for (int i = 0; i < 3; i++) {
            scene.add(pim.outsidePim(scene.at(11 + 2 * i, 30), actor, subject, role));
        }
        return Culprit.user(subject);
    }

    static Culprit breakGlass(Scene scene) {
        Account used = scene.company().breakGlassAccounts().get(0);
        Account changed = scene.company().breakGlassAccounts().get(1);
        Origin origin = scene.stranger(0);
        for (SignIn.Ending ending :
                new SignIn.Ending[] {SignIn.Ending.WRONG_PASSWORD, SignIn.Ending.PASSWORD_ONLY}) {
            long time = scene.at(2, ending.succeeded() ? 17 : 15);
            scene.add(
                    scene.signIn(time, used, origin, Machine.unknownLinux(), ending)
                            .to(Application.AZURE_PORTAL));
        }
        Actor actor = Actor.user(used, origin.ip());
        DirectoryEntries directory = new DirectoryEntries(scene.company(), scene.dice());
        scene.add(directory.resetPassword(scene.at(2, 25), actor, changed));
        scene.add(directory.adminRegisteredSecurityInfo(scene.at(2, 28), actor, changed));
        scene.add(
                directory.removeFromRole(
                        scene.at(2, 31), actor, changed, DirectoryRole.GLOBAL_ADMINISTRATOR));
        scene.add(policyChange(scene, actor));
        return Culprit.user(used);
    }

    private static AuditEntry policyChange(Scene scene, Actor actor) {
        String policy = scene.dice().guid();
        String text =
                "{\"id\":\"%s\",\"displayName\":\"Require MFA for all users\",\"state\":\"%s\","
                        + "\"conditions\":{\"users\":{\"includeUsers\":[\"All\"],"
                        + "\"excludeUsers\":[]}}}";
        return AuditEntry.of(
                        scene.at(2, 40),
                        AuditArea.POLICIES,
                        "Update conditional access policy",
                        "Update",
                        actor,
                        scene.dice())
                .on(
                        Target.of("Policy", policy, "Require MFA for all users")
                                .changing(
                                        "ConditionalAccessPolicy",
                                        text.formatted(policy, "enabled"),
                                        text.formatted(policy, "disabled")));
    }
}
