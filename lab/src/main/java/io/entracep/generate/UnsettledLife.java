package io.entracep.generate;

import java.util.stream.IntStream;

/**
 * What every tenant sees on a day besides its routines, and nobody should be told of: strangers who
 * try accounts, typing errors, telephones and a server with old passwords, accounts of people who
 * left, new starters, prompts declined by mistake, a day on which passwords change and one on which
 * single sign-on fails.
 */
final class UnsettledLife {
    private static final int PASSWORD_DAY = 9;
    private static final int OUTAGE_DAY = 16;
    private static final int LEAVERS = 8;
    private static final int SERVER_ACCOUNTS = 6;

    private final Scene scene;
    private final Company company;
    private final Dice dice;
    private final long day;
    private final boolean weekend;

    /**
     * @param day midnight UTC, epoch milliseconds
     */
    UnsettledLife(Scene scene, long day) {
        this.scene = scene;
        this.company = scene.company();
        this.dice = scene.dice();
        this.day = day;
        this.weekend = VendorTime.isWeekend(day);
    }

    void play() {
        strangers();
        server();
        leavers();
        telephones();
        if (weekend) {
            return;
        }
        typingErrors();
        mistakes();
        starters();
        // Counted in days of the epoch, so that each falls on one day of every month.
        long ofMonth = Math.floorMod(Math.floorDiv(day, VendorTime.DAY), 30L);
        if (ofMonth == PASSWORD_DAY) {
            passwordDay();
        }
        if (ofMonth == OUTAGE_DAY) {
            outage();
        }
    }

    private int perThousand(double share) {
        return (int) Math.max(1, Math.round(company.users() * share / 1000));
    }

    /** An instant of the day in the local time of the office. */
    private long at(Office office, int hour, int minute) {
        long local = day + hour * VendorTime.HOUR + minute * VendorTime.MINUTE;
        return local - office.offsetMillis(local);
    }

    private Person someone() {
        return company.person(dice.below(company.users()));
    }

    private long anytime() {
        return day + dice.millisBetween(0, VendorTime.DAY - 1);
    }

    /** A few attempts from anywhere, each at one account. */
    private void strangers() {
        for (int i = 0; i < perThousand(7.5); i++) {
            int provider = dice.below(200);
            Place city = dice.oneOf(Place.ELSEWHERE);
            Place place =
                    new Place(
                            city.city(),
                            city.state(),
                            city.country(),
                            city.latitude(),
                            city.longitude(),
                            65_600 + provider);
            Origin origin =
                    new Origin(
                            place,
                            "2001:db8:bad1:" + Integer.toHexString(dice.below(60_000)) + "::1");
            Result result =
                    dice.chance(0.7)
                            ? Result.WRONG_PASSWORD
                            : dice.chance(0.5) ? Result.LOCKED : Result.UNKNOWN_USER;
            scene.add(
                    scene.signIn(
                            anytime(),
                            someone().account(),
                            origin,
                            Machine.unknownWindows(),
                            SignIn.Ending.failed(result)));
        }
    }

    /** A mail server that keeps the old passwords of some accounts. */
    private void server() {
        Origin origin = new Origin(Place.DUBLIN, "198.51.100.250");
        for (int i = 0; i < SERVER_ACCOUNTS; i++) {
            for (int hour = 0; hour < 24; hour++) {
                scene.add(
                        scene.signIn(
                                        scene.at(hour, 3 + i),
                                        company.person(40 + i).account(),
                                        origin,
                                        Machine.script("mailer/3"),
                                        SignIn.Ending.WRONG_PASSWORD)
                                .to(Application.EXCHANGE.through("IMAP4")));
            }
        }
    }

    /** Telephones of people who left. */
    private void leavers() {
        Office office = Office.ALL.get(0);
        for (int i = 0; i < LEAVERS; i++) {
            Account left = Routines.stranger("left", Dice.of(i, 700));
            Machine phone = Machine.phone("", "phone");
            for (int hour = 1; hour < 24; hour += 4) {
                scene.add(
                        scene.signIn(
                                        scene.at(hour, 10 + i),
                                        left,
                                        office.mobile(i * 2 / 3),
                                        phone,
                                        SignIn.Ending.failed(Result.DISABLED))
                                .to(Application.OUTLOOK_MOBILE));
            }
        }
    }

    /** Telephones that keep an old password for some days after their owner changed it. */
    private void telephones() {
        long number = Math.floorDiv(day, VendorTime.DAY);
        for (int i = 0; i < perThousand(1.5); i++) {
            long first = number - Math.floorMod(number, 3L);
            Person person = company.person(Dice.of(first, 710, i).below(company.users()));
            for (int hour = 7; hour < 22; hour++) {
                long time = scene.at(hour, 20 + i % 30);
                scene.add(
                        scene.signIn(
                                        time,
                                        person.account(),
                                        person.phoneOrigin(time),
                                        Machine.phone("", "phone"),
                                        SignIn.Ending.WRONG_PASSWORD)
                                .to(Application.EXCHANGE.through("Exchange ActiveSync")));
            }
        }
    }

    private void typingErrors() {
        for (int i = 0; i < perThousand(20); i++) {
            Person person = someone();
            long time = at(person.office(), 9, dice.between(0, 150));
            for (int tries = dice.between(1, 3); tries > 0; tries--) {
                scene.add(wrong(person, time - tries * 9_000L));
            }
            if (dice.chance(0.9)) {
                scene.add(right(person, time));
            }
        }
    }

    private SignIn wrong(Person person, long time) {
        return scene.signIn(
                time,
                person.account(),
                person.whereabouts(time),
                Machine.unknownWindows(),
                SignIn.Ending.WRONG_PASSWORD);
    }

    private SignIn right(Person person, long time) {
        return scene.signIn(
                time,
                person.account(),
                person.whereabouts(time),
                person.computer(),
                SignIn.Ending.WITH_MFA);
    }

    /** Prompts that are declined or not answered by people who meant to sign in. */
    private void mistakes() {
        for (int i = 0; i < perThousand(1); i++) {
            Person person = someone();
            long time = at(person.office(), 9, dice.between(0, 400));
            SignIn.Ending first =
                    dice.chance(0.3) ? SignIn.Ending.MFA_DECLINED : SignIn.Ending.MFA_UNANSWERED;
            SignIn refused =
                    scene.signIn(
                            time,
                            person.account(),
                            person.whereabouts(time),
                            person.computer(),
                            first);
            scene.add(refused);
            scene.add(refused.then(SignIn.Ending.WITH_MFA, 50_000, dice));
        }
    }

    /** The help desk makes an account usable, and its owner signs in at the office. */
    private void starters() {
        DirectoryEntries directory = new DirectoryEntries(company, dice);
        Actor provisioner =
                Actor.application(company.provisioner().id(), company.provisioner().name());
        for (int i = 0; i < perThousand(1); i++) {
            Account starter = Routines.stranger("starter", dice);
            Admin helpDesk = company.admins().get(0);
            Office office = dice.oneOf(Office.ALL);
            long time = at(office, 9, dice.between(30, 90));
            scene.add(directory.addUser(time - 3_600_000L, provisioner, starter));
            scene.add(
                    directory.resetPassword(
                            time, Actor.user(helpDesk.account(), helpDesk.desk().ip()), starter));
            Machine laptop = Machine.laptop(dice.guid(), "LAPTOP-N" + dice.between(1000, 9999));
            SignIn first =
                    scene.signIn(
                            time + 900_000L,
                            starter,
                            office.egress(i),
                            laptop,
                            SignIn.Ending.PASSWORD_ONLY);
            scene.add(first);
            scene.add(
                    directory.registeredSecurityInfo(
                            time + 1_200_000L, starter, office.egress(i).ip()));
        }
    }

    private void passwordDay() {
        for (int i = 0; i < perThousand(80); i++) {
            Person person = someone();
            long time = at(person.office(), 8, dice.between(0, 90));
            scene.add(wrong(person, time));
            if (dice.chance(0.85)) {
                scene.add(right(person, time + dice.millisBetween(10_000, 90_000)));
            }
        }
    }

    /** Single sign-on fails at one office for twenty minutes. */
    private void outage() {
        IntStream.range(0, perThousand(30))
                .forEach(
                        i -> {
                            Person person = company.person(4 * dice.below(company.users() / 4));
                            long time = scene.at(10, 0) + i * 20_000L;
                            scene.add(
                                    scene.signIn(
                                            time,
                                            person.account(),
                                            person.office().egress(person.number()),
                                            Machine.unknownWindows(),
                                            SignIn.Ending.WRONG_PASSWORD));
                        });
    }
}
