package io.entracep.declared;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.catalogue.Rulebook;
import io.entracep.policy.Policy;
import io.entracep.rule.RuleTexts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Words that look beyond one record, held against brute force; in any order of arrival. */
class RuleWordsTest {
    private static final long START = Instant.parse("2026-03-02T00:00:00Z").toEpochMilli();
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;
    private static final String HEAD = "logsource: {product: azure, service: signinlogs}\n";
    private static final String WRONG =
            "title: Wrong\nname: wrong\n"
                    + HEAD
                    + "detection: {s: {ResultType: 50126}, condition: s}\n";
    private static final String RIGHT =
            "title: Right\nname: right\n"
                    + HEAD
                    + "detection: {s: {ResultType: 0}, condition: s}\n";

    private record SignIn(long at, String user, String ip, boolean right) {
        String json() {
            return """
            {"time":"%s","category":"SignInLogs","operationName":"Sign-in activity","resultType":"%d","tenantId":"%s",
             "properties":{"id":"%s-%d","createdDateTime":"%s","userId":"%s","userPrincipalName":"%s@example.com",
             "appId":"a","ipAddress":"%s","status":{"errorCode":%d}}}
            """
                    .formatted(
                            Instant.ofEpochMilli(at),
                            right ? 0 : 50126,
                            RuleJob.TENANT,
                            user,
                            at,
                            Instant.ofEpochMilli(at),
                            user,
                            user,
                            ip,
                            right ? 0 : 50126);
        }

        long hour() {
            return (at - START) / HOUR;
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
                                random.nextInt(3) == 0));
            }
        }
        all.sort((a, b) -> Long.compare(a.at(), b.at()));
        return all;
    }

    private static List<String> json(List<SignIn> signIns) {
        return signIns.stream().map(SignIn::json).toList();
    }

    private static List<SignIn> wrong(List<SignIn> all) {
        return all.stream().filter(signIn -> !signIn.right()).toList();
    }

    private static List<Alert> of(List<Alert> alerts, String id) {
        return alerts.stream().filter(alert -> alert.detectionId().equals(id)).toList();
    }

    /**
     * Each hour of an account with a failure is an alert, which is open from its first failure on.
     */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anAlertIsOpenForAWeekFromItsFirstRecordOn(long seed) {
        List<SignIn> all = random(seed, 24, 40 * DAY, 2, 3);
        String rules =
                WRONG
                        + "alert: {of: actor, once: 1h, reason: \"{actor} failed.\"}\n---\n"
                        + RIGHT
                        + "alert: {of: actor, once: 1h, when: {alert: wrong}, reason: \"{actor} got in.\"}\n";

        List<Alert> alerts =
                RuleJob.of(rules)
                        .given(json(all))
                        .alertsInAnyOrder(Set.of("wrong", "right")::contains, seed);

        Set<String> expected = new TreeSet<>();
        for (SignIn end : all) {
            boolean open =
                    wrong(all).stream()
                            .filter(other -> other.user().equals(end.user()))
                            .anyMatch(
                                    other ->
                                            other.at() <= end.at()
                                                    && end.at() - other.at() <= 7 * DAY);
            if (end.right() && open) {
                expected.add(end.user() + " " + end.hour());
            }
        }
        assertThat(expected).isNotEmpty();
        assertThat(of(alerts, "right")).hasSameSizeAs(expected);
        assertThat(
                        all.stream()
                                .filter(SignIn::right)
                                .map(s -> s.user() + " " + s.hour())
                                .distinct())
                .hasSizeGreaterThan(expected.size());
    }

    @Test
    void whatIsOpenMovesTheLevelAndSaysSo() {
        List<SignIn> all =
                List.of(
                        new SignIn(START, "u", "192.0.2.1", true),
                        new SignIn(START + HOUR, "u", "192.0.2.1", false),
                        new SignIn(START + 2 * HOUR, "u", "192.0.2.1", true));
        String rules =
                WRONG
                        + "alert: {of: actor, once: 1h, reason: \"{actor} failed.\"}\n---\n"
                        + RIGHT
                        + "level: low\n"
                        + "alert: {of: actor, once: 1h, raise: {when: {alert: wrong}, because: it failed before}, reason: \"{actor} got in.\"}\n";

        List<Alert> alerts =
                RuleJob.of(rules)
                        .given(json(all))
                        .alertsInAnyOrder(Set.of("wrong", "right")::contains, 1);

        assertThat(of(alerts, "right"))
                .extracting(Alert::severity)
                .containsExactlyInAnyOrder("low", "medium");
        assertThat(of(alerts, "right"))
                .filteredOn(alert -> alert.severity().equals("medium"))
                .singleElement()
                .extracting(Alert::reason)
                .asString()
                .contains("it failed before");
    }

    @ParameterizedTest
    @ValueSource(longs = {4, 5, 6})
    void theFirstAndTheLastMayHaveToDiffer(long seed) {
        List<SignIn> all = random(seed, 300, 24 * HOUR, 3, 2);
        String rules =
                WRONG
                        + "---\n"
                        + RIGHT
                        + "---\ntitle: Elsewhere\nname: elsewhere\n"
                        + "correlation: {type: temporal_ordered, rules: [wrong, right], group-by: [UserId], timespan: 10m}\n"
                        + "alert: {of: actor, once: 1h, differing: [IPAddress], reason: \"{actor}\"}\n";

        List<Alert> alerts = RuleJob.of(rules).given(json(all)).alertsInAnyOrder("elsewhere", seed);

        Set<String> expected = new TreeSet<>();
        for (SignIn end : all) {
            List<SignIn> before =
                    wrong(all).stream()
                            .filter(w -> w.user().equals(end.user()))
                            .filter(w -> w.at() < end.at() && w.at() > end.at() - 10 * MINUTE)
                            .toList();
            if (end.right()
                    && !before.isEmpty()
                    && !before.get(before.size() - 1).ip().equals(end.ip())) {
                expected.add(end.user() + end.hour());
            }
        }
        assertThat(expected).isNotEmpty();
        assertThat(alerts).hasSameSizeAs(expected);
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8})
    void aGapIsShorterThanTheWindow(long seed) {
        List<SignIn> all = random(seed, 300, 24 * HOUR, 3, 2);
        String rules =
                WRONG
                        + "---\n"
                        + RIGHT
                        + "---\ntitle: Soon\nname: soon\n"
                        + "correlation: {type: temporal_ordered, rules: [wrong, right], group-by: [UserId], timespan: 30m}\n"
                        + "alert: {of: actor, once: 1h, gaps: {right: 4m}, reason: \"{actor}\"}\n";

        List<Alert> alerts = RuleJob.of(rules).given(json(all)).alertsInAnyOrder("soon", seed);

        Set<String> expected =
                all.stream()
                        .filter(SignIn::right)
                        .filter(
                                end ->
                                        wrong(all).stream()
                                                .filter(w -> w.user().equals(end.user()))
                                                .anyMatch(
                                                        w ->
                                                                w.at() < end.at()
                                                                        && w.at()
                                                                                > end.at()
                                                                                        - 4
                                                                                                * MINUTE))
                        .map(end -> end.user() + end.hour())
                        .collect(Collectors.toSet());
        assertThat(expected).isNotEmpty();
        assertThat(alerts).hasSameSizeAs(expected);
    }

    @ParameterizedTest
    @ValueSource(longs = {9, 10, 11})
    void aCountIsNoneWhereAsManyOthersSpeakAgainstIt(long seed) {
        List<SignIn> all = random(seed, 400, 24 * HOUR, 8, 2);
        String count =
                "---\ntitle: Spray\nname: spray\n"
                        + "correlation: {type: value_count, rules: [wrong], group-by: [IPAddress], timespan: 20m,"
                        + " condition: {field: UserPrincipalName, gte: 3}}\n"
                        + "alert: {of: ip, once: 1h, outweighed-by: {rule: right, field: UserPrincipalName}, reason: \"{ip}\"}\n";

        List<Alert> alerts =
                RuleJob.of(WRONG + "---\n" + RIGHT + count)
                        .given(json(all))
                        .alertsInAnyOrder("spray", seed);

        Set<String> expected = new TreeSet<>();
        Set<String> unweighed = new TreeSet<>();
        for (SignIn end : wrong(all)) {
            List<SignIn> window =
                    all.stream()
                            .filter(s -> s.ip().equals(end.ip()))
                            .filter(s -> s.at() <= end.at() && s.at() > end.at() - 20 * MINUTE)
                            .toList();
            long begin = wrong(window).get(0).at();
            long failing = wrong(window).stream().map(SignIn::user).distinct().count();
            long succeeding =
                    window.stream()
                            .filter(s -> s.right() && s.at() >= begin)
                            .map(SignIn::user)
                            .distinct()
                            .count();
            if (failing >= 3) {
                unweighed.add(end.ip() + end.hour());
            }
            if (failing >= 3 && succeeding < failing) {
                expected.add(end.ip() + end.hour());
            }
        }
        assertThat(expected).isNotEmpty();
        assertThat(unweighed).hasSizeGreaterThanOrEqualTo(expected.size());
        assertThat(alerts).hasSameSizeAs(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correlation: {type: event_count, rules: [wrong, right], group-by: [UserId], timespan: 20m, condition: {gte: 3}}",
                "correlation: {type: temporal, rules: [wrong, right], group-by: [UserId], timespan: 20m}",
                "correlation: {type: temporal_ordered, rules: [wrong, right], group-by: [UserId], timespan: 20m}",
                "logsource: {product: azure, service: signinlogs}\ndetection: {s: {ResultType: 0}, condition: s}",
                "logsource: {product: azure, service: signinlogs}\ndetection: {s: {ResultType: 0}, condition: s}\n"
                        + "baseline: {of: actor, new: [IPAddress], learned: 1d, memory: 30d}"
            })
    void whatSettlesIsToldWhenTimeHasPassedAndNoSooner(String kind) {
        String rules =
                WRONG
                        + "---\n"
                        + RIGHT
                        + "---\ntitle: Settles\nname: settles\n"
                        + kind
                        + "\nalert: {of: actor, once: 1h, settle: 15m, reason: \"{actor}\"}\n";
        long last = START + 3 * DAY;
        List<SignIn> arrivals =
                new ArrayList<>(
                        List.of(
                                new SignIn(START, "u", "192.0.2.1", true),
                                new SignIn(last - 2 * MINUTE, "u", "198.51.100.7", false),
                                new SignIn(last - MINUTE, "u", "198.51.100.7", false),
                                new SignIn(last, "u", "198.51.100.7", true)));

        arrivals.add(new SignIn(last + 15 * MINUTE - 1, "v", "192.0.2.1", false));
        List<Alert> before = atLast(rules, arrivals, last);
        arrivals.add(new SignIn(last + 15 * MINUTE, "w", "192.0.2.1", false));
        List<Alert> after = atLast(rules, arrivals, last);

        assertThat(before).isEmpty();
        assertThat(after).hasSize(1);
    }

    private static List<Alert> atLast(String rules, List<SignIn> arrivals, long last) {
        return RuleJob.of(rules).given(json(arrivals)).alertsInAnyOrder("settles", 1).stream()
                .filter(alert -> Instant.parse(alert.lastEventTime()).toEpochMilli() == last)
                .toList();
    }

    @Test
    void aNamedNetworkIsOneThatConditionalAccessTrusts() {
        String rule =
                RIGHT
                        + "alert: {of: actor, unless: {ip: named-network}, reason: \"{actor} from {ip}.\"}\n";
        String record = new SignIn(START, "u", "192.0.2.1", true).json();
        String trusted =
                record.replace(
                        "\"appId\":\"a\"",
                        "\"appId\":\"a\",\"networkLocationDetails\":[{\"networkType\":\"trustedNamedLocation\",\"networkNames\":[\"Office\"]}]");
        String named = trusted.replace("trustedNamedLocation", "namedNetwork");

        assertThat(RuleJob.of(rule).given(List.of(record)).alerts("right")).hasSize(1);
        assertThat(RuleJob.of(rule).given(List.of(named)).alerts("right")).hasSize(1);
        assertThat(RuleJob.of(rule).given(List.of(trusted)).alerts("right")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{of: actor, when: {alert: nobody}}|nobody is none",
                "{of: ip, when: {alert: wrong}}|of the same as wrong",
                "{of: actor, gaps: {wrong: 5m}}|only temporal_ordered has an order",
                "{of: actor, differing: [IPAddress]}|only temporal_ordered has an order",
                "{of: actor, outweighed-by: {rule: wrong, field: UserId}}|only a value_count",
                "{of: actor, when: {app: new}}|new is not known"
            })
    void refusesWhatItCannotAnswer(String alert, String expected) {
        String rules =
                WRONG
                        + "alert: {of: actor, once: 1h, reason: \"{actor} failed.\"}\n---\n"
                        + RIGHT
                        + "alert: "
                        + alert
                        + "\n";

        assertThat(problems(rules)).anyMatch(problem -> problem.contains(expected));
    }

    @Test
    void refusesToAskForAlertsOfWhatIsCountedOnly() {
        String rules =
                WRONG
                        + "alert: {of: actor, once: 1h}\n---\n"
                        + RIGHT
                        + "alert: {of: actor, once: 1h, when: {alert: wrong}}\n---\n"
                        + "title: Often\nname: often\n"
                        + "correlation: {type: event_count, rules: [wrong], group-by: [UserId],"
                        + " timespan: 1h, condition: {gte: 3}}\n";

        assertThat(problems(rules)).anyMatch(problem -> problem.contains("told on its own"));
    }

    @Test
    void refusesRulesThatAskForEachOthersAlerts() {
        String rules =
                WRONG
                        + "alert: {of: actor, once: 1h, when: {alert: right}}\n---\n"
                        + RIGHT
                        + "alert: {of: actor, once: 1h, when: {alert: wrong}}\n";

        assertThat(problems(rules))
                .hasSize(2)
                .allMatch(problem -> problem.contains("told at once"));
    }

    private static List<String> problems(String rules) {
        return new Rulebook(
                        Policy.none(),
                        new RuleTexts(List.of(new RuleTexts.Text("own/rules.yml", rules))))
                .catalogue().ruleProblems().stream().map(Object::toString).toList();
    }
}
