package io.entracep.report;

import io.entracep.alert.Alert;
import io.entracep.detection.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Alerts over time as bars, stacked by severity, the worst below.
 *
 * @param bars from left to right
 * @param most alerts in the highest bar
 * @param first time on the left
 * @param last time on the right
 */
public record Histogram(List<Bar> bars, long most, String first, String last) {
    /** Width of the drawing. */
    public static final int WIDTH = 960;

    /** Height of the highest bar. */
    public static final int HEIGHT = 110;

    private static final int BARS = 60;

    /** Alerts of one severity in one span of time. */
    public record Bar(int x, int y, int width, int height, String severity, String hint) {}

    /** The bars; none where there are no alerts. */
    static Histogram of(List<Alert> alerts) {
        if (alerts.isEmpty()) {
            return new Histogram(List.of(), 0, "", "");
        }
        String first = alerts.get(0).firstEventTime();
        String last = alerts.get(alerts.size() - 1).firstEventTime();
        long begin = millis(first);
        long step = Math.max(1, (millis(last) - begin) / BARS + 1);
        List<Map<Severity, Integer>> counts = new ArrayList<>();
        for (int i = 0; i < BARS; i++) {
            counts.add(new EnumMap<>(Severity.class));
        }
        for (Alert alert : alerts) {
            int bar = (int) Math.min(BARS - 1, (millis(alert.firstEventTime()) - begin) / step);
            counts.get(bar).merge(Severity.ofLabel(alert.severity()), 1, Integer::sum);
        }
        int most = counts.stream().mapToInt(Histogram::sum).max().orElse(1);
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < BARS; i++) {
            stack(bars, i, counts.get(i), most, TimeText.dayAndMinute(text(begin + i * step)));
        }
        return new Histogram(bars, most, TimeText.dayAndMinute(first), TimeText.dayAndMinute(last));
    }

    private static void stack(
            List<Bar> bars, int place, Map<Severity, Integer> counts, int most, String time) {
        int width = WIDTH / BARS;
        int base = HEIGHT;
        for (Severity severity : Numbers.WORST_FIRST) {
            int count = counts.getOrDefault(severity, 0);
            if (count > 0) {
                int height = Math.max(2, Math.round((float) count * HEIGHT / most));
                base -= height;
                bars.add(
                        new Bar(
                                place * width,
                                base,
                                width - 2,
                                height,
                                severity.label(),
                                "%s: %d %s".formatted(time, count, severity.label())));
            }
        }
    }

    private static int sum(Map<Severity, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static String text(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }

    private static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }
}
