package io.entracep.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class TenantBoundTest {
    private static final long HOUR = 3_600_000;

    private final TenantBound bound = new TenantBound(2, Set.of("named"));

    @Test
    void admitsAsManyAsThereIsRoomForAndThoseOfThePolicy() {
        assertThat(bound.admits("a", 0)).isTrue();
        assertThat(bound.admits("b", 0)).isTrue();
        assertThat(bound.admits("c", 0)).isFalse();
        assertThat(bound.admits("named", 0)).isTrue();
        assertThat(bound.admits("a", HOUR)).isTrue();
    }

    @Test
    void whoWasNotSeenForADayMakesRoom() {
        bound.admits("a", 0);
        bound.admits("b", 0);
        bound.admits("b", 20 * HOUR);

        assertThat(bound.admits("c", 23 * HOUR)).isFalse();
        assertThat(bound.admits("c", 25 * HOUR)).isTrue();
        assertThat(bound.admits("a", 25 * HOUR)).isFalse();
        assertThat(bound.admits("b", 25 * HOUR)).isTrue();
    }
}
