package io.entracep.event;

/** IPv4 addresses in dotted decimal. */
public final class Ipv4 {
    private Ipv4() {}

    /**
     * The address that the text is from an index to its end, as 32 bits; -1 where it is none. Four
     * parts without leading zeros, which some systems read as octal: so the text is canonical.
     */
    public static long number(String text, int from) {
        long value = 0;
        int at = from;
        for (int part = 0; part < 4; part++) {
            if (part > 0 && (at >= text.length() || text.charAt(at++) != '.')) {
                return -1;
            }
            int start = at;
            int number = 0;
            while (at < text.length() && at - start < 3 && isDigit(text.charAt(at))) {
                number = number * 10 + text.charAt(at++) - '0';
            }
            if (at == start || number > 255 || (at - start > 1 && text.charAt(start) == '0')) {
                return -1;
            }
            value = value << 8 | number;
        }
        return at == text.length() ? value : -1;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
