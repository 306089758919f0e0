package io.entracep.decode;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    @ParameterizedTest
    @CsvSource({
        "2007-01-09T09:41:00Z, 2007-01-09T09:41:00Z",
        "2007-01-09T09:41:00, 2007-01-09T09:41:00Z",
        "2007-01-09 09:41:00, 2007-01-09T09:41:00Z",
        "2007-01-09T09:41Z, 2007-01-09T09:41:00Z",
        "2007-01-09T9:41:00.361Z, 2007-01-09T09:41:00.361Z",
        "2007-01-09T09:41:00.2Z, 2007-01-09T09:41:00.200Z",
        "2007-01-09T09:41:00.22Z, 2007-01-09T09:41:00.220Z",
        "2007-01-09T09:41:00.6816669Z, 2007-01-09T09:41:00.681Z",
        "2007-01-09T09:41:00.535404056Z, 2007-01-09T09:41:00.535Z",
        "2007-01-09T09:41:00.992099+00:00, 2007-01-09T09:41:00.992Z",
        "2007-01-09T11:41:00+02:00, 2007-01-09T09:41:00Z",
        "2007-01-09T11:41:00+0200, 2007-01-09T09:41:00Z",
        "2007-01-08T23:41:00.5-10:00, 2007-01-09T09:41:00.500Z",
        "2007-01-09, 2007-01-09T00:00:00Z",
        "1/9/2007 9:41:00 AM, 2007-01-09T09:41:00Z",
        "01/09/2007 09:41:00 AM, 2007-01-09T09:41:00Z",
        "1/9/2007 9:41:00 PM, 2007-01-09T21:41:00Z",
        "1/9/2007 12:00:00 AM, 2007-01-09T00:00:00Z",
        "1/9/2007 12:00:00 PM, 2007-01-09T12:00:00Z",
        "1/9/2007 9:41:00\u202fAM, 2007-01-09T09:41:00Z",
        "1/9/2007 21:41:00, 2007-01-09T21:41:00Z",
        "01/09/2007 09:41:00, 2007-01-09T09:41:00Z",
        "1/9/2007 10:41:00 AM +01:00, 2007-01-09T09:41:00Z",
        "2024-02-29T23:59:59.999999999Z, 2024-02-29T23:59:59.999Z",
        "/Date(1773046800000)/, 2026-03-09T09:00:00Z",
        "/Date(1773046800000+0100)/, 2026-03-09T09:00:00Z",
        "1773046800000, 2026-03-09T09:00:00Z",
        "1773046800, 2026-03-09T09:00:00Z",
        "09.03.2026 10:11:12, 2026-03-09T10:11:12Z",
        "2026/03/09 10:11:12, 2026-03-09T10:11:12Z",
        "'3/9/2026, 9:00:00.000 AM', 2026-03-09T09:00:00Z",
        "3/9/2026 9:00:00 p.m., 2026-03-09T21:00:00Z",
        "3-9-2026 9:00:00, 2026-03-09T09:00:00Z",
        "2026-03-09 09:00:00 UTC, 2026-03-09T09:00:00Z",
        "2026-03-09 09:00:00.5 GMT, 2026-03-09T09:00:00.500Z",
        "3/9/2026 at 9:00:00 AM, 2026-03-09T09:00:00Z"
    })
    void readsEverySpellingOfTheLogs(String text, String instant) {
        assertThat(Times.parse(text)).isEqualTo(Instant.parse(instant).toEpochMilli());
    }

    @ParameterizedTest
    @CsvSource({
        "'Mar 9, 2026 9:00:00 AM', 2026-03-09T09:00:00Z",
        "'Mar 9, 2026, 9:00:00.25 PM', 2026-03-09T21:00:00.250Z",
        "'Mar 9, 2026 @ 09:00:00.000', 2026-03-09T09:00:00Z",
        "'March 9, 2026 at 9:00 AM', 2026-03-09T09:00:00Z",
        "'Monday, March 9, 2026 9:00:00 AM', 2026-03-09T09:00:00Z",
        "'Mon, 09 Mar 2026 09:00:00 GMT', 2026-03-09T09:00:00Z",
        "'Mon, 09 Mar 2026 10:00:00 +0100', 2026-03-09T09:00:00Z",
        "Mon Mar  9 09:00:00 2026, 2026-03-09T09:00:00Z",
        "09-Mar-2026 09:00:00, 2026-03-09T09:00:00Z",
        "9-MAR-2026 9:00:00 am, 2026-03-09T09:00:00Z",
        "9 March 2026 09:00:00, 2026-03-09T09:00:00Z",
        "Sept 9 2026 09:00:00, 2026-09-09T09:00:00Z"
    })
    void readsNamesOfMonths(String text, String instant) {
        assertThat(Times.parse(text)).isEqualTo(Instant.parse(instant).toEpochMilli());
    }

    @ParameterizedTest
    @CsvSource({
        "1773046800.0, 2026-03-09T09:00:00Z",
        "1773046800.123456, 2026-03-09T09:00:00.123Z",
        "1773046800000.0, 2026-03-09T09:00:00Z",
        "1773046800123456, 2026-03-09T09:00:00.123Z",
        "1773046800123456789, 2026-03-09T09:00:00.123Z",
        "639086436001230000, 2026-03-09T09:00:00.123Z",
        "134175204001230000, 2026-03-09T09:00:00.123Z"
    })
    void readsNumbersSinceAnEpochByTheirLength(String text, String instant) {
        assertThat(Times.parse(text)).isEqualTo(Instant.parse(instant).toEpochMilli());
    }

    @ParameterizedTest
    @CsvSource({
        "20260309T101112Z, 2026-03-09T10:11:12Z",
        "20260309T101112.5Z, 2026-03-09T10:11:12.500Z",
        "20260309T111112+0100, 2026-03-09T10:11:12Z",
        "20260309T1011Z, 2026-03-09T10:11:00Z",
        "20260309 101112, 2026-03-09T10:11:12Z",
        "20260309101112, 2026-03-09T10:11:12Z",
        "20260309, 2026-03-09T00:00:00Z"
    })
    void readsTimesWithNothingBetweenTheirParts(String text, String instant) {
        assertThat(Times.parse(text, DateOrder.UNKNOWN))
                .isEqualTo(Instant.parse(instant).toEpochMilli());
    }

    @ParameterizedTest
    @CsvSource({
        "09.03.26 10:11, UNKNOWN, 2026-03-09T10:11:00Z",
        "9-Mar-26 10:11:12, UNKNOWN, 2026-03-09T10:11:12Z",
        "'3/9/26, 9:00 PM', UNKNOWN, 2026-03-09T21:00:00Z",
        "3/13/26 9:00, UNKNOWN, 2026-03-13T09:00:00Z",
        "13/03/26 9:00, UNKNOWN, 2026-03-13T09:00:00Z",
        "3/9/26 9:00, MONTH_FIRST, 2026-03-09T09:00:00Z",
        "26/03/20 9:00, DAY_FIRST, 2020-03-26T09:00:00Z"
    })
    void readsYearsOfTwoDigitsThatCanOnlyComeLast(String text, DateOrder order, String instant) {
        assertThat(Times.parse(text, order)).isEqualTo(Instant.parse(instant).toEpochMilli());
    }

    @ParameterizedTest
    @ValueSource(strings = {"3/9/26 9:00", "09-03-26 09:00:00", "26/03/20 09:00", "26-03-09 09:00"})
    void doesNotGuessWhereAYearOfTwoDigitsStands(String text) {
        assertThat(Times.parse(text, DateOrder.UNKNOWN)).isEqualTo(Times.NONE);
        assertThat(Times.hasShortYear(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mar 9 09:00:00",
                "Marz 9, 2026 9:00:00 AM",
                "Mon, 32 Mar 2026 09:00:00 GMT",
                "Ma 9, 2026 9:00:00",
                "Monday",
                "Mar",
                "9 March",
                "9-Mar-15 09:00:00",
                "9-3-15 09:00:00",
                "20261309T090000Z",
                "20260309T2500Z",
                "20260309T090000.Z",
                "26/03/09 09:00:00",
                "99999999999999999999",
                "177304680012345",
                "1773046800.",
                "0000000000",
                "000000000000000000",
                "lundi 9 mars 2026 09:00:00",
                "",
                " ",
                "today",
                "2007",
                "2007-13-01T00:00:00Z",
                "2007-02-29T00:00:00Z",
                "2007-01-32T00:00:00Z",
                "13/1/2007 9:41:00 AM",
                "2007-01-09T24:00:00Z",
                "2007-01-09T09:60:00Z",
                "2007-01-09T09:41:00ZZ",
                "2007-01-09T09:41:00.Z",
                "2007-01-09T09:41:00+",
                "1/9/2007 13:41:00 PM",
                "0001-01-01T00:00:00Z",
                "9999-12-31T23:59:59.9999999Z",
                "11676084600001",
                "0",
                "/Date(0)/",
                "/Date(1773046800000",
                "1970-01-01T00:00:00Z",
                "٢٠٠٧-01-09T09:41:00Z"
            })
    void saysThatOtherTextIsNoTime(String text) {
        assertThat(Times.parse(text)).isEqualTo(Times.NONE);
    }

    @Test
    void saysThatNothingIsNoTime() {
        assertThat(Times.parse(null)).isEqualTo(Times.NONE);
    }

    @Property
    void agreesWithTheStandardLibrary(
            @ForAll @LongRange(min = 946_684_800_000L, max = 253_000_000_000_000L) long millis) {
        Instant instant = Instant.ofEpochMilli(millis);
        DateTimeFormatter american =
                DateTimeFormatter.ofPattern("M/d/yyyy h:mm:ss.SSS a", java.util.Locale.US)
                        .withZone(ZoneOffset.UTC);
        assertThat(Times.parse(instant.toString())).isEqualTo(millis);
        assertThat(Times.parse(american.format(instant))).isEqualTo(millis);
    }

    @ParameterizedTest
    @CsvSource({
        "09/03/2026 09:00:00, DAY_FIRST, 2026-03-09T09:00:00Z",
        "09/03/2026 09:00:00, MONTH_FIRST, 2026-09-03T09:00:00Z",
        "13/03/2026 09:00:00, UNKNOWN, 2026-03-13T09:00:00Z",
        "03/13/2026 09:00:00, UNKNOWN, 2026-03-13T09:00:00Z",
        "09/09/2026 09:00:00, UNKNOWN, 2026-09-09T09:00:00Z",
        "9/3/2026 9:00:00 AM, UNKNOWN, 2026-09-03T09:00:00Z",
        "9/3/2026 9:00:00 am, DAY_FIRST, 2026-03-09T09:00:00Z",
        "2026-03-09 09:00:00, DAY_FIRST, 2026-03-09T09:00:00Z"
    })
    void takesTheOrderOfDayAndMonthThatHolds(String text, DateOrder order, String instant) {
        assertThat(Times.parse(text, order)).isEqualTo(Instant.parse(instant).toEpochMilli());
        assertThat(Times.isAmbiguous(text))
                .isEqualTo(Times.parse(text, DateOrder.UNKNOWN) == Times.NONE);
    }

    @Test
    void doesNotGuessTheOrderOfDayAndMonth() {
        assertThat(Times.parse("09/03/2026 09:00:00", DateOrder.UNKNOWN)).isEqualTo(Times.NONE);
        assertThat(Times.isAmbiguous("09/03/2026 09:00:00")).isTrue();
        assertThat(Times.isAmbiguous("yesterday")).isFalse();
    }

    @Property
    void neverThrows(@ForAll String text) {
        Times.parse(text);
        Times.parse("2007-01-09T" + text);
        Times.parse("1/9/2007 " + text);
    }
}
