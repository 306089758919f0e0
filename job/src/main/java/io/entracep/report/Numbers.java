package io.entracep.report;

import io.entracep.alert.Alert;
import io.entracep.detection.Severity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Numbers in words. */
final class Numbers {
    /** Every severity. */
    static final List<Severity> WORST_FIRST =
            Stream.of(Severity.values()).sorted(Comparator.reverseOrder()).toList();

    private Numbers() {}

    /** {@code 1 alert}, {@code 2 alerts}. */
    static String of(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    /** {@code 3 critical, 1 low}; empty for none. */
    static String bySeverity(Collection<Alert> alerts) {
        List<String> parts = new ArrayList<>();
        for (Severity severity : WORST_FIRST) {
            String label = severity.label();
            long number = alerts.stream().filter(alert -> alert.severity().equals(label)).count();
            if (number > 0) {
                parts.add(number + " " + label);
            }
        }
        return String.join(", ", parts);
    }
}
