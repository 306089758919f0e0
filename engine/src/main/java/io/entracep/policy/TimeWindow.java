package io.entracep.policy;

import io.entracep.yaml.NodeReader;
import io.entracep.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A span of time that happens once.
 *
 * @param path where it stands in the policy
 * @param startMillis inclusive
 * @param endMillis exclusive
 * @param accounts whom it is for, null for everyone
 */
record TimeWindow(String path, long startMillis, long endMillis, @Nullable AccountSet accounts) {

    static final List<String> DRILL_KEYS = List.of("start", "end", "accounts", "note");

    /** An announced drill: may name accounts and carry a note. */
    static @Nullable TimeWindow readDrill(NodeReader reader, YamlNode node) {
        Map<String, YamlNode> fields = reader.fields(node, DRILL_KEYS);
        YamlNode accounts = fields.get("accounts");
        reader.one(fields.get("note"), Formats::text);
        return of(
                reader,
                node,
                fields,
                accounts == null ? null : new AccountSet(reader.list(accounts, Formats::account)));
    }

    static @Nullable TimeWindow of(
            NodeReader reader,
            YamlNode node,
            Map<String, YamlNode> fields,
            @Nullable AccountSet accounts) {
        YamlNode startNode = reader.required(node, fields, "start", "such as 2026-05-12T09:00");
        YamlNode endNode = reader.required(node, fields, "end", "such as 2026-05-12T11:00");
        Long start = reader.one(startNode, text -> Formats.moment(text, reader.zone()));
        Long end = reader.one(endNode, text -> Formats.moment(text, reader.zone()));
        if (start == null || end == null || endNode == null) {
            return null;
        }
        if (end <= start) {
            reader.problem(endNode, "after start");
            return null;
        }
        return new TimeWindow(node.path(), start, end, accounts);
    }

    boolean contains(long timeMillis) {
        return timeMillis >= startMillis && timeMillis < endMillis;
    }

    boolean holdsFor(@Nullable String id, @Nullable String name) {
        return accounts == null || accounts.contains(id, name);
    }
}
