package io.entracep.promise;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.event.EntraEvent;
import io.entracep.testing.TestJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Promise 1 on generated streams, through the real loop: the final set is a function of the set of
 * records.
 */
class SameRecordsSameAlertsTest {
    private static final GeneratedDay DAY = new GeneratedDay(7, 6_000);
    private static List<EntraEvent> events;
    private static List<String> expected;

    @BeforeAll
    static void judgeInOrderOfArrival() {
        events = DAY.events();
        expected = finalSet(job().given(events));
        assertThat(expected).as("alerts of the day").hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void inAnyOrder(long seed) {
        assertSame(finalSet(job().given(events).shuffled(seed)));
    }

    @Test
    void inReverseOrder() {
        List<EntraEvent> reversed = new ArrayList<>(events);
        Collections.reverse(reversed);

        assertSame(finalSet(job().given(reversed)));
    }

    @Test
    void withEveryRecordTwice() {
        assertSame(finalSet(job().given(events).duplicated().shuffled(4)));
    }

    @Test
    void liveAndInReplay() {
        assertSame(finalSet(job().given(events).live(Duration.ofMinutes(15))));
    }

    private static TestJob job() {
        return TestJob.withTenantPolicy(DAY.policy(), DAY.tenantId());
    }

    private static List<String> finalSet(TestJob job) {
        return job.alerts().stream().map(SameRecordsSameAlertsTest::body).sorted().toList();
    }

    private static String body(Alert alert) {
        return String.join(
                " | ",
                alert.detectionId(),
                alert.severity(),
                alert.entity().toString(),
                String.valueOf(alert.subject()),
                alert.reason(),
                alert.firstEventTime(),
                alert.lastEventTime(),
                alert.evidence().toString(),
                alert.contains().toString(),
                alert.alertId());
    }

    private static void assertSame(List<String> actual) {
        assertThat(actual).containsExactlyElementsOf(expected);
    }
}
