package io.entracep.rule;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How large a regular expression becomes when its repetitions are written out, before it is
 * compiled: {@code ((a{1000}){1000}){1000}} would take all memory, and time for each value.
 */
final class RegexSize {
    private static final Pattern REPEATED = Pattern.compile("\\{(\\d{1,6})(?:,(\\d{0,6}))?}");

    private final Deque<Double> outer = new ArrayDeque<>();
    private double size;
    private double last;

    private RegexSize() {}

    /** Characters, classes and groups, each as often as it may repeat by number; roughly. */
    static double of(String regex) {
        RegexSize all = new RegexSize();
        Matcher repeated = REPEATED.matcher(regex);
        for (int i = 0; i < regex.length(); i++) {
            switch (regex.charAt(i)) {
                case '\\' -> {
                    all.add(1);
                    i++;
                }
                case '[' -> {
                    all.add(1);
                    i = endOfClass(regex, i);
                }
                case '(' -> all.open();
                case ')' -> all.close();
                case '{' -> {
                    if (repeated.region(i, regex.length()).lookingAt()) {
                        all.repeat(repeated);
                        i = repeated.end() - 1;
                    } else {
                        all.add(1);
                    }
                }
                default -> all.add(1);
            }
        }
        return all.total();
    }

    /** The bracket that ends the class, which a bracket that begins it does not; else the end. */
    private static int endOfClass(String regex, int start) {
        int i = start + 1;
        if (i < regex.length() && regex.charAt(i) == '^') {
            i++;
        }
        for (int first = i; i < regex.length(); i++) {
            char c = regex.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == ']' && i > first) {
                return i;
            }
        }
        return regex.length();
    }

    private void add(double more) {
        size += more;
        last = more;
    }

    private void open() {
        outer.push(size);
        size = 0;
        last = 0;
    }

    private void close() {
        if (!outer.isEmpty()) {
            double group = size + 1;
            size = outer.pop();
            add(group);
        }
    }

    private void repeat(Matcher numbers) {
        double least = Double.parseDouble(numbers.group(1));
        String most = numbers.group(2);
        double times =
                Math.max(least, most == null || most.isEmpty() ? 0 : Double.parseDouble(most));
        size += last * (Math.max(times, 1) - 1);
        last *= Math.max(times, 1);
    }

    private double total() {
        double total = size;
        for (double each : outer) {
            total += each;
        }
        return total;
    }
}
