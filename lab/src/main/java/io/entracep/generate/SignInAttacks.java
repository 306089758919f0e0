package io.entracep.generate;

/** Sign-ins that are wrong by their second factor, place, device, hour, protocol or account. */
final class SignInAttacks {
    private SignInAttacks() {}

    static Culprit mfaFatigue(Scene scene) {
        Account account = scene.victim(3).account();
        Origin origin = scene.stranger(0);
        for (int i = 0; i < 6; i++) {
            SignIn.Ending ending =
                    i == 4 ? SignIn.Ending.MFA_UNANSWERED : SignIn.Ending.MFA_DECLINED;
            scene.add(
                    scene.signIn(
                            scene.at(22, 30) + scene.pauses(i, 100_000L),
                            account,
                            origin,
                            Machine.unknownWindows(),
                            ending));
        }
        SignIn accepted =
                scene.signIn(
                        scene.at(22, 30) + scene.pauses(12, 100_000L),
                        account,
                        origin,
                        Machine.unknownWindows(),
                        SignIn.Ending.WITH_MFA);
        scene.add(accepted);
        return Culprit.user(account);
    }

    static Culprit adminDeniesMfa(Scene scene) {
        Account account = scene.admin(2).account();
        scene.add(
                scene.signIn(
                                scene.at(11, 12),
                                account,
                                scene.stranger(0),
                                Machine.unknownWindows(),
                                SignIn.Ending.MFA_DECLINED)
                        .to(Application.AZURE_PORTAL));
        return Culprit.user(account);
    }

    static Culprit impossibleTravel(Scene scene) {
        Person person = scene.victim(4);
        long here = scene.at(15, 0);
        scene.add(
                scene.signIn(
                        here,
                        person.account(),
                        person.office().egress(0),
                        person.computer(),
                        SignIn.Ending.WITH_MFA));
        SignIn there =
                scene.signIn(
                        here + 55 * VendorTime.MINUTE,
                        person.account(),
                        scene.stranger(0),
                        Machine.unknownWindows(),
                        SignIn.Ending.BY_EARLIER_CLAIM);
        scene.add(there);
        UserRiskEvent event =
                UserRiskEvent.of(
                        there, "unlikelyTravel", "medium", 2 * VendorTime.HOUR, scene.dice());
        scene.add(event);
        scene.add(RiskyUser.after(event));
        return Culprit.user(person.account());
    }

    static Culprit newDeviceAndLocation(Scene scene) {
        Account account = scene.admin(3).account();
        Machine machine = Machine.laptop(scene.dice().guid(), "DESKTOP-7Q2K9");
        scene.add(
                scene.signIn(
                                scene.at(11, 40),
                                account,
                                scene.stranger(0),
                                machine,
                                SignIn.Ending.WITH_MFA)
                        .to(Application.AZURE_PORTAL));
        return Culprit.user(account);
    }

    static Culprit outsideHours(Scene scene) {
        Admin admin = scene.admin(4);
        scene.signInAtPaw(admin, scene.at(2, 40));
        return Culprit.user(admin.account());
    }

    static Culprit disabledAccounts(Scene scene) {
        Account former = scene.company().formerAdmin();
        for (int i = 0; i < 2; i++) {
            scene.add(disabled(scene, former, scene.at(6, 10 + i), scene.stranger(i)));
        }
        for (int i = 0; i < 3; i++) {
            Account leaver = Routines.stranger("leaver", scene.dice());
            scene.add(disabled(scene, leaver, scene.at(6, 20 + i), scene.stranger(0)));
        }
        return Culprit.user(former);
    }

    private static SignIn disabled(Scene scene, Account account, long time, Origin origin) {
        return scene.signIn(
                time,
                account,
                origin,
                Machine.unknownLinux(),
                SignIn.Ending.failed(Result.DISABLED));
    }

    static Culprit legacyProtocol(Scene scene) {
        Account refused = scene.victim(5).account();
        Account admitted = scene.victim(6).account();
        Machine client = Machine.script("BAV2ROPC");
        for (int i = 0; i < 3; i++) {
            scene.add(
                    scene.signIn(
                                    scene.at(7, 5 + i),
                                    refused,
                                    scene.stranger(0),
                                    client,
                                    SignIn.Ending.WRONG_PASSWORD)
                            .to(Application.EXCHANGE.through("IMAP4")));
        }
        scene.add(
                scene.signIn(
                                scene.at(7, 30),
                                admitted,
                                scene.stranger(0),
                                client,
                                SignIn.Ending.PASSWORD_ONLY)
                        .to(Application.EXCHANGE.through("POP3")));
        return Culprit.user(admitted);
    }
}
