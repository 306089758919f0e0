package io.entracep.detections.chain;

import static io.entracep.testing.Events.NOON;
import static io.entracep.testing.Events.signIn;

import io.entracep.event.EntraEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What tests of chains share: how they begin. */
final class Sprays {
    private Sprays() {}

    /**
     * Six accounts fail from the address within ten minutes from noon on; the fifth makes it a
     * spray.
     */
    static List<EntraEvent> spray(String ip) {
        List<EntraEvent> events = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            events.add(
                    signIn().user("s" + i, "s" + i + "@example.com")
                            .code(50126)
                            .ip(ip)
                            .at(NOON, Duration.ofMinutes(i))
                            .build());
        }
        return events;
    }
}
