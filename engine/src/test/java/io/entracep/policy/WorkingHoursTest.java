package io.entracep.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class WorkingHoursTest {

    private static final TenantPolicy POLICY =
            PolicyReader.read(
                            "policy.yaml",
                            """
                            default:
                              time-zone: Europe/Berlin
                              working-hours:
                                default: {days: [mon, tue, wed, thu, fri], from: 08:00, to: 18:00}
                                countries:
                                  US: {days: [Monday, fri], from: 09:00, to: 17:00, time-zone: America/New_York}
                                accounts:
                                  night@example.com: {days: [fri, sat], from: 22:00, to: 06:00}
                                  always@example.com: {days: [mon, tue, wed, thu, fri, sat, sun], from: 00:00, to: 24:00}
                                  vienna@example.com: {days: [mon], from: 08:00, to: 18:00, country: AT}
                              holidays:
                                default: [2026-05-01]
                                countries: {AT: [2026-10-26], US: [2026-07-03]}
                            """)
                    .forTenant(null);

    private static WorkingHours of(String name, String country) {
        WorkingHours hours = POLICY.workingHoursOf(null, name, country);
        assertThat(hours).isNotNull();
        return hours;
    }

    private static long at(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }

    @Test
    void beginsInclusiveAndEndsExclusive() {
        WorkingHours hours = of("alice@example.com", null);

        // A Thursday in winter: Berlin is one hour ahead of UTC.
        assertThat(hours.contains(at("2026-01-15T06:59:59.999Z"))).isFalse();
        assertThat(hours.contains(at("2026-01-15T07:00:00Z"))).isTrue();
        assertThat(hours.contains(at("2026-01-15T16:59:59.999Z"))).isTrue();
        assertThat(hours.contains(at("2026-01-15T17:00:00Z"))).isFalse();
        assertThat(hours.contains(at("2026-01-17T10:00:00Z"))).isFalse();
        assertThat(hours.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    }

    @Test
    void followsDaylightSavingFromTheDayItChanges() {
        WorkingHours hours = of("always@example.com", null);
        WorkingHours office = of("alice@example.com", null);

        // Berlin changes on Sunday 29 March 2026 at 01:00Z and on Sunday 25 October at 01:00Z.
        assertThat(office.contains(at("2026-03-27T07:00:00Z"))).isTrue();
        assertThat(office.contains(at("2026-03-27T06:30:00Z"))).isFalse();
        assertThat(office.contains(at("2026-03-30T06:30:00Z"))).isTrue();
        assertThat(office.contains(at("2026-03-30T16:00:00Z"))).isFalse();
        assertThat(office.contains(at("2026-10-23T06:00:00Z"))).isTrue();
        assertThat(office.contains(at("2026-10-26T06:00:00Z"))).isFalse();
        for (int minute = 0; minute < 24 * 60; minute++) {
            assertThat(hours.contains(at("2026-03-29T00:00:00Z") + minute * 60_000L)).isTrue();
        }
    }

    @Test
    void countsNightWorkAcrossTheHourThatIsMissing() {
        WorkingHours night = of("night@example.com", null);

        // Saturday 28 March, 22:00 to Sunday 06:00 local time is one hour short.
        assertThat(night.contains(at("2026-03-28T20:59:59Z"))).isFalse();
        assertThat(night.contains(at("2026-03-28T21:00:00Z"))).isTrue();
        assertThat(night.contains(at("2026-03-29T03:59:59Z"))).isTrue();
        assertThat(night.contains(at("2026-03-29T04:00:00Z"))).isFalse();
    }

    @Test
    void countsNightWorkToTheDayOnWhichItBegins() {
        WorkingHours night = of("night@example.com", null);

        // Friday 16 January to Sunday 18 January; local time is UTC + 1.
        assertThat(night.contains(at("2026-01-16T03:00:00Z"))).isFalse();
        assertThat(night.contains(at("2026-01-16T21:00:00Z"))).isTrue();
        assertThat(night.contains(at("2026-01-17T04:59:59Z"))).isTrue();
        assertThat(night.contains(at("2026-01-17T05:00:00Z"))).isFalse();
        assertThat(night.contains(at("2026-01-18T03:00:00Z"))).isTrue();
        assertThat(night.contains(at("2026-01-18T22:00:00Z"))).isFalse();
        assertThat(night.isWorkingDay(at("2026-01-18T03:00:00Z"))).isTrue();
        assertThat(night.isWorkingDay(at("2026-01-18T10:00:00Z"))).isFalse();
    }

    @Test
    void restsOnHolidaysAlsoForNightWorkThatBeginsThen() {
        WorkingHours office = of("alice@example.com", null);
        WorkingHours night = of("night@example.com", null);

        // 1 May 2026 is a Friday.
        assertThat(office.contains(at("2026-05-01T10:00:00Z"))).isFalse();
        assertThat(office.isHoliday(at("2026-05-01T10:00:00Z"))).isTrue();
        assertThat(office.isWorkingDay(at("2026-05-01T10:00:00Z"))).isFalse();
        assertThat(night.contains(at("2026-05-01T21:00:00Z"))).isFalse();
        assertThat(night.contains(at("2026-05-02T03:00:00Z"))).isFalse();
        assertThat(night.contains(at("2026-05-02T21:00:00Z"))).isTrue();
    }

    @Test
    void usesHoursAndHolidaysOfTheCountry() {
        WorkingHours us = of("alice@example.com", "US");
        WorkingHours at = of("alice@example.com", "AT");

        assertThat(us.contains(at("2026-05-01T13:30:00Z"))).isTrue();
        assertThat(us.contains(at("2026-07-03T13:30:00Z"))).isFalse();
        assertThat(us.contains(at("2026-07-02T13:30:00Z"))).isFalse();
        assertThat(at.contains(at("2026-05-01T10:00:00Z"))).isTrue();
        assertThat(at.contains(at("2026-10-26T10:00:00Z"))).isFalse();
        assertThat(of("vienna@example.com", "DE").contains(at("2026-10-26T10:00:00Z"))).isFalse();
        assertThat(of("alice@example.com", "DE").contains(at("2026-10-26T10:00:00Z"))).isTrue();
    }

    @Test
    void hasNoHoursWhereThePolicyHasNone() {
        assertThat(Policy.none().forTenant(null).workingHoursOf("id", "name", "DE")).isNull();
    }

    @Test
    void countsDaysBeforeTheEpochToo() {
        // 31 December 1969 was a Wednesday.
        assertThat(of("alice@example.com", null).contains(at("1969-12-31T10:00:00Z"))).isTrue();
        assertThat(of("alice@example.com", null).contains(at("1969-12-28T10:00:00Z"))).isFalse();
    }
}
