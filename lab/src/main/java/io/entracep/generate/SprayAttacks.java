package io.entracep.generate;

import io.entracep.generate.Attack.About;

/** Few passwords against many accounts. */
final class SprayAttacks {
    private static final int FIRST_TARGET = 25;

    private SprayAttacks() {}

    static Culprit fromOneAddress(Scene scene) {
        Origin origin = scene.stranger(0);
        for (int i = 0; i < 50; i++) {
            long time = scene.at(3, 10) + scene.pauses(i, 17_000L);
            SignIn.Ending ending =
                    i % 25 == 7
                            ? SignIn.Ending.failed(Result.LOCKED)
                            : SignIn.Ending.WRONG_PASSWORD;
            scene.add(attempt(scene, time, target(scene, i % 25), origin, ending));
        }
        return new Culprit(About.IP, origin.ip(), origin.ip());
    }

    /** Two attempts per hour and never twice the same account: under every short window. */
    static Culprit overADay(Scene scene) {
        Origin origin = scene.stranger(0);
        for (int i = 0; i < 30; i++) {
            long time = scene.at(2, 5) + scene.pauses(i, 38L * VendorTime.MINUTE);
            scene.add(attempt(scene, time, target(scene, i), origin, SignIn.Ending.WRONG_PASSWORD));
        }
        return new Culprit(About.IP, origin.ip(), origin.ip());
    }

    static Culprit fromManyAddresses(Scene scene) {
        Machine script = Machine.script("python-requests/2.31.0");
        Origin network = scene.stranger(0);
        for (int i = 0; i < 30; i++) {
            Origin origin = network.withIp("203.0.113." + (100 + i));
            long time = scene.at(4, 20) + scene.pauses(i, 8_000L);
            Person person = target(scene, i);
            scene.add(
                    scene.signIn(
                            time, person.account(), origin, script, SignIn.Ending.WRONG_PASSWORD));
        }
        String client = script.userAgent() + "|" + network.place().asn();
        return new Culprit(About.CLIENT, client, client);
    }

    static Culprit toPrivilege(Scene scene) {
        Origin origin = scene.stranger(0);
        Admin victim = scene.admin(11);
        Account account = victim.account();
        long start = scene.at(13, 0);
        for (int i = 0; i < 12; i++) {
            scene.add(
                    attempt(
                            scene,
                            start + scene.pauses(i, VendorTime.MINUTE),
                            target(scene, i),
                            origin,
                            SignIn.Ending.WRONG_PASSWORD));
        }
        SignIn success =
                scene.signIn(
                                scene.at(13, 20),
                                account,
                                origin,
                                Machine.unknownLinux(),
                                SignIn.Ending.PASSWORD_ONLY)
                        .to(Application.AZURE_PORTAL);
        scene.add(success);
        DirectoryEntries directory = new DirectoryEntries(scene.company(), scene.dice());
        scene.add(directory.registeredSecurityInfo(scene.at(13, 31), account, origin.ip()));
        PimEntries pim = new PimEntries(scene.company(), scene.dice());
        scene.addAll(
                pim.activation(
                        scene.at(13, 44), account, victim.role(), origin.ip(), "maintenance"));
        UserRiskEvent event =
                UserRiskEvent.of(
                        success, "passwordSpray", "high", 4 * VendorTime.HOUR, scene.dice());
        scene.add(event);
        scene.add(RiskyUser.after(event));
        return Culprit.user(account);
    }

    private static Person target(Scene scene, int number) {
        return scene.victim(FIRST_TARGET + number);
    }

    private static SignIn attempt(
            Scene scene, long time, Person person, Origin origin, SignIn.Ending ending) {
        return scene.signIn(time, person.account(), origin, Machine.unknownLinux(), ending);
    }
}
