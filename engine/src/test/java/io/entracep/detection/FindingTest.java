package io.entracep.detection;

import static io.entracep.testing.Events.NOON;
import static io.entracep.testing.Events.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.signal.Entity;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observer;
import io.entracep.testing.Events;
import io.entracep.testing.Events.SignInBuilder;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FindingTest {
    /** What a second delivery of one event may say otherwise. */
    static List<UnaryOperator<SignInBuilder>> otherContents() {
        return List.of(
                delivery -> delivery.ip("192.0.2.9"),
                delivery -> delivery.asn(64512),
                delivery -> delivery.userAgent("curl/8"),
                delivery -> delivery.country("NO"),
                delivery -> delivery.device("d-9"),
                delivery -> delivery.correlation("c-9"),
                delivery -> delivery.protocol("deviceCode"),
                delivery -> delivery.app("a-9", "Other"),
                delivery -> delivery.code(50126));
    }

    @ParameterizedTest
    @MethodSource("otherContents")
    void isSaidAgainWhereItsRecordSaysAnythingElse(UnaryOperator<SignInBuilder> other) {
        assertThat(finding(other.apply(delivery())).digest())
                .isNotEqualTo(finding(delivery()).digest());
    }

    @Test
    void isNotSaidAgainWhereTheSameIsDeliveredLater() {
        assertThat(finding(delivery().emittedAfter(Duration.ofHours(1))).digest())
                .isEqualTo(finding(delivery()).digest());
    }

    private static SignInBuilder delivery() {
        return signIn().id("event-1").user("u1", "ann@example.com").ip("192.0.2.1").asn(64500);
    }

    private static Finding finding(SignInBuilder record) {
        Entity account = new Entity(EntityType.USER, Events.TENANT, "u1");
        return Finding.of("any", account, "event-1", NOON.toEpochMilli(), Severity.LOW)
                .stage(
                        "sign-in",
                        Observer.observe(record.build()).stream()
                                .filter(each -> each.entity().equals(account))
                                .toList())
                .build();
    }
}
