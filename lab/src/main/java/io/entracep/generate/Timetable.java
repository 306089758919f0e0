package io.entracep.generate;

/**
 * How many records each minute of a period gets: busy in office hours, quiet at night and at
 * weekends. The numbers sum up to the total exactly.
 */
final class Timetable {
    private final long start;
    private final double[] upTo;
    private final long total;

    /**
     * @param start epoch milliseconds of the first minute
     * @param minutes length of the period
     * @param total records to spread, not negative
     */
    Timetable(long start, int minutes, long total) {
        this.start = start;
        this.total = total;
        this.upTo = new double[minutes + 1];
        Office headOffice = Office.ALL.get(0);
        for (int i = 0; i < minutes; i++) {
            long time = start + i * VendorTime.MINUTE;
            upTo[i + 1] = upTo[i] + weight(time + headOffice.offsetMillis(time));
        }
    }

    /** First minute of the period, epoch milliseconds. */
    long start() {
        return start;
    }

    int minutes() {
        return upTo.length - 1;
    }

    /** Records of the minute with this number, from 0. */
    int records(int minute) {
        return (int) (scaled(minute + 1) - scaled(minute));
    }

    private long scaled(int minute) {
        return minute == minutes() ? total : (long) (total * (upTo[minute] / upTo[minutes()]));
    }

    private static double weight(long local) {
        double hour = Math.floorMod(local, VendorTime.DAY) / (double) VendorTime.HOUR;
        double day = VendorTime.isWeekend(local) ? 0.25 : 1;
        if (hour < 6 || hour >= 22) {
            return 0.12 * day;
        }
        if (hour < 8) {
            return 0.5 * day;
        }
        return (hour < 18 ? 1 : 0.4) * day;
    }
}
