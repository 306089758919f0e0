package io.entracep.generate;

import java.util.List;
import java.util.function.Consumer;

/**
 * The records of normal life, minute by minute. What happens in a minute depends on the settings
 * and the minute alone, so periods can be generated apart.
 */
final class NormalLife {
    private static final List<Result> REFUSALS =
            List.of(Result.TOKEN_EXPIRED, Result.TOKEN_TOO_OLD, Result.GRANT_REVOKED);
    private static final List<String> GRAPH_PATHS =
            List.of("users?%24top=100", "groups/delta", "me/messages", "sites/root/lists");
    private static final int HOT_USER = 0;

    private final Company company;
    private final Settings settings;

    NormalLife(Company company, Settings settings) {
        this.company = company;
        this.settings = settings;
    }

    /** Exactly {@code records} records that begin within the minute. */
    void minute(long start, int records, Mix mix, Consumer<Draft> out) {
        Dice dice = Dice.of(settings.seed(), 200, start);
        NormalAudit audit = new NormalAudit(company, dice);
        int left = records;
        while (left > 0) {
            List<? extends Draft> piece = piece(mix.draw(dice), start, audit, dice);
            List<? extends Draft> fitting = piece.size() > left ? refresh(start, dice) : piece;
            fitting.forEach(out);
            left -= fitting.size();
        }
    }

    private List<? extends Draft> piece(Mix.Piece kind, long start, NormalAudit audit, Dice dice) {
        long time = start + dice.below((int) VendorTime.MINUTE);
        return switch (kind) {
            case REFRESH -> refresh(start, dice);
            case REFUSED_REFRESH ->
                    List.of(token(time, SignIn.Ending.refreshFailed(dice.oneOf(REFUSALS)), dice));
            case INTERACTIVE -> interactive(time, dice);
            case SERVICE_PRINCIPAL ->
                    List.of(workload(time, company.servicePrincipals(), false, dice));
            case MANAGED_IDENTITY ->
                    List.of(workload(time, company.managedIdentities(), true, dice));
            case AUDIT -> audit.piece(time, someone(dice), someone(dice));
            case GRAPH -> {
                Workload caller = dice.oneOf(company.servicePrincipals());
                yield List.of(new GraphCall(time, caller, dice.oneOf(GRAPH_PATHS), dice.guid()));
            }
        };
    }

    private List<SignIn> refresh(long start, Dice dice) {
        long time = start + dice.below((int) VendorTime.MINUTE);
        return List.of(token(time, SignIn.Ending.REFRESHED, dice));
    }

    /** A token refreshed in the background, by the phone or, while at work, the computer. */
    private SignIn token(long time, SignIn.Ending ending, Dice dice) {
        Person person = someone(dice);
        boolean phone = dice.chance(person.worksAt(time) ? 0.3 : 0.9);
        SignIn signIn =
                phone
                        ? SignIn.of(
                                        time,
                                        person.account(),
                                        person.phoneOrigin(time),
                                        person.phone(),
                                        ending,
                                        dice)
                                .to(Application.OUTLOOK_MOBILE)
                        : SignIn.of(
                                        time,
                                        person.account(),
                                        person.whereabouts(time),
                                        person.computer(),
                                        ending,
                                        dice)
                                .to(dice.oneOf(Application.EVERYDAY));
        return signIn.inSession(person.session(signIn.machine(), time));
    }

    private List<SignIn> interactive(long time, Dice dice) {
        Person person = someoneAtWork(time, dice);
        if (!person.worksAt(time)) {
            return List.of(token(time, SignIn.Ending.REFRESHED, dice));
        }
        SignIn.Ending first = firstEnding(dice.share());
        SignIn signIn =
                SignIn.of(
                                time,
                                person.account(),
                                person.whereabouts(time),
                                person.computer(),
                                first,
                                dice)
                        .to(dice.oneOf(Application.EVERYDAY))
                        .inSession(person.session(person.computer(), time));
        return switch (first.result()) {
            case WRONG_PASSWORD, MFA_PROMPTED, MFA_BY_POLICY, KEEP_SIGNED_IN ->
                    List.of(
                            signIn,
                            signIn.then(
                                    SignIn.Ending.WITH_MFA,
                                    dice.millisBetween(8_000, 45_000),
                                    dice));
            default -> List.of(signIn);
        };
    }

    private static SignIn.Ending firstEnding(double share) {
        if (share < 0.66) {
            return SignIn.Ending.BY_EARLIER_CLAIM;
        }
        if (share < 0.78) {
            return SignIn.Ending.MFA_PROMPTED;
        }
        if (share < 0.86) {
            return SignIn.Ending.failed(Result.MFA_BY_POLICY);
        }
        if (share < 0.92) {
            return SignIn.Ending.WRONG_PASSWORD;
        }
        if (share < 0.96) {
            return SignIn.Ending.failed(Result.KEEP_SIGNED_IN);
        }
        return SignIn.Ending.failed(share < 0.995 ? Result.NO_SESSION : Result.BLOCKED_BY_POLICY);
    }

    private static WorkloadSignIn workload(
            long time, List<Workload> workloads, boolean managed, Dice dice) {
        boolean american = !managed && dice.chance(0.1);
        return new WorkloadSignIn(
                time, dice.oneOf(workloads), managed, american, dice.guid(), dice.guid());
    }

    private Person someone(Dice dice) {
        return dice.chance(settings.hotUserShare())
                ? company.person(HOT_USER)
                : company.person(dice.below(company.users()));
    }

    /** Somebody at work, if a few tries find one. */
    private Person someoneAtWork(long time, Dice dice) {
        Person person = someone(dice);
        for (int i = 0; i < 4 && !person.worksAt(time); i++) {
            person = someone(dice);
        }
        return person;
    }
}
