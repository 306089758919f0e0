package io.entracep.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final Settings DEMO = Settings.demo();

    @Test
    void theDemoIsADayWithTwoWeeksOfHistory() {
        assertThat(DEMO)
                .isEqualTo(
                        new Settings(
                                1,
                                150,
                                Instant.parse("2026-03-03T00:00:00Z"),
                                Duration.ofDays(1),
                                30_000,
                                Set.of(AttackKind.values()),
                                14,
                                0.02,
                                0.01,
                                Mix.COMPANY,
                                0,
                                false,
                                Manner.OPENLY));
    }

    @Test
    void attacksNeedAWholeDay() {
        Duration morning = Duration.ofHours(6);

        assertThatThrownBy(() -> DEMO.withPeriod(DEMO.start(), morning))
                .hasMessage("length is PT6H, must be at least PT24H");
        assertThat(DEMO.withAttacks(Set.of()).withPeriod(DEMO.start(), morning).length())
                .isEqualTo(morning);
    }

    @Test
    void refusesWhatCannotBeGenerated() {
        assertThatThrownBy(() -> DEMO.withUsers(10))
                .hasMessage("users is 10, must be 80 to 4000000");
        assertThatThrownBy(
                        () -> DEMO.withPeriod(Instant.parse("2026-03-03T01:00:00Z"), DEMO.length()))
                .hasMessageStartingWith("start is 2026-03-03T01:00:00Z, must be midnight UTC");
        assertThatThrownBy(() -> DEMO.withDelivery(1.5, 0))
                .hasMessage("duplicates is 1.5, must be 0 to 1");
    }
}
