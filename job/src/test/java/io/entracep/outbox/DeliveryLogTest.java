package io.entracep.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveryLogTest {
    private final List<String> lines = new ArrayList<>();
    private final DeliveryLog log = new DeliveryLog("soc", lines::add);

    @Test
    void aLongOutageIsToldOnceInFiveMinutesAndWhenItIsOver() {
        for (long second = 0; second <= 300; second++) {
            log.failed("HTTP 503", 7, second * 1_000);
        }
        log.worked(7);
        log.worked(6);

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).contains("Sink soc", "HTTP 503", "7 wait").isEqualTo(lines.get(1));
        assertThat(lines.get(2)).isEqualTo("Sink soc: the receiver takes alerts again; 7 wait.");
    }

    @Test
    void deadLettersAreToldOnceAMinuteWithTheirNumber() {
        for (int i = 0; i <= 60; i++) {
            log.deadLettered(
                    new DeadDelivery("soc", "a" + i, 1, "HTTP\u001b[2J 400", null, "{}"),
                    i * 1_000L);
        }

        assertThat(lines).hasSize(2);
        assertThat(lines.get(1))
                .contains("60 alerts", "the last one a60", "HTTP\\u001b[2J 400")
                .doesNotContain("\u001b");
    }
}
