package io.entracep.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Records that somebody wrote in another form than the logs have, brought into theirs. Builds
 * trees, so it is asked only about objects that are odd.
 */
final class OtherForms {

    private static final String UNIFIED_AUDIT =
            "A record of the Microsoft 365 unified audit log, which is another log about some of"
                    + " the same acts. It is not read: export the Entra ID audit and sign-in logs.";

    /** What stands beside the {@code value} of a wrapped one. */
    private static final Set<String> BESIDE_VALUE =
            Set.of("localizedvalue", "count", "displayhint", "datetime");

    /** What MongoDB's exports wrap values in. */
    private static final Set<String> MONGO =
            Set.of("$date", "$oid", "$numberLong", "$numberInt", "$numberDouble");

    private final ObjectMapper mapper;

    OtherForms(JsonFactory factory) {
        this.mapper = new ObjectMapper(factory);
    }

    ObjectNode read(byte[] bytes, int start, int end) throws IOException {
        return (ObjectNode) mapper.readTree(bytes, start, end - start);
    }

    byte[] write(ObjectNode object) throws IOException {
        return mapper.writeValueAsBytes(object);
    }

    /**
     * The object with plain values instead of wrapped ones: {@code {"value":…,"localizedValue":…}}
     * of the Azure REST API, {@code {"value":[…],"Count":2}} and {@code {"value":…,"DateTime":…}}
     * of Windows PowerShell, {@code {"$date":…}} of MongoDB; null where nothing changes.
     */
    @Nullable ObjectNode unwrapped(byte[] bytes, int start, int end) throws IOException {
        ObjectNode object = read(bytes, start, end);
        return unwrap(object) ? object : null;
    }

    /** The object in the form of a log; null where it is in none that is known. */
    @Nullable ObjectNode adapted(ObjectNode object) {
        ObjectNode whole = Dotted.unfolded(object);
        ObjectNode reported = ReportingApi.adapted(whole);
        if (reported != null) {
            return reported;
        }
        ObjectNode hunted = HuntingTable.adapted(whole);
        if (hunted != null) {
            return hunted;
        }
        return whole == object ? null : whole;
    }

    /** Which log it is of, and what to do, where that is one that is not read; null otherwise. */
    @Nullable String foreign(ObjectNode object) {
        boolean isUnifiedAudit =
                get(object, "Workload") != null
                        && get(object, "Operation") != null
                        && (get(object, "RecordType") != null
                                || get(object, "CreationTime") != null);
        boolean isRow = get(object, "OfficeWorkload") != null && get(object, "Operation") != null;
        if (isUnifiedAudit
                || isRow
                || (get(object, "AuditData") != null && has(object, "Operations"))) {
            return UNIFIED_AUDIT;
        }
        boolean isPurview = has(object, "auditLogRecordType") && has(object, "operation");
        return isPurview ? UNIFIED_AUDIT : apiError(object);
    }

    /** What an API answered instead of records, in words; null for something else. */
    private static @Nullable String apiError(ObjectNode object) {
        JsonNode error = object.size() <= 2 ? get(object, "error") : null;
        JsonNode code = error == null ? null : get(error, "code");
        JsonNode message = error == null ? null : get(error, "message");
        return code == null || message == null
                ? null
                : "The answer of an API that failed, not records: %s, %s. Export again."
                        .formatted(
                                Values.cut(code.asText(), 60),
                                Values.cut(message.asText(), 120).replaceFirst("[.]$", ""));
    }

    /** The member with this name, ignoring case; null where it is absent or null. */
    static @Nullable JsonNode get(JsonNode object, String name) {
        JsonNode exact = object.get(name);
        if (exact != null) {
            return exact.isNull() ? null : exact;
        }
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (member.getKey().equalsIgnoreCase(name)) {
                return member.getValue().isNull() ? null : member.getValue();
            }
        }
        return null;
    }

    private static boolean has(JsonNode object, String name) {
        return get(object, name) != null;
    }

    private static boolean unwrap(JsonNode node) {
        boolean changed = false;
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                JsonNode plain = plain(member.getValue());
                changed |= plain != member.getValue();
                member.setValue(plain);
                changed |= unwrap(plain);
            }
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                JsonNode plain = plain(array.get(i));
                changed |= plain != array.get(i);
                array.set(i, plain);
                changed |= unwrap(plain);
            }
        }
        return changed;
    }

    /** What is wrapped in the node, or the node itself. */
    private static JsonNode plain(JsonNode node) {
        if (!node.isObject() || node.isEmpty() || node.size() > 3) {
            return node;
        }
        if (node.size() == 1) {
            Map.Entry<String, JsonNode> only = node.properties().iterator().next();
            return MONGO.contains(only.getKey()) ? plain(only.getValue()) : node;
        }
        JsonNode value = null;
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            String name = member.getKey().toLowerCase(Locale.ROOT);
            if (name.equals("value")) {
                value = member.getValue();
            } else if (!BESIDE_VALUE.contains(name)) {
                return node;
            }
        }
        return value == null ? node : value;
    }

    /** Fields of one object under other names in another. */
    static final class Renamed {
        private final JsonNode from;
        private final ObjectNode to = JsonNodeFactory.instance.objectNode();

        Renamed(JsonNode from) {
            this.from = from;
        }

        /** Takes over a member, if it is there. */
        Renamed take(String name, String newName) {
            JsonNode value = get(from, name);
            if (value != null) {
                to.set(newName, value);
            }
            return this;
        }

        Renamed put(String name, @Nullable JsonNode value) {
            if (value != null) {
                to.set(name, value);
            }
            return this;
        }

        ObjectNode object() {
            return to;
        }
    }
}
