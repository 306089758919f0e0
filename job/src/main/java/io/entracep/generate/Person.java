package io.entracep.generate;

/**
 * An employee.
 *
 * @param number position among the employees, from 0
 * @param seed of everything random about this person
 */
record Person(int number, Account account, Office office, long seed) {

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

    Machine computer() {
        Dice dice = Dice.of(seed, 1);
        String id = dice.guid();
        return dice.chance(0.2)
                ? Machine.macBook(id, "MAC-" + (10_000 + number))
                : Machine.laptop(id, "LAPTOP-" + (10_000 + number));
    }

    Machine phone() {
        return Machine.phone(Dice.of(seed, 2).guid(), "iPhone-" + (10_000 + number));
    }

    /** Whether the person is at work at this instant; nobody works at the weekend. */
    boolean worksAt(long millis) {
        long local = millis + office.offsetMillis(millis);
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
        boolean atOffice = worksAt(millis) && Dice.of(seed, 4, localDay(millis)).chance(0.6);
        return atOffice ? office.egress(number) : home();
    }

    /** The network of the phone at this instant. */
    Origin phoneOrigin(long millis) {
        return worksAt(millis) ? office.mobile(number) : home();
    }

    /** Session id of the day, which joins interactive and non-interactive records. */
    String session(long millis) {
        return Dice.of(seed, 5, localDay(millis)).guid();
    }

    private Dice today(long local) {
        return Dice.of(seed, 3, Math.floorDiv(local, VendorTime.DAY));
    }

    private long localDay(long millis) {
        return Math.floorDiv(millis + office.offsetMillis(millis), VendorTime.DAY);
    }
}
