package io.entracep.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Modified properties of an audit record: their values are texts that hold JSON. */
final class AuditChanges {
    private AuditChanges() {}

    /**
     * Writes those of the line: {@code changes: {Name: new}} or {@code {Name: [old, new]}}. A value
     * that is JSON already (begins with a brace, a bracket or a quote) stays as it is.
     */
    static void write(@Nullable Section changes, ArrayNode into) {
        if (changes == null) {
            return;
        }
        List<String> names = new ArrayList<>();
        for (String name : changes.keys()) {
            List<String> values = changes.texts(name);
            names.add(name);
            if (values.size() == 1) {
                put(into, name, null, values.get(0));
            } else if (values.size() == 2) {
                put(into, name, values.get(0), values.get(1));
            } else {
                changes.fault(name, "the new value, or [old value, new value]");
            }
        }
        put(into, "Included Updated Properties", null, String.join(", ", names));
    }

    static void put(ArrayNode into, String name, @Nullable String oldValue, String newValue) {
        ObjectNode change = into.addObject().put("displayName", name);
        change.set("oldValue", json(oldValue));
        change.set("newValue", json(newValue));
    }

    private static JsonNode json(@Nullable String value) {
        if (value == null || value.equals("null")) {
            return NullNode.instance;
        }
        boolean isJson = value.startsWith("{") || value.startsWith("[") || value.startsWith("\"");
        return TextNode.valueOf(isJson ? value : TextNode.valueOf(value).toString());
    }
}
