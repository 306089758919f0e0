package io.entracep.generate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An employee.
 *
 * @param number position among the employees, from 0
 * @param seed of everything random about this person
 * @param unsettled whether the person travels, uses a VPN at home or lives near a border, as some
 *     do
 */
record Person(int number, Account account, Office office, long seed, boolean unsettled) {
    private static final List<Place> TRIPS =
            List.of(
                    new Place("London", "England", "GB", 51.5074, -0.1278, 64620),
                    new Place("Madrid", "Madrid", "ES", 40.4168, -3.7038, 64621),
                    new Place("Milan", "Lombardia", "IT", 45.4642, 9.1900, 64622),
                    new Place("Chicago", "Illinois", "US", 41.8781, -87.6298, 64623),
                    new Place("Dubai", "Dubai", "AE", 25.2048, 55.2708, 64624));
    private static final Place VPN_EXIT =
            new Place("Zurich", "Zurich", "CH", 47.3769, 8.5417, 64630);
    private static final Place BEYOND_THE_BORDER =
            new Place("Luxembourg", "Luxembourg", "LU", 49.6117, 6.1300, 64631);

    /** Where the person is on a trip of three days in some weeks; null when not. */
    @Nullable Origin trip(long millis) {
        if (!unsettled) {
            return null;
        }
        long day = localDay(millis);
        Dice dice = Dice.of(seed, 8, Math.floorDiv(day + 3, 7));
        boolean away = dice.chance(0.05);
        long weekday = Math.floorMod(day + 3, 7);
        return away && weekday >= 1 && weekday <= 3
                ? new Origin(dice.oneOf(TRIPS), "203.0.113." + dice.between(130, 250))
                : null;
    }

    /** The home network, behind a VPN for a few in some hours. */
    private Origin homeAt(long millis) {
        boolean vpn =
                unsettled
                        && Dice.of(seed, 9).chance(0.02)
                        && Dice.of(seed, 9, Math.floorDiv(millis, VendorTime.HOUR)).chance(0.5);
        return vpn ? new Origin(VPN_EXIT, "203.0.113." + (110 + number % 20)) : home();
    }

    /** The home network: one /64 each, as access providers assign them. */
    Origin home() {
        int high = 0x1000 + (number >>> 16);
        return office.homes()
                .withIp(
                        "2001:db8:"
                                + Integer.toHexString(high)
                                + ":"
                                + Integer.toHexString(number & 0xffff)
                                + "::10");
    }

    /** The computer: managed, but for some that are people's own. */
    Machine computer() {
        if (unsettled && Dice.of(seed, 11).chance(0.08)) {
            return Machine.unknownWindows();
        }
        Dice dice = Dice.of(seed, 1);
        String id = dice.guid();
        return dice.chance(0.2)
                ? Machine.macBook(id, "MAC-" + (10_000 + number))
                : Machine.laptop(id, "LAPTOP-" + (10_000 + number));
    }

    /** The telephone: registered, but for some whose mail program tells no device. */
    Machine phone() {
        if (unsettled && Dice.of(seed, 12).chance(0.1)) {
            return Machine.unregisteredPhone();
        }
        return Machine.phone(Dice.of(seed, 2).guid(), "iPhone-" + (10_000 + number));
    }

    /**
     * Whether the person is at work at this instant. Nobody works at the weekend but for some hours
     * of a few, as in some evenings.
     */
    boolean worksAt(long millis) {
        long local = localTime(millis);
        if (unsettled && worksLate(local)) {
            return true;
        }
        if (VendorTime.isWeekend(local)) {
            return false;
        }
        Dice dice = today(local);
        long start = dice.millisBetween(7 * VendorTime.HOUR + 1_800_000, 9 * VendorTime.HOUR);
        long end = start + dice.millisBetween(8 * VendorTime.HOUR, 9 * VendorTime.HOUR);
        long ofDay = Math.floorMod(local, VendorTime.DAY);
        return ofDay >= start && ofDay < end;
    }

    /** Where the person's computer is at this instant: the office, or home on some days. */
    Origin whereabouts(long millis) {
        Origin trip = trip(millis);
        if (trip != null) {
            return trip;
        }
        boolean atOffice = worksAt(millis) && Dice.of(seed, 4, localDay(millis)).chance(0.6);
        return atOffice ? office.egress(number) : homeAt(millis);
    }

    /** The network of the phone at this instant. */
    Origin phoneOrigin(long millis) {
        boolean nearBorder = unsettled && office.number() < 2;
        if (nearBorder && Dice.of(seed, 10).chance(0.07)) {
            return new Origin(BEYOND_THE_BORDER, "198.51.100." + (190 + number % 10));
        }
        Origin trip = trip(millis);
        if (trip != null) {
            // Through the operator at home, or through the network of the hotel.
            boolean hotel = Dice.of(seed, 14, Math.floorDiv(millis, VendorTime.HOUR)).chance(0.3);
            return hotel ? trip : office.mobile(number);
        }
        return worksAt(millis) ? office.mobile(number) : home();
    }

    /**
     * Session id, which joins interactive and non-interactive records: one for each computer and
     * telephone, for as long as nobody signs in anew.
     */
    String session(Machine machine, long millis) {
        long month = Math.floorDiv(localDay(millis), 30);
        return Dice.of(seed, 5, machine.userAgent().hashCode(), month).guid();
    }

    /** A quarter of the people work late on one day in ten, weekends too. */
    private boolean worksLate(long local) {
        long day = Math.floorDiv(local, VendorTime.DAY);
        long hour = Math.floorMod(local, VendorTime.DAY) / VendorTime.HOUR;
        boolean late = Dice.of(seed, 13).chance(0.25) && hour >= 20 && hour < 22;
        return late && Dice.of(seed, 13, day).chance(0.1);
    }

    /** The time where the person is. */
    private long localTime(long millis) {
        Origin trip = trip(millis);
        return trip == null
                ? millis + office.offsetMillis(millis)
                : millis + trip.place().offsetMillis();
    }

    private Dice today(long local) {
        return Dice.of(seed, 3, Math.floorDiv(local, VendorTime.DAY));
    }

    private long localDay(long millis) {
        return Math.floorDiv(millis + office.offsetMillis(millis), VendorTime.DAY);
    }
}
