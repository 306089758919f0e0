package io.entracep.detections.signin;

import static io.entracep.testing.Events.NOON;
import static io.entracep.testing.Events.audit;
import static io.entracep.testing.Events.refresh;
import static io.entracep.testing.Events.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.event.EntraEvent;
import io.entracep.testing.Events;
import io.entracep.testing.Events.SignInBuilder;
import io.entracep.testing.TestJob;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The final set of alerts does not depend on the order in which crowded records arrive. */
class OrderOfArrivalTest {
    private static final String POLICY =
            """
            default:
              privileged-accounts: [user0@example.com]
              vip-accounts: [user1@example.com]
              former-privileged-accounts: [user2@example.com]
              legacy-disabled-since: 2026-01-01
              corporate-egress: [192.0.2.0/25]
              vpn-networks: [203.0.113.128/25]
              detections:
                failed-sign-ins-trend: {settings: {at-least: 5}}
                password-guessing: {settings: {failures: 5, distributed-failures: 8}}
                repeated-password-failures: {settings: {failures: 3}}
                password-spray-by-network: {settings: {accounts: 3, addresses: 3}}
                smart-lockout-wave: {settings: {users: 3}}
                new-device-or-location: {settings: {min-days: 2}}
                sign-ins-from-two-addresses: {settings: {min-days: 2}}
                outside-usual-hours: {settings: {min-sign-ins: 2}}
            """;

    private static final int[] CODES = {
        0, 0, 0, 0, 50126, 50126, 50126, 50126, 50053, 50055, 50057, 50074, 50034, 500121, 53003
    };
    private static final String[] CITIES = {"Berlin", "Sydney", "Tokyo"};
    private static final String[] COUNTRIES = {"DE", "AU", "JP"};
    private static final double[][] PLACES = {{52.5, 13.4}, {-33.9, 151.2}, {35.7, 139.7}};

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theFinalSetIsTheSame(long seed) {
        List<EntraEvent> events = crowded(new Random(seed));
        List<Alert> inOrder = TestJob.withPolicy(POLICY).given(events).alerts();

        for (long order = 1; order <= 3; order++) {
            assertSame(
                    TestJob.withPolicy(POLICY).given(events).duplicated().shuffled(order).alerts(),
                    inOrder);
        }
        assertSame(
                TestJob.withPolicy(POLICY).given(events).live(Duration.ofMinutes(15)).alerts(),
                inOrder);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theFinalSetIsTheSameWhereMoreAccountsSucceedThanAreKept(long seed) {
        Random random = new Random(seed);
        List<EntraEvent> company = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            int user = random.nextInt(150);
            company.add(
                    signIn().user("u" + user, "user" + user + "@example.com")
                            .at(NOON, Duration.ofSeconds(random.nextInt(3 * 3600)))
                            .code(random.nextInt(5) < 3 ? 50126 : 0)
                            .ip("203.0." + (112 + random.nextInt(2)) + "." + random.nextInt(5))
                            .asn(64501)
                            .userAgent("browser/1.0")
                            .build());
        }
        List<Alert> inOrder = TestJob.withPolicy(POLICY).given(company).alerts();

        for (long order = 1; order <= 4; order++) {
            assertSame(
                    TestJob.withPolicy(POLICY).given(company).duplicated().shuffled(order).alerts(),
                    inOrder);
        }
        assertThat(inOrder).extracting(Alert::detectionId).contains("password-spray");
    }

    @Test
    void theCrowdsMakeAlertsOfEveryDetection() {
        Set<String> seen = new HashSet<>();
        for (long seed = 1; seed <= 8; seed++) {
            TestJob.withPolicy(POLICY)
                    .given(crowded(new Random(seed)))
                    .alerts()
                    .forEach(alert -> seen.add(alert.detectionId()));
        }

        assertThat(seen)
                .contains(
                        "password-spray",
                        "password-spray-by-network",
                        "password-guessing",
                        "failures-from-many-addresses",
                        "smart-lockout",
                        "smart-lockout-wave",
                        "sign-ins-from-two-addresses",
                        "spray-then-sign-in",
                        "spray-then-sign-in-by-network",
                        "brute-force-then-success",
                        "mfa-fatigue",
                        "mfa-denied",
                        "disabled-account-sign-in",
                        "disabled-accounts-from-one-address",
                        "legacy-protocol-failure",
                        "legacy-protocol-success",
                        "impossible-travel",
                        "new-device-or-location",
                        "outside-usual-hours",
                        "failed-sign-ins-trend");
    }

    private static void assertSame(List<Alert> alerts, List<Alert> expected) {
        assertThat(alerts)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("delivery")
                .containsExactlyElementsOf(expected);
    }

    /** Ten quiet days, then bursts of attempts of few people, close together. */
    private static List<EntraEvent> crowded(Random random) {
        List<EntraEvent> events = new ArrayList<>();
        for (int day = 10; day >= 2; day--) {
            Instant noon = NOON.minus(Duration.ofDays(day));
            events.add(attempt(random, 9, 50126, 0).at(noon).build());
            for (int user = 0; user < 4; user++) {
                events.add(
                        attempt(random, user, 0, 0)
                                .at(
                                        NOON.minus(Duration.ofDays(day))
                                                .plusSeconds(random.nextInt(9000)))
                                .build());
            }
        }
        for (int burst = 0; burst < 4; burst++) {
            Instant start = NOON.plus(Duration.ofMinutes(random.nextInt(40 * 60)));
            int width = 1 + random.nextInt(50 * 60);
            for (int i = 0; i < 60; i++) {
                Instant time = start.plusMillis(random.nextInt(width) * 1000L + random.nextInt(2));
                events.add(one(random, time));
            }
        }
        events.sort(Comparator.comparingLong(EntraEvent::time));
        return events;
    }

    private static EntraEvent one(Random random, Instant time) {
        int user = random.nextInt(4);
        if (random.nextInt(30) == 0) {
            return audit("User registered security info")
                    .by("u" + user, "user" + user + "@example.com")
                    .onUser("u" + user, "user" + user + "@example.com")
                    .at(time)
                    .build();
        }
        if (random.nextInt(40) == 0) {
            return audit("Add member to role")
                    .by("root", "root@example.com")
                    .onUser("u" + user, "user" + user + "@example.com")
                    .role(Events.GLOBAL_ADMINISTRATOR)
                    .at(time)
                    .build();
        }
        int code = CODES[random.nextInt(CODES.length)];
        // Who left long ago never worked through these networks.
        int tried = code == 50057 ? user + 10 : user;
        SignInBuilder attempt = attempt(random, tried, code, random.nextInt(3)).at(time);
        if (code == 0 && random.nextInt(3) == 0) {
            attempt.withMfa();
        }
        if (code == 50053 && random.nextBoolean()) {
            attempt.addressBlocked();
        }
        if (code == 500121) {
            attempt.detail(
                    random.nextBoolean()
                            ? "MFA denied; user declined the authentication"
                            : "MFA denied; user did not respond to mobile app notification");
        }
        return attempt.build();
    }

    private static SignInBuilder attempt(Random random, int user, int code, int place) {
        SignInBuilder builder = code == 0 && random.nextInt(3) == 0 ? refresh() : signIn();
        return builder.user("u" + user, "user" + user + "@example.com")
                .id("e" + random.nextLong())
                .code(code)
                .asn(64500 + place)
                .userAgent("agent" + random.nextInt(2))
                .clientApp(random.nextInt(6) == 0 ? "IMAP4" : "Browser")
                .correlation("flow" + random.nextInt(20))
                .device(random.nextBoolean() ? "laptop" + user : "device" + random.nextInt(3))
                .ip("198.51.100." + (place * 10 + random.nextInt(6)))
                .place(
                        CITIES[place],
                        CITIES[place],
                        COUNTRIES[place],
                        PLACES[place][0],
                        PLACES[place][1]);
    }
}
