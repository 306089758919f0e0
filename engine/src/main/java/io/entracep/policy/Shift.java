package io.entracep.policy;

import io.entracep.yaml.NodeReader;
import io.entracep.yaml.YamlNode;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hours of the week. A shift that ends before it begins ends on the next day and belongs to the day
 * on which it begins.
 *
 * @param days bit 0 for Monday to bit 6 for Sunday
 * @param fromMinute minute of the day, inclusive
 * @param toMinute minute of the day, exclusive, up to 1440
 * @param zone in which days and minutes are counted
 * @param country whose holidays hold, null for the default holidays
 */
record Shift(int days, int fromMinute, int toMinute, ZoneId zone, @Nullable String country) {

    static final List<String> KEYS = List.of("days", "from", "to", "time-zone", "country");

    static @Nullable Shift read(NodeReader reader, YamlNode node) {
        return of(reader, node, reader.fields(node, KEYS));
    }

    static @Nullable Shift of(NodeReader reader, YamlNode node, Map<String, YamlNode> fields) {
        YamlNode dayNode = reader.required(node, fields, "days", "a list such as [mon, tue, fri]");
        YamlNode fromNode = reader.required(node, fields, "from", "a time of day such as 08:00");
        YamlNode toNode = reader.required(node, fields, "to", "a time of day such as 18:00");
        List<Integer> days = dayNode == null ? null : reader.list(dayNode, Formats::dayOfWeek);
        Integer from = reader.one(fromNode, Formats::timeOfDay);
        Integer to = reader.one(toNode, Formats::timeOfDay);
        ZoneId zone = reader.one(fields.get("time-zone"), Formats::zone);
        String country = reader.one(fields.get("country"), Formats::country);
        if (days == null || from == null || to == null) {
            return null;
        }
        if (from.equals(to) && toNode != null) {
            reader.problem(toNode, "another time than from (the whole day is 00:00 to 24:00)");
        }
        int bits = days.stream().mapToInt(day -> 1 << day).sum();
        return new Shift(bits, from, to, zone == null ? reader.zone() : zone, country);
    }
}
