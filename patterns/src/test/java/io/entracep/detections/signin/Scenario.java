package io.entracep.detections.signin;

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
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** What tests of sign-in detections share: repeated attempts, habits, and indifference to order. */
final class Scenario {
    static final String HOME = "192.0.2.10";
    static final String ATTACKER = "198.51.100.7";
    static final String PRIVILEGED = "default: {privileged-accounts: [ann@example.com]}";

    private Scenario() {}

    /** A sign-in of Ann. */
    static SignInBuilder ann() {
        return Events.signIn().user("ann", "ann@example.com");
    }

    /** So many events, from the start on and so far apart. */
    static List<EntraEvent> repeated(
            int count, Instant start, Duration apart, IntFunction<SignInBuilder> attempt) {
        List<EntraEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(attempt.apply(i).at(start.plus(apart.multipliedBy(i))).build());
        }
        return events;
    }

    /** Ann's sign-in at the hour of the time on each of the days before the day before it. */
    static List<EntraEvent> habit(int days, Instant before, IntFunction<SignInBuilder> signIn) {
        return repeated(days, before.minus(Duration.ofDays(days + 1L)), Duration.ofDays(1), signIn);
    }

    /** All of them, by time. */
    @SafeVarargs
    static List<EntraEvent> together(List<EntraEvent>... parts) {
        List<EntraEvent> all = new ArrayList<>();
        for (List<EntraEvent> part : parts) {
            all.addAll(part);
        }
        all.sort(Comparator.comparingLong(EntraEvent::time));
        return all;
    }

    /** The one alert of the detection, which is the same in other orders, doubled and live. */
    static Alert onlyAlert(String detectionId, Supplier<TestJob> job) {
        List<Alert> alerts = alertsInAnyOrder(detectionId, job);
        assertThat(alerts).hasSize(1);
        return alerts.get(0);
    }

    /** The alerts of the detection, which are the same in other orders, doubled and live. */
    static List<Alert> alertsInAnyOrder(String detectionId, Supplier<TestJob> job) {
        List<Alert> inOrder = job.get().alertsOf(detectionId);
        for (long seed = 1; seed <= 6; seed++) {
            assertSame(job.get().duplicated().shuffled(seed).alertsOf(detectionId), inOrder);
        }
        assertSame(job.get().live(Duration.ofMinutes(15)).alertsOf(detectionId), inOrder);
        return inOrder;
    }

    private static void assertSame(List<Alert> alerts, List<Alert> expected) {
        assertThat(alerts)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("delivery")
                .containsExactlyElementsOf(expected);
    }
}
