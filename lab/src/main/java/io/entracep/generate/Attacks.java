package io.entracep.generate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.LongSummaryStatistics;

/** Plays the chosen attacks on one day. */
final class Attacks {
    private final List<Attack> attacks = new ArrayList<>();
    private final List<Story> stories = new ArrayList<>();

    Attacks(Settings settings, Company company) {
        long day = settings.start().toEpochMilli();
        settings.attacks().stream()
                .filter(kind -> kind.historyDays() <= settings.historyDays())
                .sorted(Comparator.naturalOrder())
                .forEach(kind -> play(kind, settings, company, day));
    }

    private void play(AttackKind kind, Settings settings, Company company, long day) {
        Dice dice = Dice.of(settings.seed(), 300, kind.number());
        Scene scene = new Scene(company, day, kind, dice, settings.manner());
        Culprit culprit = play(kind, scene);
        LongSummaryStatistics times =
                scene.stories().stream()
                        .mapToLong(story -> story.draft().eventTime())
                        .summaryStatistics();
        attacks.add(
                new Attack(
                        kind,
                        culprit.about(),
                        culprit.id(),
                        culprit.name(),
                        Instant.ofEpochMilli(times.getMin()),
                        Instant.ofEpochMilli(times.getMax())));
        stories.addAll(scene.stories());
        if (kind == AttackKind.PIM_NOT_FROM_PAW) {
            Scene contrast = new Scene(company, day, null, dice, Manner.OPENLY);
            PrivilegeAttacks.pimFromPaw(contrast);
            stories.addAll(contrast.stories());
        }
    }

    private static Culprit play(AttackKind kind, Scene scene) {
        return switch (kind) {
            case PASSWORD_SPRAY -> SprayAttacks.fromOneAddress(scene);
            case SLOW_SPRAY -> SprayAttacks.overADay(scene);
            case DISTRIBUTED_SPRAY -> SprayAttacks.fromManyAddresses(scene);
            case SPRAY_TO_PRIVILEGE -> SprayAttacks.toPrivilege(scene);
            case BRUTE_FORCE -> GuessingAttacks.bruteForce(scene);
            case BRUTE_FORCE_SUCCESS -> GuessingAttacks.bruteForceThenSuccess(scene);
            case MANY_ADDRESSES -> GuessingAttacks.fromManyAddresses(scene);
            case LOCKOUTS -> GuessingAttacks.lockouts(scene);
            case MFA_FATIGUE -> SignInAttacks.mfaFatigue(scene);
            case ADMIN_DENIES_MFA -> SignInAttacks.adminDeniesMfa(scene);
            case IMPOSSIBLE_TRAVEL -> SignInAttacks.impossibleTravel(scene);
            case ACCOUNT_CREATED_AND_DELETED -> AccountAttacks.createdAndDeleted(scene);
            case ACCOUNT_EMPOWERED_AND_DELETED -> AccountAttacks.empoweredAndDeleted(scene);
            case ACCOUNT_USED_AND_DELETED -> AccountAttacks.usedAndDeleted(scene);
            case ROLE_SOON_AFTER_CREATION -> AccountAttacks.roleSoonAfterCreation(scene);
            case PIM_NOT_FROM_PAW -> PrivilegeAttacks.pimNotFromPaw(scene);
            case ADMIN_TAKES_OVER_ACCOUNT -> PrivilegeAttacks.takeOver(scene);
            case ADMIN_NEW_DEVICE_AND_LOCATION -> SignInAttacks.newDeviceAndLocation(scene);
            case ADMIN_OUTSIDE_HOURS -> SignInAttacks.outsideHours(scene);
            case ROLE_NEVER_USED -> PrivilegeAttacks.roleNeverUsed(scene);
            case BREAK_GLASS -> PrivilegeAttacks.breakGlass(scene);
            case DISABLED_ACCOUNTS -> SignInAttacks.disabledAccounts(scene);
            case LEGACY_PROTOCOL -> SignInAttacks.legacyProtocol(scene);
            case ROLE_OUTSIDE_PIM -> PrivilegeAttacks.roleOutsidePim(scene);
        };
    }

    List<Attack> attacks() {
        return List.copyOf(attacks);
    }

    List<Story> stories() {
        return stories;
    }
}
