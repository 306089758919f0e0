package io.entracep.generate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a planned sequence of records plays: the company, one day, dice of its own. */
final class Scene {
    private final Company company;
    private final long day;
    private final @Nullable AttackKind attack;
    private final Dice dice;
    private final Manner manner;
    private final List<Story> stories = new ArrayList<>();
    private long begin = Long.MIN_VALUE;
    private int signIns;

    /**
     * @param day midnight UTC, epoch milliseconds
     * @param attack null for normal life
     * @param manner how it is gone about
     */
    Scene(Company company, long day, @Nullable AttackKind attack, Dice dice, Manner manner) {
        this.manner = manner;
        this.company = company;
        this.day = day;
        this.attack = attack;
        this.dice = dice;
    }

    Company company() {
        return company;
    }

    Dice dice() {
        return dice;
    }

    List<Story> stories() {
        return stories;
    }

    /**
     * An instant of the day in the local time of the head office; a slow attack begins at the first
     * that is asked for and takes its time.
     */
    long at(int hour, int minute) {
        long local = day + hour * VendorTime.HOUR + minute * VendorTime.MINUTE;
        long time = local - Office.ALL.get(0).offsetMillis(local);
        if (begin == Long.MIN_VALUE) {
            begin = time;
        }
        return begin + manner.after(time - begin);
    }

    /** So long after the first of tries the one of this number comes, from 0. */
    long pauses(int number, long millis) {
        return number * manner.pause(millis);
    }

    /** An address of the attacker: one per attack, in one of the places without business. */
    Origin stranger(int number) {
        int kind = attack == null ? 0 : attack.number();
        Place place = Place.ELSEWHERE.get((kind + number) % Place.ELSEWHERE.size());
        return new Origin(place, "203.0.113." + (10 + kind)).withIp(strangerIp(kind, number));
    }

    private static String strangerIp(int kind, int number) {
        return number == 0
                ? "203.0.113." + (10 + kind)
                : "2001:db8:bad0:" + Integer.toHexString(kind * 256 + number) + "::1";
    }

    /** A victim of this number, from 0; none is an administrator's owner or the hot user. */
    Person victim(int number) {
        return company.person(20 + number);
    }

    Admin admin(int number) {
        return company.admins().get(number);
    }

    SignIn signIn(
            long time, Account account, Origin origin, Machine machine, SignIn.Ending ending) {
        int number = attack == null ? 0 : attack.number();
        return SignIn.of(
                time,
                account,
                manner.origin(origin, number, signIns++),
                manner.machine(machine, origin),
                ending,
                dice);
    }

    /** Interrupt and success of an administrator at the privileged workstation. */
    void signInAtPaw(Admin admin, long time) {
        SignIn first =
                signIn(time, admin.account(), admin.desk(), admin.paw(), SignIn.Ending.MFA_PROMPTED)
                        .to(Application.AZURE_PORTAL);
        add(first);
        add(first.then(SignIn.Ending.WITH_MFA, 12_000, dice));
    }

    void add(Draft draft) {
        stories.add(new Story(draft, attack, null));
    }

    void addAll(List<? extends Draft> drafts) {
        drafts.forEach(this::add);
    }

    void addArrivingAfter(Duration span, Draft draft) {
        stories.add(new Story(draft, attack, span));
    }
}
