package io.entracep.generate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class VendorTimeTest {
    private static final long MORNING = Instant.parse("2026-03-02T09:05:03.120Z").toEpochMilli();
    private static final long MIDNIGHT = Instant.parse("2026-12-31T00:00:00Z").toEpochMilli();
    private static final long NOON = Instant.parse("2026-12-31T12:30:00Z").toEpochMilli();

    @Test
    void spellsTimesAsTheVendorDoes() {
        assertThat(VendorTime.zulu(MORNING)).matches("2026-03-02T09:05:03\\.120\\d{4}Z");
        assertThat(VendorTime.looseHours(MORNING)).isEqualTo("2026-03-02T9:05:03.120Z");
        assertThat(VendorTime.seconds(MORNING)).isEqualTo("2026-03-02T09:05:03Z");
    }

    @Test
    void americanClocksHaveNoHourZero() {
        assertThat(VendorTime.american(MORNING)).isEqualTo("3/2/2026 9:05:03 AM");
        assertThat(VendorTime.american(MIDNIGHT)).isEqualTo("12/31/2026 12:00:00 AM");
        assertThat(VendorTime.american(NOON)).isEqualTo("12/31/2026 12:30:00 PM");
    }

    @Property
    void offsetTimesAreTheInstantToTheMillisecond(
            @ForAll @LongRange(min = 0, max = 4_102_444_800_000L) long millis) {
        assertThat(OffsetDateTime.parse(VendorTime.offset(millis)).toInstant().toEpochMilli())
                .isEqualTo(millis);
    }
}
