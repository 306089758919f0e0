package io.entracep.alert;

import static io.entracep.testing.Events.NOON;
import static io.entracep.testing.Events.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.event.EntraEvent;
import io.entracep.output.AlertJson;
import io.entracep.testing.TestJob;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever writes long texts into the logs must not make alerts that no receiver takes. */
class AlertSizeTest {
    /** Event Hubs refuses larger messages; the producer asks for no more. */
    private static final int LARGEST_MESSAGE = 1_000_000;

    @Test
    void staysBelowTheLargestMessageWhateverTheFieldsHold() {
        List<EntraEvent> spray = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            // Six bytes a character in JSON.
            String name = i + "\u0001".repeat(100_000);
            spray.add(
                    signIn().user("u" + i, name)
                            .app("app" + i, name)
                            .device(name)
                            .ip("198.51.100.7")
                            .at(NOON, Duration.ofSeconds(i))
                            .code(i % 6 == 5 ? 0 : 50126)
                            .build());
        }

        List<Alert> alerts = TestJob.withoutPolicy().given(spray).alerts();

        assertThat(alerts).extracting(Alert::detectionId).contains("password-spray");
        assertThat(alerts)
                .allSatisfy(
                        alert ->
                                assertThat(
                                                AlertJson.delivery(alert)
                                                        .getBytes(StandardCharsets.UTF_8))
                                        .hasSizeLessThan(LARGEST_MESSAGE))
                .anySatisfy(
                        alert ->
                                assertThat(alert.evidence())
                                        .anySatisfy(
                                                evidence ->
                                                        assertThat(evidence.actor())
                                                                .endsWith("…")));
    }
}
