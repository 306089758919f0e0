package io.entracep.generate;

import java.util.stream.IntStream;

/** What recurs on working days: administrators' work, joiners and leavers, a few risk events. */
final class Routines {
    private static final String TICKET = "Ticket INC-";

    private Routines() {}

    /** Plays a working day; at weekends nothing happens. */
    static void play(Scene scene, boolean isWeekend) {
        if (isWeekend) {
            return;
        }
        scene.company().admins().forEach(admin -> workday(scene, admin));
        joinerAndLeaver(scene);
        risks(scene);
    }

    private static void workday(Scene scene, Admin admin) {
        Dice dice = scene.dice();
        long morning = scene.at(8, dice.between(15, 55));
        scene.signInAtPaw(admin, morning);
        scene.add(
                scene.signIn(
                                scene.at(13, dice.between(0, 50)),
                                admin.account(),
                                admin.desk(),
                                admin.paw(),
                                SignIn.Ending.BY_EARLIER_CLAIM)
                        .to(Application.AZURE_PORTAL));
        for (int hour = 9; hour < 17; hour += 2) {
            scene.add(
                    scene.signIn(
                                    scene.at(hour, dice.between(0, 59)),
                                    admin.account(),
                                    admin.desk(),
                                    admin.paw(),
                                    SignIn.Ending.REFRESHED)
                            .to(Application.AZURE_PORTAL));
        }
        if (dice.chance(0.7)) {
            long activation = morning + dice.millisBetween(4, 20) * VendorTime.MINUTE;
            PimEntries pim = new PimEntries(scene.company(), dice);
            String ticket = TICKET + dice.between(1000, 9999);
            scene.addAll(
                    pim.activation(
                            activation, admin.account(), admin.role(), admin.desk().ip(), ticket));
            scene.addAll(pim.expiry(activation, admin.account(), admin.role()));
        }
    }

    private static void joinerAndLeaver(Scene scene) {
        Dice dice = scene.dice();
        DirectoryEntries directory = new DirectoryEntries(scene.company(), dice);
        Workload system = scene.company().provisioner();
        Actor provisioner = Actor.application(system.id(), system.name());
        Account joiner = stranger("joiner", dice);
        long time = scene.at(9, dice.between(0, 30));
        scene.add(directory.addUser(time, provisioner, joiner));
        scene.add(
                directory.addToGroup(
                        time + 30_000, provisioner, joiner, dice.guid(), "All Employees"));
        scene.add(
                directory.deleteUser(
                        scene.at(17, dice.between(0, 30)), provisioner, stranger("leaver", dice)));
    }

    /** An account that is in nobody's story. */
    static Account stranger(String name, Dice dice) {
        String id = dice.guid();
        String own = name + "." + id.substring(0, 6);
        return new Account(id, own, own + "@" + Company.DOMAIN);
    }

    private static void risks(Scene scene) {
        Dice dice = scene.dice();
        for (int i = 0; i < 2; i++) {
            long time = scene.at(12, dice.between(0, 59));
            Person person = someoneAtWork(scene.company(), time, dice);
            SignIn about =
                    scene.signIn(
                            time,
                            person.account(),
                            person.whereabouts(time),
                            person.computer(),
                            SignIn.Ending.WITH_MFA);
            long found = i == 0 ? 5_000 : dice.millisBetween(2, 6) * VendorTime.HOUR;
            UserRiskEvent event = UserRiskEvent.of(about, "unfamiliarFeatures", "low", found, dice);
            scene.add(about);
            scene.add(event);
            scene.add(RiskyUser.after(event));
        }
    }

    private static Person someoneAtWork(Company company, long time, Dice dice) {
        int first = dice.below(company.users());
        return IntStream.range(0, company.users())
                .mapToObj(i -> company.person((first + i) % company.users()))
                .filter(person -> person.worksAt(time))
                .findFirst()
                .orElseGet(() -> company.person(first));
    }
}
