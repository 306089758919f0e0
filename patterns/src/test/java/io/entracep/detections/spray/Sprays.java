package io.entracep.detections.spray;

import static io.entracep.testing.Events.NOON;
import static io.entracep.testing.Events.signIn;

import io.entracep.event.EntraEvent;
import io.entracep.testing.Events.SignInBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** What tests of sprays share. */
final class Sprays {
    static final String ATTACKER = "198.51.100.7";
    static final String OFFICE = "203.0.113.50";
    static final Duration MINUTE = Duration.ofMinutes(1);

    private Sprays() {}

    /** An attempt on one of many accounts, from the attacker's address. */
    static SignInBuilder account(int number) {
        return signIn().user("u" + number, "user" + number + "@example.com")
                .ip(ATTACKER)
                .asn(64666);
    }

    static SignInBuilder failure(int number) {
        return account(number).code(50126);
    }

    /** So many events, so far apart, from noon on. */
    static List<EntraEvent> repeated(
            int count, Duration apart, IntFunction<SignInBuilder> attempt) {
        return repeated(count, Duration.ZERO, apart, attempt);
    }

    /** So many events, so far apart, from so long after noon on. */
    static List<EntraEvent> repeated(
            int count, Duration after, Duration apart, IntFunction<SignInBuilder> attempt) {
        List<EntraEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(attempt.apply(i).at(NOON, after.plus(apart.multipliedBy(i))).build());
        }
        return events;
    }

    /** Each of so many accounts fails once from the attacker's address. */
    static List<EntraEvent> spray(int accounts, Duration apart) {
        return repeated(accounts, apart, Sprays::failure);
    }

    @SafeVarargs
    static List<EntraEvent> together(List<EntraEvent>... parts) {
        List<EntraEvent> all = new ArrayList<>();
        for (List<EntraEvent> part : parts) {
            all.addAll(part);
        }
        return all;
    }
}
