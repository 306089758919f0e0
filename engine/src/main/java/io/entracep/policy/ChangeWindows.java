package io.entracep.policy;

import io.entracep.yaml.NodeReader;
import io.entracep.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** When changes are expected: windows that happen once, and hours of every week. */
final class ChangeWindows {

    static final ChangeWindows NONE = new ChangeWindows(List.of(), List.of());
    static final List<String> KEYS =
            List.of("start", "end", "days", "from", "to", "time-zone", "note");
    private static final List<String> DATES = List.of("start", "end");
    private static final List<String> HOURS = List.of("days", "from", "to", "time-zone");

    private final List<TimeWindow> once;
    private final List<WorkingHours> weekly;

    private ChangeWindows(List<TimeWindow> once, List<WorkingHours> weekly) {
        this.once = List.copyOf(once);
        this.weekly = List.copyOf(weekly);
    }

    static ChangeWindows read(NodeReader reader, YamlNode node) {
        List<TimeWindow> once = new ArrayList<>();
        List<WorkingHours> weekly = new ArrayList<>();
        for (YamlNode item : reader.items(node)) {
            Map<String, YamlNode> fields = reader.fields(item, KEYS);
            reader.one(fields.get("note"), Formats::text);
            boolean hasDates = fields.keySet().stream().anyMatch(DATES::contains);
            boolean hasDays = fields.keySet().stream().anyMatch(HOURS::contains);
            if (hasDates && hasDays) {
                reader.problem(item, "either start and end, or days, from and to; it mixes them");
            } else if (hasDays) {
                Shift shift = Shift.of(reader, item, fields);
                if (shift != null) {
                    weekly.add(new WorkingHours(shift, NumberSet.NONE));
                }
            } else {
                TimeWindow window = TimeWindow.of(reader, item, fields, null);
                if (window != null) {
                    once.add(window);
                }
            }
        }
        return new ChangeWindows(once, weekly);
    }

    boolean contains(long timeMillis) {
        for (int i = 0; i < once.size(); i++) {
            if (once.get(i).contains(timeMillis)) {
                return true;
            }
        }
        for (int i = 0; i < weekly.size(); i++) {
            if (weekly.get(i).contains(timeMillis)) {
                return true;
            }
        }
        return false;
    }
}
