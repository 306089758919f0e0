package io.entracep.generate;

import io.entracep.generate.Attack.About;

/** Many passwords against one account, and what lockouts show. */
final class GuessingAttacks {
    private GuessingAttacks() {}

    static Culprit bruteForce(Scene scene) {
        Account account = scene.victim(0).account();
        fail(scene, account, scene.at(4, 0), 40, 13_000);
        return Culprit.user(account);
    }

    static Culprit bruteForceThenSuccess(Scene scene) {
        Account account = scene.victim(1).account();
        fail(scene, account, scene.at(5, 0), 24, 20_000);
        scene.add(
                scene.signIn(
                        scene.at(5, 0) + scene.pauses(33, 20_000),
                        account,
                        scene.stranger(0),
                        Machine.unknownLinux(),
                        SignIn.Ending.PASSWORD_ONLY));
        return Culprit.user(account);
    }

    private static void fail(
            Scene scene, Account account, long start, int times, long everyMillis) {
        for (int i = 0; i < times; i++) {
            scene.add(
                    scene.signIn(
                            start + scene.pauses(i, everyMillis),
                            account,
                            scene.stranger(0),
                            Machine.unknownLinux(),
                            SignIn.Ending.WRONG_PASSWORD));
        }
    }

    static Culprit fromManyAddresses(Scene scene) {
        Account account = scene.victim(2).account();
        for (int i = 0; i < 14; i++) {
            scene.add(
                    scene.signIn(
                            scene.at(3, 40) + scene.pauses(i, 170_000L),
                            account,
                            scene.stranger(i % 7),
                            Machine.unknownWindows(),
                            SignIn.Ending.WRONG_PASSWORD));
        }
        return Culprit.user(account);
    }

    static Culprit lockouts(Scene scene) {
        Origin attacker = scene.stranger(0);
        for (int i = 0; i < 12; i++) {
            scene.add(
                    scene.signIn(
                            scene.at(10, 0) + scene.pauses(i, 90_000L),
                            scene.victim(10 + i).account(),
                            attacker,
                            Machine.unknownLinux(),
                            SignIn.Ending.failed(Result.LOCKED)));
        }
        Person familiar = scene.victim(10);
        long later = scene.at(10, 25);
        scene.add(
                scene.signIn(
                        later,
                        familiar.account(),
                        familiar.whereabouts(later),
                        familiar.computer(),
                        SignIn.Ending.WITH_MFA));
        String tenant = scene.company().tenantId();
        return new Culprit(About.TENANT, tenant, tenant);
    }
}
