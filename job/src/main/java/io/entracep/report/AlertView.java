package io.entracep.report;

import io.entracep.alert.Alert;
import io.entracep.incident.Link;
import io.entracep.incident.Story;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An alert of the report.
 *
 * @param number its place in the incident, from 1
 * @param alert what it is
 * @param joins why it is in the incident, in words. Attacker-controlled text
 */
public record AlertView(int number, Alert alert, List<String> joins) {
    static List<AlertView> of(List<Alert> alerts, List<Link> links) {
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < alerts.size(); i++) {
            numbers.put(alerts.get(i).alertId(), i + 1);
        }
        Map<String, List<String>> joins = new HashMap<>();
        for (Link link : links) {
            joins.computeIfAbsent(link.to(), any -> new ArrayList<>()).add(words(link, numbers));
        }
        List<AlertView> views = new ArrayList<>();
        for (int i = 0; i < alerts.size(); i++) {
            views.add(
                    new AlertView(
                            i + 1,
                            alerts.get(i),
                            joins.getOrDefault(alerts.get(i).alertId(), List.of())));
        }
        return views;
    }

    private static String words(Link link, Map<String, Integer> numbers) {
        String value =
                switch (link.kind()) {
                    case CONTAINMENT, RECORD -> "";
                    default -> ", " + link.value();
                };
        return "with " + numbers.get(link.from()) + ": " + link.kind().words() + value;
    }

    /** Whom it is about. */
    public String whom() {
        return Story.whom(alert);
    }

    /** Day of its first record. */
    public String day() {
        return TimeText.day(alert.firstEventTime());
    }

    /** Time of its first record. */
    public String time() {
        return TimeText.second(alert.firstEventTime());
    }

    /** Number of records, in words. */
    public String records() {
        return Numbers.of(alert.evidence().size(), "record");
    }
}
