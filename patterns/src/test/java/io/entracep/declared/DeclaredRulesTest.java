package io.entracep.declared;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.detection.Entry;
import io.entracep.policy.Policy;
import io.entracep.rule.RuleTexts;
import io.entracep.yaml.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each kind of rule tells, held against counting by hand over the set of records. */
class DeclaredRulesTest {
    private static final long START = Instant.parse("2026-03-02T00:00:00Z").toEpochMilli();
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final String PAW = "3f2a9c1e-5b7d-4e60-9a8b-1c2d3e4f5a6b";
    private static final String HEAD = "logsource: {product: azure, service: signinlogs}\n";
    private static final String FAILED =
            "title: Wrong\nname: wrong\n"
                    + HEAD
                    + "detection: {s: {ResultType: 50126}, condition: s}\n";
    private static final String SUCCEEDED =
            "title: Right\nname: right\n"
                    + HEAD
                    + "detection: {s: {ResultType: 0}, condition: s}\n";

    private record SignIn(long at, String user, String ip, int code, String device) {
        String json() {
            return """
            {"time":"%s","category":"SignInLogs","operationName":"Sign-in activity","resultType":"%d","tenantId":"%s",
             "properties":{"id":"%s-%d-%s","createdDateTime":"%s","userId":"%s","userPrincipalName":"%s@example.com",
             "appId":"a","ipAddress":"%s","status":{"errorCode":%d},"deviceDetail":{"deviceId":"%s"}}}
            """
                    .formatted(
                            Instant.ofEpochMilli(at),
                            code,
                            RuleJob.TENANT,
                            user,
                            at,
                            ip,
                            Instant.ofEpochMilli(at),
                            user,
                            user,
                            ip,
                            code,
                            device);
        }
    }

    private static List<SignIn> random(long seed, int count, long span, int users, int ips) {
        Random random = new Random(seed);
        Set<Long> times = new HashSet<>();
        List<SignIn> all = new ArrayList<>();
        while (all.size() < count) {
            long at = START + random.nextLong(span);
            if (times.add(at)) {
                all.add(
                        new SignIn(
                                at,
                                "u" + random.nextInt(users),
                                "192.0.2." + random.nextInt(ips),
                                random.nextInt(3) == 0 ? 0 : 50126,
                                "d" + random.nextInt(4)));
            }
        }
        all.sort((a, b) -> Long.compare(a.at(), b.at()));
        return all;
    }

    private static List<String> json(List<SignIn> signIns) {
        return signIns.stream().map(SignIn::json).toList();
    }

    private static Set<String> told(List<Alert> alerts) {
        Set<String> told = new TreeSet<>();
        alerts.forEach(
                alert ->
                        told.add(
                                alert.entity().id()
                                        + " "
                                        + alert.firstEventTime().substring(0, 13)));
        return told;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void aThousandMatchesInAnHourAreOneAlertOfEachEntityAndHour(long seed) {
        List<SignIn> all = random(seed, 1000, 2 * HOUR, 3, 5);

        List<Alert> alerts = RuleJob.of(FAILED).given(json(all)).alertsInAnyOrder("wrong", seed);

        Set<String> expected = new TreeSet<>();
        all.stream()
                .filter(s -> s.code() == 50126)
                .forEach(s -> expected.add(s.user() + " " + (s.at() - START) / HOUR));
        assertThat(alerts).hasSize(expected.size()).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(longs = {3, 4})
    void eachGroupIsAnAlertOfItsOwn(long seed) {
        List<SignIn> all = random(seed, 1000, HOUR, 2, 40);
        String rule =
                FAILED
                        + "alert: {of: actor, per: [IPAddress], once: 1h, reason: \"{actor} from {IPAddress}.\"}\n";

        List<Alert> alerts = RuleJob.of(rule).given(json(all)).alertsInAnyOrder("wrong", seed);

        Set<String> expected = new TreeSet<>();
        all.stream()
                .filter(s -> s.code() == 50126)
                .forEach(s -> expected.add(s.user() + "@example.com from " + s.ip() + "."));
        assertThat(alerts.stream().map(Alert::reason))
                .containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void eachMatchIsToldWhereTheRuleSaysNoPeriod() {
        List<SignIn> all = random(5, 300, HOUR, 1, 3);
        String rule = FAILED + "alert: {of: actor, reason: \"{actor} failed.\"}\n";

        assertThat(RuleJob.of(rule).given(json(all)).alertsInAnyOrder("wrong", 5))
                .hasSize((int) all.stream().filter(s -> s.code() == 50126).count());
    }

    @Test
    void whatIsExcusedHidesNothingElse() {
        List<SignIn> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            all.add(
                    new SignIn(
                            START + i * MINUTE, "u1", "192.0.2.1", 50126, i == 30 ? "bad" : PAW));
        }
        String rule =
                FAILED
                        + "alert: {of: actor, once: 1h, unless: {device: paw}, reason: \"{actor} on {device}.\"}\n";

        List<Alert> alerts =
                RuleJob.of(rule, "default: {paw-devices: [" + PAW + "]}")
                        .given(json(all))
                        .alertsInAnyOrder("wrong", 6);

        assertThat(alerts).hasSize(1);
        assertThat(alerts.get(0).reason()).isEqualTo("u1@example.com on bad.");
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8, 9})
    void countsDifferentValuesAsBruteForceDoes(long seed) {
        List<SignIn> all = random(seed, 400, 3 * HOUR, 12, 4);
        String rules =
                FAILED
                        + "---\ntitle: Spray\nname: spray\ncorrelation: {type: value_count, rules: [wrong],"
                        + " group-by: [IPAddress], timespan: 20m, condition: {field: UserPrincipalName, gte: 7}}\n"
                        + "alert: {of: ip, once: 1h, reason: \"{count}\"}\n";

        List<Alert> alerts = RuleJob.of(rules).given(json(all)).alertsInAnyOrder("spray", seed);

        Set<String> expected = new TreeSet<>();
        List<SignIn> wrong = all.stream().filter(s -> s.code() == 50126).toList();
        for (SignIn end : wrong) {
            long users =
                    wrong.stream()
                            .filter(s -> s.ip().equals(end.ip()))
                            .filter(s -> s.at() <= end.at() && s.at() > end.at() - 20 * MINUTE)
                            .map(SignIn::user)
                            .distinct()
                            .count();
            if (users >= 7) {
                expected.add(end.ip() + " " + (end.at() - START) / HOUR);
            }
        }
        assertThat(expected).isNotEmpty();
        assertThat(alerts).hasSameSizeAs(expected);
        assertThat(alerts.stream().map(alert -> alert.entity().id()).distinct())
                .allMatch(ip -> ip.startsWith("192.0.2."));
    }

    @ParameterizedTest
    @ValueSource(longs = {10, 11})
    void findsRulesThatMatchTogetherAsBruteForceDoes(long seed) {
        List<SignIn> all = random(seed, 120, 12 * HOUR, 3, 3);
        String rules =
                FAILED
                        + "---\n"
                        + SUCCEEDED
                        + "---\ntitle: Both\nname: both\ncorrelation: {type: temporal, rules: [wrong, right],"
                        + " group-by: [DeviceDetail.deviceId, IPAddress], timespan: 10m}\n"
                        + "alert: {once: 1h, reason: \"both\"}\n";

        List<Alert> alerts = RuleJob.of(rules).given(json(all)).alertsInAnyOrder("both", seed);

        Set<String> expected = new TreeSet<>();
        for (SignIn end : all) {
            boolean other =
                    all.stream()
                            .filter(s -> s.device().equals(end.device()) && s.ip().equals(end.ip()))
                            .filter(s -> s.at() <= end.at() && s.at() > end.at() - 10 * MINUTE)
                            .anyMatch(s -> (s.code() == 0) != (end.code() == 0));
            if (other) {
                expected.add(end.device() + end.ip() + (end.at() - START) / HOUR);
            }
        }
        assertThat(expected).isNotEmpty();
        assertThat(alerts).hasSameSizeAs(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " ~ ",
            value = {
                "12 ~ UserPrincipalName",
                "13 ~ UserPrincipalName",
                "14 ~ UserPrincipalName, DeviceDetail.deviceId",
                "15 ~ DeviceDetail.deviceId, UserPrincipalName",
                "16 ~ DeviceDetail.deviceId"
            })
    void findsRulesThatMatchInTheirOrderAsBruteForceDoes(long seed, String groupBy) {
        List<SignIn> all = random(seed, 400, 12 * HOUR, 4, 3);
        String rules =
                FAILED
                        + "---\n"
                        + SUCCEEDED
                        + "---\ntitle: Order\nname: order\ncorrelation: {type: temporal_ordered, rules: [wrong, right],"
                        + " group-by: [%s], timespan: 10m}\n".formatted(groupBy)
                        + "alert: {of: actor, once: 1h, reason: \"{actor}\"}\n";

        List<Alert> alerts = RuleJob.of(rules).given(json(all)).alertsInAnyOrder("order", seed);

        Function<SignIn, String> group =
                s ->
                        (groupBy.contains("User") ? s.user() : "")
                                + (groupBy.contains("Device") ? s.device() : "");
        Set<String> expected = new TreeSet<>();
        for (SignIn end : all) {
            if (end.code() == 0
                    && all.stream()
                            .anyMatch(
                                    s ->
                                            s.code() != 0
                                                    && group.apply(s).equals(group.apply(end))
                                                    && s.at() < end.at()
                                                    && s.at() > end.at() - 10 * MINUTE)) {
                expected.add(group.apply(end) + (end.at() - START) / HOUR);
            }
        }
        assertThat(expected).isNotEmpty();
        assertThat(alerts).hasSameSizeAs(expected);
    }

    private static final String MANY_WRONG =
            FAILED
                    + "---\n"
                    + SUCCEEDED
                    + "---\ntitle: Many\nname: many\ncorrelation: {type: value_count, rules: [wrong], group-by:"
                    + " [UserPrincipalName], timespan: 20m, condition: {field: DeviceDetail.deviceId, gte: 3}}\n---\n";

    /** Moments: failures at which a user had failed from three devices within twenty minutes. */
    private static List<SignIn> moments(List<SignIn> all) {
        return all.stream()
                .filter(s -> s.code() != 0)
                .filter(
                        end ->
                                all.stream()
                                                .filter(s -> s.code() != 0)
                                                .filter(s -> s.user().equals(end.user()))
                                                .filter(s -> s.at() <= end.at())
                                                .filter(s -> s.at() > end.at() - 20 * MINUTE)
                                                .map(SignIn::device)
                                                .distinct()
                                                .count()
                                        >= 3)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void findsACountAndWhatFollowsItAsBruteForceDoes(long seed) {
        List<SignIn> all = random(seed, 220, 12 * HOUR, 3, 3);
        String chain =
                "title: Chain\nname: chain\ncorrelation: {type: temporal_ordered, rules: [many, right],"
                        + " aliases: {user: {many: UserPrincipalName, right: UserId}}, group-by: [user], timespan: 10m}\n"
                        + "alert: {of: actor, once: 1h, reason: \"{actor} from {ip}\"}\n";

        List<Alert> alerts =
                RuleJob.of(MANY_WRONG + chain)
                        .given(json(all))
                        .alertsInAnyOrder(Set.of("many", "chain")::contains, seed);

        Set<String> expected = new TreeSet<>();
        List<SignIn> moments = moments(all);
        for (SignIn end : all) {
            if (end.code() == 0
                    && moments.stream()
                            .filter(s -> s.user().equals(end.user()))
                            .anyMatch(s -> s.at() < end.at() && s.at() > end.at() - 10 * MINUTE)) {
                expected.add(end.user() + (end.at() - START) / HOUR);
            }
        }
        assertThat(expected).isNotEmpty();
        assertThat(alerts.stream().filter(alert -> alert.detectionId().equals("chain")))
                .hasSameSizeAs(expected)
                .allMatch(alert -> alert.evidence().size() >= 4);
    }

    @ParameterizedTest
    @ValueSource(longs = {34, 35})
    void findsACountTogetherWithARuleAsBruteForceDoes(long seed) {
        List<SignIn> all = random(seed, 220, 12 * HOUR, 3, 3);
        String chain =
                "title: Chain\nname: chain\ncorrelation: {type: temporal, rules: [right, many],"
                        + " group-by: [UserPrincipalName], timespan: 15m}\n"
                        + "alert: {of: actor, once: 1h, reason: \"{actor}\"}\n";

        List<Alert> alerts =
                RuleJob.of(MANY_WRONG + chain)
                        .given(json(all))
                        .alertsInAnyOrder(Set.of("many", "chain")::contains, seed);

        Set<String> expected = new TreeSet<>();
        List<SignIn> moments = moments(all);
        for (SignIn one : all) {
            for (SignIn other : moments) {
                if (one.code() == 0
                        && one.user().equals(other.user())
                        && Math.abs(one.at() - other.at()) < 15 * MINUTE) {
                    expected.add(one.user() + (Math.max(one.at(), other.at()) - START) / HOUR);
                }
            }
        }
        assertThat(expected).isNotEmpty();
        assertThat(alerts.stream().filter(alert -> alert.detectionId().equals("chain")))
                .hasSameSizeAs(expected);
    }

    @Test
    void aCountThatIsPartOfAChainIsABuildingBlockUnlessItIsToBeGenerated() {
        String chain =
                "title: Chain\nname: chain\ncorrelation: {type: temporal_ordered, rules: [many, right],"
                        + " group-by: [UserPrincipalName], timespan: 10m%s}\n";

        assertThat(entry(MANY_WRONG + chain.formatted(""), "many").buildingBlock()).isTrue();
        assertThat(entry(MANY_WRONG + chain.formatted(", generate: true"), "many").buildingBlock())
                .isFalse();
    }

    private static Entry entry(String rules, String id) {
        return Objects.requireNonNull(RuleJob.of(rules).catalogue().entry(id));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "type: event_count, rules: [many], group-by: [UserId], timespan: 1h, condition: {gte: 2}"
                        + " ~ event_count counts records",
                "type: temporal, rules: [many, right], timespan: 1h ~ grouped by an account or an address",
                "type: temporal, rules: [many, right], group-by: [IPAddress], timespan: 1h"
                        + " ~ grouped as its rules are; many is grouped otherwise",
                "type: temporal, rules: [many, right], group-by: [AppDisplayName], timespan: 1h"
                        + " ~ grouped by an account or an address",
            })
    void refusesChainsThatItCannotFollow(String correlation, String expected) {
        String rules =
                MANY_WRONG + "title: Chain\nname: chain\ncorrelation: {" + correlation + "}\n";

        assertThat(problems(rules))
                .singleElement()
                .asString()
                .contains("r.yml:15: correlation must be", expected);
    }

    @Test
    void refusesToAskOfSeveralRecordsWhatOneIsAskedFor() {
        String rules =
                FAILED
                        + "---\ntitle: Many\nname: many\ncorrelation: {type: event_count, rules: [wrong], group-by:"
                        + " [UserId], timespan: 1h, condition: {gte: 3}}\n"
                        + "alert: {of: actor, unless: {actor: just-created, place: known-country}, raise:"
                        + " [{when: {device: new}}]}\n";

        assertThat(problems(rules))
                .hasSize(3)
                .allMatch(problem -> problem.contains("not answered of several records"));
    }

    private static List<String> problems(String rules) {
        return RuleJob.of(new RuleTexts(List.of(new RuleTexts.Text("r.yml", rules))), Policy.none())
                .catalogue()
                .ruleProblems()
                .stream()
                .map(Problem::message)
                .toList();
    }

    @Test
    void tellsAValueThatWasNeverSeenOnceHistoryIsLongEnough() {
        List<SignIn> all = new ArrayList<>();
        IntStream.range(0, 10)
                .forEach(
                        day ->
                                all.add(
                                        new SignIn(
                                                START + day * DAY, "u1", "192.0.2.1", 0, "known")));
        all.add(new SignIn(START + 2 * DAY + HOUR, "u1", "192.0.2.1", 0, "too-early"));
        all.add(new SignIn(START + 10 * DAY, "u1", "192.0.2.1", 0, "new"));
        all.add(new SignIn(START + 10 * DAY + HOUR, "u1", "192.0.2.1", 0, "new"));
        all.add(new SignIn(START + 10 * DAY + HOUR + 1, "u1", "192.0.2.1", 0, "known"));
        all.add(new SignIn(START + 14 * DAY, "u1", "192.0.2.1", 0, "new"));
        String rule =
                SUCCEEDED
                        + "baseline: {of: actor, new: [DeviceDetail.deviceId], learned: 7d, memory: 30d}\n"
                        + "alert: {of: actor, once: 1d, reason: \"{DeviceDetail.deviceId}\"}\n";

        List<Alert> alerts = RuleJob.of(rule).given(json(all)).alertsInAnyOrder("right", 14);

        assertThat(alerts).hasSize(1);
        assertThat(alerts.get(0).reason()).isEqualTo("new");
    }

    @Test
    void tellsWhatDoesNotFollowInTime() {
        List<SignIn> all =
                List.of(
                        new SignIn(START, "u1", "192.0.2.1", 50126, "d"),
                        new SignIn(START + HOUR - 1, "u1", "192.0.2.1", 0, "d"),
                        new SignIn(START, "u2", "192.0.2.1", 50126, "d"),
                        new SignIn(START + HOUR + 1, "u2", "192.0.2.1", 0, "d"),
                        new SignIn(START + 5 * HOUR, "u3", "192.0.2.1", 0, "d"));
        String rules =
                FAILED
                        + "absence: {of: actor, expects: [right], within: 1h}\n"
                        + "alert: {of: actor, reason: \"{actor}\"}\n---\n"
                        + SUCCEEDED;

        List<Alert> alerts = RuleJob.of(rules).given(json(all)).alertsInAnyOrder("wrong", 15);

        assertThat(alerts.stream().map(Alert::reason)).containsExactly("u2@example.com");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tenant", "ip"})
    void tellsADayWithManyMoreThanTheSameWeekdaysBefore(String of) {
        List<SignIn> all = new ArrayList<>();
        for (int week = 0; week < 4; week++) {
            all.addAll(failures(week * 7, 12, week == 1 ? 9 : 4, "192.0.2.1"));
        }
        all.addAll(failures(3 * 7 + 1, 12, 60, "192.0.2.1")); // Another weekday has no history.
        all.addAll(failures(4 * 7, 13, 30, "192.0.2.2")); // Another address has none either.
        all.addAll(failures(4 * 7, 9, 7, "192.0.2.1"));
        all.addAll(failures(4 * 7, 14, of.equals("ip") ? 3 : 0, "192.0.2.1"));
        String rule =
                FAILED
                        + "trend: {of: %s, factor: 2, at-least: 10}\n".formatted(of)
                        + "alert: {reason: \"{entity}: {today} until {until} on {day}, usually {usual} of {weeks}\"}\n";

        List<Alert> alerts = RuleJob.of(rule).given(json(all)).alertsInAnyOrder("wrong", 21);

        assertThat(alerts).hasSize(1);
        assertThat(alerts.get(0).reason())
                .isEqualTo(
                        of.equals("ip")
                                ? "192.0.2.1: 10 until 15 on 2026-03-30, usually 4 of 4"
                                : RuleJob.TENANT + ": 37 until 14 on 2026-03-30, usually 4 of 4");
    }

    private static List<SignIn> failures(int day, int hour, int count, String ip) {
        return IntStream.range(0, count)
                .mapToObj(
                        i -> new SignIn(START + day * DAY + hour * HOUR + i, "u1", ip, 50126, "d"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "alert: {when: {actor: vip}, reason: x} ~ a trend is told once a day",
                "alert: {per: [AppId], reason: x} ~ a trend is told once a day",
                "alert: {reason: '{actor}'} ~ no other names; it has actor",
                "alert: {of: ip, reason: x} ~ that of the trend",
            })
    void refusesWhatATrendCannotTell(String alert, String expected) {
        String rule = FAILED + "trend: {factor: 2}\n" + alert;

        assertThat(
                        RuleJob.of(
                                        new RuleTexts(List.of(new RuleTexts.Text("r.yml", rule))),
                                        Policy.none())
                                .catalogue()
                                .ruleProblems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("r.yml:6", expected));
    }

    @Test
    void severityIsTheLevelMovedInStepsAndSaysWhy() {
        String rule =
                FAILED
                        + "level: medium\nalert: {of: actor, once: 1h, reason: \"{actor} failed.\","
                        + " raise: [{by: 1, when: {actor: vip}}]}\n";
        List<String> records = json(List.of(new SignIn(START, "u1", "192.0.2.1", 50126, "d")));
        String vip = "vip-accounts: [u1@example.com]";

        assertThat(only(rule, "default: {}", records).severity()).isEqualTo("medium");
        Alert raised = only(rule, "default: {" + vip + "}", records);
        assertThat(raised.severity()).isEqualTo("high");
        assertThat(raised.reason())
                .isEqualTo("u1@example.com failed. Raised to high: actor is vip.");
        String base = "default: {" + vip + ", detections: {wrong: {base-severity: low}}}";
        assertThat(only(rule, base, records).severity()).isEqualTo("medium");
        String decided = "default: {" + vip + ", detections: {wrong: {severity: low}}}";
        assertThat(only(rule, decided, records).severity()).isEqualTo("low");
    }

    private static Alert only(String rule, String policy, List<String> records) {
        List<Alert> alerts = RuleJob.of(rule, policy).given(records).alerts("wrong");
        assertThat(alerts).hasSize(1);
        return alerts.get(0);
    }
}
