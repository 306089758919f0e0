package io.entracep.decode;

/** Reads times of day, by 24 hours or twice twelve, with or without an offset from UTC. */
abstract class ClockScanner extends TextScanner {
    static final long MINUTE = 60_000;

    /** Whether AM or PM was read. */
    boolean halfDays;

    ClockScanner(String text) {
        super(text);
    }

    final long timeOfDay() {
        take(',');
        if (!take('T') && !take('t') && !blanks()) {
            failed |= at < text.length();
            return 0;
        }
        // Some put a sign or a word between date and time.
        if (take('@') || (take('a') && take('t'))) {
            blanks();
        }
        return at == text.length() ? 0 : clockToEnd();
    }

    final long clockToEnd() {
        long time = clock();
        blanks();
        int hour = (int) (time / (60 * MINUTE));
        hour = halfOfDay(hour);
        blanks();
        long offset = offset();
        blanks();
        failed |= hour > 23 || at < text.length();
        return hour * 60L * MINUTE + time % (60 * MINUTE) - offset;
    }

    final long clock() {
        int hour = number(2);
        boolean divided = at == text.length() || !isDigit(text.charAt(at));
        if (divided) {
            expect(':');
        }
        int minute = number(2);
        boolean hasSecond = divided ? take(':') : digits() > 0;
        int second = hasSecond ? number(2) : 0;
        int milli = take('.') || take(',') ? fraction() : 0;
        failed |= hour > 23 || minute > 59 || second > 60;
        return hour * 60L * MINUTE + minute * MINUTE + second * 1000L + milli;
    }

    private int halfOfDay(int hour) {
        boolean morning = peek('A') || peek('a');
        if (!morning && !peek('P') && !peek('p')) {
            return hour;
        }
        at++;
        take('.');
        if (!take('M')) {
            expect('m');
        }
        take('.');
        halfDays = true;
        failed |= hour > 12;
        return hour % 12 + (morning ? 0 : 12);
    }

    private long offset() {
        if (take('Z') || take('z') || word("UTC") || word("GMT")) {
            return 0;
        }
        boolean negative = peek('-');
        if (!negative && !peek('+')) {
            return 0;
        }
        at++;
        int hours = number(2);
        int minutes = take(':') || at < text.length() ? number(2) : 0;
        failed |= hours > 18 || minutes > 59;
        long offset = (hours * 60L + minutes) * MINUTE;
        return negative ? -offset : offset;
    }
}
