package io.entracep.generate;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What to generate. The same settings give the same bytes.
 *
 * @param seed of all randomness; default 1
 * @param users employees, 80 to 4,000,000; default 150
 * @param start midnight UTC of the first day after the history; default 2026-03-03, a Tuesday
 * @param length of the period after {@code start}, at least an hour; a day where there are attacks;
 *     default one day
 * @param targetRecords distinct records, history and attacks included; default 30,000. If normal
 *     routines and attacks alone exceed it, there are more
 * @param attacks default all; kinds that need more history than there is are left out
 * @param historyDays days of quiet normal life before {@code start}; default 14
 * @param duplicates share of records delivered twice with the same bytes, and of confirmed
 *     second-factor sign-ins delivered incomplete first; default 0.02
 * @param outOfOrder share of records delayed by ten minutes to five hours on their way; default
 *     0.01
 * @param mix default {@link Mix#COMPANY}
 * @param hotUserShare share of the people's sign-ins that one employee makes; default 0
 * @param unsettled whether people travel, mistype and leave telephones behind, and strangers try
 *     the accounts: what every tenant sees and nobody should be told; default false
 * @param manner how attackers go about it; default {@link Manner#OPENLY}
 */
public record Settings(
        long seed,
        int users,
        Instant start,
        Duration length,
        int targetRecords,
        Set<AttackKind> attacks,
        int historyDays,
        double duplicates,
        double outOfOrder,
        Mix mix,
        double hotUserShare,
        boolean unsettled,
        Manner manner) {

    private static final Instant TUESDAY = Instant.parse("2026-03-03T00:00:00Z");

    public Settings {
        attacks = Set.copyOf(attacks);
        require(users >= 80 && users <= 4_000_000, "users", users, "80 to 4000000");
        require(
                start.toEpochMilli() % VendorTime.DAY == 0,
                "start",
                start,
                "midnight UTC, such as 2026-03-03T00:00:00Z");
        Duration least = attacks.isEmpty() ? Duration.ofHours(1) : Duration.ofDays(1);
        require(length.compareTo(least) >= 0, "length", length, "at least " + least);
        require(targetRecords >= 0, "targetRecords", targetRecords, "0 or more");
        require(historyDays >= 0 && historyDays <= 400, "historyDays", historyDays, "0 to 400");
        requireShare("duplicates", duplicates);
        requireShare("outOfOrder", outOfOrder);
        requireShare("hotUserShare", hotUserShare);
    }

    private static void requireShare(String name, double value) {
        require(value >= 0 && value <= 1, name, value, "0 to 1");
    }

    private static void require(boolean holds, String name, Object value, String right) {
        if (!holds) {
            throw new IllegalArgumentException(name + " is " + value + ", must be " + right);
        }
    }

    /** A day of a company of 150 with two weeks of history and every attack. */
    public static Settings demo() {
        return new Settings(
                1,
                150,
                TUESDAY,
                Duration.ofDays(1),
                30_000,
                EnumSet.allOf(AttackKind.class),
                14,
                0.02,
                0.01,
                Mix.COMPANY,
                0,
                false,
                Manner.OPENLY);
    }

    /**
     * One day without history: 97 % sign-ins of people of about 4 KB, 3 % audit, every attack that
     * needs no history, nothing delivered twice.
     */
    public static Settings benchmark(int records, int users) {
        return new Settings(
                1,
                users,
                TUESDAY,
                Duration.ofDays(1),
                records,
                EnumSet.allOf(AttackKind.class),
                0,
                0,
                0.01,
                Mix.BENCHMARK,
                0,
                false,
                Manner.OPENLY);
    }

    /** With attackers who go about it in this manner; slow ones take days. */
    public Settings withManner(Manner other) {
        return with(copy -> copy.manner = other);
    }

    public Settings withSeed(long other) {
        return with(copy -> copy.seed = other);
    }

    public Settings withPeriod(Instant from, Duration span) {
        return with(
                copy -> {
                    copy.start = from;
                    copy.length = span;
                });
    }

    public Settings withRecords(int records) {
        return with(copy -> copy.targetRecords = records);
    }

    public Settings withUsers(int other) {
        return with(copy -> copy.users = other);
    }

    public Settings withAttacks(Set<AttackKind> others) {
        return with(copy -> copy.attacks = others);
    }

    public Settings withHistoryDays(int days) {
        return with(copy -> copy.historyDays = days);
    }

    /** How untidily records arrive. */
    public Settings withDelivery(double duplicateShare, double outOfOrderShare) {
        return with(
                copy -> {
                    copy.duplicates = duplicateShare;
                    copy.outOfOrder = outOfOrderShare;
                });
    }

    public Settings withHotUserShare(double share) {
        return with(copy -> copy.hotUserShare = share);
    }

    /** With all that every tenant sees besides. */
    public Settings withUnsettledLife() {
        return with(copy -> copy.unsettled = true);
    }

    private Settings with(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.settings();
    }

    /** The same settings, to be changed. */
    private static final class Copy {
        private long seed;
        private int users;
        private Instant start;
        private Duration length;
        private int targetRecords;
        private Set<AttackKind> attacks;
        private int historyDays;
        private double duplicates;
        private double outOfOrder;
        private final Mix mix;
        private double hotUserShare;
        private boolean unsettled;
        private Manner manner;

        Copy(Settings of) {
            seed = of.seed;
            users = of.users;
            start = of.start;
            length = of.length;
            targetRecords = of.targetRecords;
            attacks = of.attacks;
            historyDays = of.historyDays;
            duplicates = of.duplicates;
            outOfOrder = of.outOfOrder;
            mix = of.mix;
            hotUserShare = of.hotUserShare;
            unsettled = of.unsettled;
            manner = of.manner;
        }

        Settings settings() {
            return new Settings(
                    seed,
                    users,
                    start,
                    length,
                    targetRecords,
                    attacks,
                    historyDays,
                    duplicates,
                    outOfOrder,
                    mix,
                    hotUserShare,
                    unsettled,
                    manner);
        }
    }
}
