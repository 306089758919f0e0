package io.entracep.generate;

/** Accounts that are created, empowered, used and deleted too quickly. */
final class AccountAttacks {
    private AccountAttacks() {}

    static Culprit createdAndDeleted(Scene scene) {
        Account account = Routines.stranger("svc.test", scene.dice());
        create(scene, account, scene.at(9, 50));
        delete(scene, account, scene.at(10, 30));
        return Culprit.user(account);
    }

    static Culprit empoweredAndDeleted(Scene scene) {
        Account account = Routines.stranger("svc.sync", scene.dice());
        create(scene, account, scene.at(12, 0));
        empower(scene, account, scene.at(12, 5));
        delete(scene, account, scene.at(14, 0));
        return Culprit.user(account);
    }

    static Culprit usedAndDeleted(Scene scene) {
        Account account = Routines.stranger("svc.backup", scene.dice());
        create(scene, account, scene.at(16, 0));
        empower(scene, account, scene.at(16, 10));
        scene.add(
                scene.signIn(
                                scene.at(16, 25),
                                account,
                                scene.stranger(0),
                                Machine.unknownLinux(),
                                SignIn.Ending.PASSWORD_ONLY)
                        .to(Application.AZURE_PORTAL));
        delete(scene, account, scene.at(18, 45));
        return Culprit.user(account);
    }

    static Culprit roleSoonAfterCreation(Scene scene) {
        Account account = Routines.stranger("adm_new", scene.dice());
        create(scene, account, scene.at(14, 10));
        empower(scene, account, scene.at(14, 40));
        return Culprit.user(account);
    }

    private static void create(Scene scene, Account account, long time) {
        scene.add(directory(scene).addUser(time, actor(scene), account));
    }

    private static void empower(Scene scene, Account account, long time) {
        scene.add(
                directory(scene)
                        .addToRole(
                                time,
                                actor(scene),
                                account,
                                DirectoryRole.PRIVILEGED_ROLE_ADMINISTRATOR));
    }

    private static void delete(Scene scene, Account account, long time) {
        scene.add(directory(scene).deleteUser(time, actor(scene), account));
    }

    private static DirectoryEntries directory(Scene scene) {
        return new DirectoryEntries(scene.company(), scene.dice());
    }

    private static Actor actor(Scene scene) {
        return Actor.user(scene.admin(9).account(), scene.stranger(0).ip());
    }
}
