package io.entracep.promise;

import static io.entracep.testing.Events.NOON;
import static io.entracep.testing.Events.audit;
import static io.entracep.testing.Events.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.catalogue.Catalogue;
import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Match;
import io.entracep.detection.SequenceDetection;
import io.entracep.detection.View;
import io.entracep.event.EntraEvent;
import io.entracep.policy.Policy;
import io.entracep.policy.PolicyReader;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import io.entracep.testing.CrashingJob;
import io.entracep.testing.Events;
import io.entracep.testing.Events.SignInBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.cep.pattern.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Something was said after the checkpoint, then the job crashed; of the input that is read again, a
 * record that refutes it comes first, so nothing the restored job does would say it. Of every kind
 * of detection that can be refuted.
 */
class RefutedAfterTheCheckpointTest {
    private static final String ATTACKER = "198.51.100.7";
    private static final String HOME = "192.0.2.10";
    private static final String PAW = "d0000000-0000-4000-8000-000000000001";
    private static final String LIVE_ADMIN = "a0000000-0000-4000-8000-000000000001";
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    /**
     * @param detectionId what is refuted
     * @param why how
     * @param mistaken records that make it, in order of arrival
     * @param refuting records that arrive later
     */
    record Case(
            String detectionId,
            String why,
            String policy,
            List<EntraEvent> mistaken,
            List<EntraEvent> refuting) {
        @Override
        public String toString() {
            return detectionId + ": " + why;
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case(
                        "impossible-travel",
                        "an earlier sign-in there tells it already",
                        "",
                        List.of(berlin(), tokyo(HOUR.multipliedBy(2))),
                        List.of(tokyo(HOUR))),
                new Case(
                        "pim-activation-not-from-paw",
                        "a sign-in from a workstation came in between",
                        "paw-devices: [%s]".formatted(PAW),
                        List.of(
                                ann().ip(ATTACKER).at(NOON, MINUTE.multipliedBy(-10)).build(),
                                activation()),
                        List.of(
                                ann().ip(ATTACKER)
                                        .device(PAW)
                                        .at(NOON, MINUTE.multipliedBy(-5))
                                        .build())),
                new Case(
                        "privileged-sign-in-not-from-paw",
                        "the role was taken away before",
                        "paw-devices: [%s]".formatted(PAW),
                        List.of(
                                role("Add member to role", Duration.ZERO),
                                ann().at(NOON, HOUR.multipliedBy(2)).build()),
                        List.of(role("Remove member from role", HOUR))),
                new Case(
                        "outside-usual-hours",
                        "the role was taken away before",
                        "working-hours: {default: {days: [mon], from: '08:00', to: '10:00'}}",
                        List.of(
                                role("Add member to role", Duration.ZERO),
                                ann().at(NOON, HOUR.multipliedBy(2)).build()),
                        List.of(role("Remove member from role", HOUR))),
                new Case(
                        "new-device-or-location",
                        "both were used a month before",
                        "privileged-accounts: [ann@example.com]",
                        join(
                                times(
                                        10,
                                        NOON.minus(DAY.multipliedBy(11)),
                                        DAY,
                                        i -> berlin(ann().device("laptop"))),
                                abroad(Duration.ZERO)),
                        List.of(abroad(DAY.multipliedBy(-30)))),
                new Case(
                        "password-spray",
                        "more people signed in from there than failed",
                        "",
                        spray(ATTACKER),
                        times(12, NOON, MINUTE.dividedBy(3), i -> user(100 + i).ip(ATTACKER))),
                new Case(
                        "repeated-password-failures",
                        "the owner signed in between",
                        "",
                        guesses(10),
                        List.of(ann().ip(HOME).at(NOON, MINUTE.plusSeconds(45)).build())),
                new Case(
                        "brute-force-then-success",
                        "the owner signed in between the failures",
                        "",
                        join(guesses(10), guessed(MINUTE.multipliedBy(6))),
                        List.of(ann().ip(HOME).at(NOON, MINUTE.plusSeconds(45)).build())),
                new Case(
                        "brute-force-then-success",
                        "the address had signed in before",
                        "",
                        join(guesses(10), guessed(MINUTE.multipliedBy(6))),
                        List.of(guessed(MINUTE.multipliedBy(5)))),
                new Case(
                        "brute-force-then-success",
                        "the address is known of an earlier day",
                        "",
                        join(guesses(10), guessed(MINUTE.multipliedBy(6))),
                        List.of(guessed(DAY.multipliedBy(-20)))),
                new Case(
                        "admin-reset-then-sign-in",
                        "the administrator reset it again",
                        "",
                        List.of(
                                eve().at(NOON, HOUR.negated()).build(),
                                reset(Duration.ZERO),
                                ann().ip(ATTACKER).at(NOON, HOUR).build()),
                        List.of(reset(MINUTE))),
                new Case(
                        "spray-to-privileged-action",
                        "it was no spray",
                        "",
                        join(
                                spray(ATTACKER),
                                ann().ip(ATTACKER).at(NOON, MINUTE.multipliedBy(8)).build(),
                                action(HOUR)),
                        times(40, NOON, Duration.ofSeconds(5), i -> user(100 + i).ip(ATTACKER))),
                new Case(
                        "sign-ins-from-two-addresses",
                        "network and country were used a month before",
                        "",
                        join(
                                times(
                                        10,
                                        NOON.minus(DAY.multipliedBy(11)),
                                        DAY,
                                        i -> berlin(ann())),
                                berlin(),
                                abroad(MINUTE)),
                        List.of(abroad(DAY.multipliedBy(-30)))),
                new Case(
                        "spray-then-sign-in-by-client",
                        "it was no spray",
                        "",
                        join(
                                times(
                                        20,
                                        NOON,
                                        Duration.ofSeconds(10),
                                        i -> client(i).code(50126).ip("203.0.113." + i)),
                                client(50).at(NOON, MINUTE.multipliedBy(8)).build()),
                        times(40, NOON, Duration.ofSeconds(2), i -> client(100 + i))),
                new Case(
                        "failed-sign-ins-trend",
                        "the week before had as many",
                        "detections: {failed-sign-ins-trend: {settings: {at-least: 50}}}",
                        join(failures(50, NOON.minus(DAY.multipliedBy(7))), failures(60, NOON)),
                        failures(10, NOON.minus(DAY.multipliedBy(7)).minus(HOUR))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isClearedAtAReceiver(Case refuted) {
        try (CrashingJob job = job(refuted.policy(), null)) {
            assertCorrected(job, refuted, 0);
        }
    }

    @ParameterizedTest
    @MethodSource("absences")
    void isClearedAtAReceiverWhereItIsAnAbsence(Case refuted) {
        try (CrashingJob job = job(refuted.policy(), MINUTE.multipliedBy(15))) {
            // The use itself is older than any record may be late.
            assertCorrected(job, refuted, 1);
        }
    }

    /**
     * Event time is as late as the records of a day that just ended may be: what they teach was not
     * known for certain.
     */
    @ParameterizedTest
    @MethodSource("taughtLate")
    void isClearedAtAReceiverWhereARecordOfTheLastCompleteHoursTaughtItLater(Case refuted) {
        try (CrashingJob job = job(refuted.policy(), HOUR.multipliedBy(3))) {
            int size = refuted.mistaken().size();
            List<EntraEvent> before = refuted.mistaken().subList(0, size - 1);
            List<EntraEvent> last = refuted.mistaken().subList(size - 1, size);
            List<String> expected = job.uninterrupted(join(refuted.mistaken(), refuted.refuting()));
            assertThat(job.firstMistake(refuted.mistaken(), expected, refuted.detectionId()))
                    .as("records after which it is said")
                    .isEqualTo(size);

            assertThat(job.crashed(before, last, join(refuted.refuting(), last)))
                    .containsExactlyElementsOf(expected);
            assertThat(job.crashed(before, last, join(last, refuted.refuting())))
                    .containsExactlyElementsOf(expected);
        }
    }

    static Stream<Case> taughtLate() {
        Duration night = DAY.multipliedBy(2).plusHours(12).plusMinutes(30);
        Duration lastClosedDay = night.minus(DAY).minusHours(1).minusMinutes(30);
        return Stream.of(
                new Case(
                        "sign-ins-from-two-addresses",
                        "network and country were used on the last closed day",
                        "",
                        join(
                                days(),
                                berlin(ann()).at(NOON, night.minus(MINUTE)).build(),
                                abroad(night)),
                        List.of(abroad(lastClosedDay))),
                new Case(
                        "new-device-or-location",
                        "both were used on the last closed day",
                        "privileged-accounts: [ann@example.com]",
                        join(days(), abroad(night)),
                        List.of(abroad(lastClosedDay))),
                new Case(
                        "outside-usual-hours",
                        "the account was used at that hour on the last closed day",
                        "privileged-accounts: [ann@example.com]",
                        join(days(), berlin(ann().device("laptop")).at(NOON, night).build()),
                        List.of(berlin(ann().device("laptop")).at(NOON, lastClosedDay).build())),
                new Case(
                        "role-never-used",
                        "it was used on the last closed day",
                        "",
                        join(days(), activation(night)),
                        List.of(activation(lastClosedDay))));
    }

    private static List<EntraEvent> days() {
        return times(
                25, NOON.minus(DAY.multipliedBy(22)), DAY, i -> berlin(ann().device("laptop")));
    }

    private static EntraEvent activation(Duration after) {
        return audit("Add member to role completed (PIM activation)")
                .service("PIM")
                .by("ann", "ann@example.com")
                .onUser("ann", "ann@example.com")
                .role(Events.GLOBAL_ADMINISTRATOR)
                .at(NOON, after)
                .build();
    }

    /** No sequence of the catalogue has a negation, and any may get one. */
    @Test
    void isClearedAtAReceiverWhereItIsANegationInASequence() {
        Case refuted =
                new Case(
                        "account-created-and-deleted",
                        "it was disabled in between",
                        "",
                        List.of(
                                lifeCycle("Add user", Duration.ZERO),
                                lifeCycle("Update user", MINUTE),
                                lifeCycle("Delete user", HOUR)),
                        List.of(lifeCycle("Disable account", MINUTE.multipliedBy(5))));
        Entry entry = Objects.requireNonNull(Catalogue.load().entry(refuted.detectionId()));
        try (CrashingJob job =
                new CrashingJob(
                        Policy.none().forTenant(Events.TENANT),
                        List.of(new DeletedWithoutBeingDisabled(entry)))) {
            assertCorrected(job, refuted, 0);
        }
    }

    private static EntraEvent lifeCycle(String activity, Duration after) {
        return audit(activity)
                .by("eve", "eve@example.com")
                .onUser("tmp", "tmp@example.com")
                .at(NOON, after)
                .build();
    }

    /** A sequence with a negation. */
    private static final class DeletedWithoutBeingDisabled extends SequenceDetection {
        DeletedWithoutBeingDisabled(Entry entry) {
            super(entry);
        }

        @Override
        public EntityType entityType() {
            return EntityType.USER;
        }

        @Override
        protected Pattern<Observation, ?> pattern() {
            return Pattern.<Observation>begin("created")
                    .where(Condition.on(Signal.USER_CREATED).as(TARGET))
                    .notFollowedBy("disabled")
                    .where(Condition.on(Signal.USER_DISABLED).as(TARGET))
                    .followedBy("deleted")
                    .where(Condition.on(Signal.USER_DELETED).as(TARGET))
                    .within(DAY);
        }

        @Override
        protected Draft describe(Match match, View view) {
            return Draft.of(severity())
                    .stage("created", match.stage("created"))
                    .stage("deleted", match.stage("deleted"));
        }
    }

    static Stream<Case> absences() {
        return Stream.of(
                new Case(
                        "unused-privileged-account",
                        "it was used on the last day",
                        "privileged-accounts: [%s]".formatted(LIVE_ADMIN),
                        List.of(used(Duration.ZERO), other(DAY.multipliedBy(30).plusHours(16))),
                        List.of(used(DAY.multipliedBy(30).plusHours(11)))),
                new Case(
                        "unused-privileged-account",
                        "it was deleted on the last day",
                        "privileged-accounts: [%s]".formatted(LIVE_ADMIN),
                        List.of(used(Duration.ZERO), other(DAY.multipliedBy(30).plusHours(16))),
                        List.of(
                                audit("Delete user")
                                        .by("eve", null)
                                        .onUser(LIVE_ADMIN, null)
                                        .at(NOON, DAY.multipliedBy(30).plusHours(11))
                                        .build())));
    }

    private static void assertCorrected(CrashingJob job, Case refuted, int leastCheckpoint) {
        List<EntraEvent> all = join(refuted.mistaken(), refuted.refuting());
        List<String> expected = job.uninterrupted(all);
        assertThat(job.firstMistake(refuted.mistaken(), expected, refuted.detectionId()))
                .as("records after which it is said")
                .isPositive();
        int size = refuted.mistaken().size();
        for (int checkpoint : List.of(leastCheckpoint, size / 2, size - 1, size)) {
            List<EntraEvent> before = refuted.mistaken().subList(0, checkpoint);
            List<EntraEvent> after = refuted.mistaken().subList(checkpoint, size);
            List<EntraEvent> refutedFirst = join(refuted.refuting(), after);
            List<EntraEvent> reversed = join(after, refuted.refuting());
            Collections.reverse(reversed);
            for (List<EntraEvent> again : List.of(refutedFirst, reversed)) {
                assertThat(job.crashed(before, join(after, List.of()), again))
                        .as("crashed before it was refuted, checkpoint after %d", checkpoint)
                        .containsExactlyElementsOf(expected);
            }
        }
    }

    private static CrashingJob job(String policy, Duration watermarkDelay) {
        return new CrashingJob(
                PolicyReader.read("policy.yaml", "default: {%s}".formatted(policy))
                        .forTenant(Events.TENANT),
                watermarkDelay);
    }

    private static SignInBuilder ann() {
        return signIn().user("ann", "ann@example.com");
    }

    private static SignInBuilder eve() {
        return signIn().user("eve", "eve@example.com").ip(ATTACKER);
    }

    private static SignInBuilder user(int number) {
        return signIn().user("u" + number, "user" + number + "@example.com");
    }

    private static SignInBuilder client(int number) {
        return user(number).asn(64501).userAgent("spray/1.0").ip("203.0.113.200");
    }

    private static SignInBuilder berlin(SignInBuilder signIn) {
        return signIn.place("Berlin", "Berlin", "DE", 52.5, 13.4).asn(64500).ip(HOME);
    }

    private static EntraEvent berlin() {
        return berlin(ann()).at(NOON).build();
    }

    private static EntraEvent tokyo(Duration after) {
        return ann().place("Tokyo", "Tokyo", "JP", 35.68, 139.69).at(NOON, after).build();
    }

    private static EntraEvent abroad(Duration after) {
        return ann().device("new")
                .place("Delft", "Zuid-Holland", "NL", 52.0, 4.4)
                .asn(64501)
                .ip("203.0.113.5")
                .at(NOON, after)
                .build();
    }

    private static EntraEvent activation() {
        return audit("Add member to role completed (PIM activation)")
                .service("PIM")
                .by("ann", "ann@example.com")
                .onUser("ann", "ann@example.com")
                .ip(ATTACKER)
                .role(Events.GLOBAL_ADMINISTRATOR)
                .build();
    }

    private static EntraEvent role(String activity, Duration after) {
        return audit(activity)
                .by("root", "root@example.com")
                .onUser("ann", "ann@example.com")
                .role(Events.GLOBAL_ADMINISTRATOR)
                .at(NOON, after)
                .build();
    }

    private static EntraEvent reset(Duration after) {
        return audit("Reset password (by admin)")
                .by("eve", "eve@example.com")
                .onUser("ann", "ann@example.com")
                .at(NOON, after)
                .build();
    }

    private static EntraEvent action(Duration after) {
        return audit("Consent to application").by("ann", "ann@example.com").at(NOON, after).build();
    }

    private static EntraEvent guessed(Duration after) {
        return ann().ip(ATTACKER).at(NOON, after).build();
    }

    private static EntraEvent used(Duration after) {
        return signIn().user(LIVE_ADMIN, "adm@example.com").at(NOON, after).build();
    }

    private static EntraEvent other(Duration after) {
        return user(9).at(NOON, after).build();
    }

    private static List<EntraEvent> guesses(int count) {
        return times(count, NOON, Duration.ofSeconds(30), i -> ann().code(50126).ip(ATTACKER));
    }

    private static List<EntraEvent> spray(String ip) {
        return times(6, NOON, MINUTE, i -> user(i).code(50126).ip(ip));
    }

    private static List<EntraEvent> failures(int count, Instant start) {
        return times(count, start, Duration.ofSeconds(5), i -> user(i).code(50126));
    }

    private static List<EntraEvent> times(
            int count, Instant start, Duration apart, IntFunction<SignInBuilder> signIn) {
        return IntStream.range(0, count)
                .mapToObj(i -> signIn.apply(i).at(start.plus(apart.multipliedBy(i))).build())
                .toList();
    }

    private static List<EntraEvent> join(List<EntraEvent> some, EntraEvent... more) {
        return join(some, List.of(more));
    }

    private static List<EntraEvent> join(List<EntraEvent> some, List<EntraEvent> more) {
        List<EntraEvent> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }
}
