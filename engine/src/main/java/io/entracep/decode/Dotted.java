package io.entracep.decode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Names that stand for places inside of an object, as flattened exports have them: {@code
 * status.errorCode}, {@code authenticationDetails.0.succeeded}, {@code targetResources[0].id},
 * {@code properties_targetResources_0_id_s}, {@code initiatedBy_user_id_g}. The last two are
 * columns of Log Analytics' custom tables, which end with their type.
 */
final class Dotted {

    /** Elements beyond these are made up. */
    private static final int MAX_INDEX = 256;

    private static final String UNDERLINED = "properties_";
    private static final Pattern COLUMN_TYPE = Pattern.compile("_[sdbtg]$");

    /** Beside it {@code TenantId} is the workspace. */
    private static final String TENANT = "tenantId";

    private static final String TENANT_IN_ROWS = "AADTenantId";

    private Dotted() {}

    /** The object unfolded; the same one where it has no such names. */
    static ObjectNode unfolded(ObjectNode object) {
        boolean dotted = false;
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            dotted |= isPath(member.getKey());
        }
        if (!dotted) {
            return object;
        }
        ObjectNode unfolded = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (isPath(member.getKey())) {
                put(unfolded, path(member.getKey()), 0, member.getValue());
            } else if (!unfolded.has(member.getKey())) {
                unfolded.set(member.getKey(), member.getValue());
            }
        }
        return unfolded;
    }

    static boolean isPath(String name) {
        if (isUnderlined(name) || isTyped(name)) {
            return true;
        }
        int dot = name.indexOf('.');
        boolean divided = dot > 0 && dot < name.length() - 1;
        return (divided || name.indexOf('[') > 0) && name.indexOf('/') < 0 && name.indexOf('@') < 0;
    }

    /** Whether the place is that of all elements of a list: which belong together is lost. */
    static boolean isOfAll(String name) {
        return name.indexOf("{}") > 0;
    }

    /** No key of the logs has underscores, but columns of Log Analytics end with their type. */
    private static boolean isUnderlined(String name) {
        return name.regionMatches(true, 0, UNDERLINED, 0, UNDERLINED.length());
    }

    private static boolean isTyped(String name) {
        int last = name.length() - 1;
        return last > 2
                && name.charAt(last - 1) == '_'
                && name.charAt(0) != '_'
                && "sdbtg".indexOf(name.charAt(last)) >= 0;
    }

    private static String[] path(String name) {
        if (isUnderlined(name) || isTyped(name)) {
            String plain = COLUMN_TYPE.matcher(name).replaceFirst("");
            return plain.equalsIgnoreCase(TENANT)
                    ? new String[] {TENANT_IN_ROWS}
                    : plain.split("_", -1);
        }
        return name.indexOf('[') < 0
                ? name.split("\\.", -1)
                : name.replace('[', '.').replace("]", "").split("\\.", -1);
    }

    private static void put(JsonNode container, String[] path, int at, JsonNode value) {
        boolean last = at == path.length - 1;
        JsonNode next = child(container, path[at]);
        if (!last && (next == null || !next.isContainerNode())) {
            next =
                    isIndex(path[at + 1])
                            ? JsonNodeFactory.instance.arrayNode()
                            : JsonNodeFactory.instance.objectNode();
            set(container, path[at], next);
        }
        if (last) {
            set(container, path[at], value);
        } else if (next != null) {
            put(next, path, at + 1, value);
        }
    }

    private static @org.jspecify.annotations.Nullable JsonNode child(
            JsonNode container, String name) {
        return container.isArray() && isIndex(name)
                ? container.get(Integer.parseInt(name))
                : container.get(name);
    }

    private static void set(JsonNode container, String name, JsonNode value) {
        if (container instanceof ObjectNode object) {
            object.set(name, value);
        } else if (container instanceof ArrayNode array && isIndex(name)) {
            int index = Integer.parseInt(name);
            while (array.size() <= index) {
                array.addNull();
            }
            array.set(index, value);
        }
    }

    private static boolean isIndex(String name) {
        if (name.isEmpty() || name.length() > 3) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) < '0' || name.charAt(i) > '9') {
                return false;
            }
        }
        return Integer.parseInt(name) < MAX_INDEX;
    }
}
