package io.entracep.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * Second deliveries of the same event, as other ways to the same log write them. Not from another
 * address, nor of somebody else: see the known limits in {@code docs/design.md}.
 */
final class OtherContents {
    /** Without these it would be another event, or none. */
    private static final Set<String> KEPT =
            Set.of(
                    "id",
                    "category",
                    "time",
                    "operationName",
                    "properties",
                    "createdDateTime",
                    "activityDateTime",
                    "activityDisplayName",
                    "status",
                    "userId",
                    "servicePrincipalId",
                    "tenantId",
                    "AADTenantId",
                    "correlationId",
                    "resultType");

    private static final String OTHER_ID = "5eed0000-0000-4000-8000-00000000c0de";

    private final Random random;

    OtherContents(Random random) {
        this.random = random;
    }

    /** The same event with other contents. */
    ScenarioRecord of(ScenarioRecord record) {
        ObjectNode json = record.json().deepCopy();
        ObjectNode inner = json.get("properties") instanceof ObjectNode object ? object : json;
        if (random.nextBoolean()) {
            drop(inner);
        }
        if (random.nextInt(3) == 0) {
            spellInUpperCase(inner);
        }
        if (random.nextInt(3) == 0 && !isAzureActivity(json)) {
            inner.put("correlationId", OTHER_ID);
        }
        if (random.nextInt(3) == 0) {
            cutLists(inner);
        }
        if (random.nextInt(3) == 0 && json.has("time")) {
            json.put("time", record.emitted().plusSeconds(random.nextInt(-90, 90)).toString());
        }
        if (inner != json && random.nextInt(3) == 0) {
            json.put("properties", inner.toString());
        }
        return new ScenarioRecord(record.line(), record.time(), record.emitted(), json);
    }

    private void drop(ObjectNode inner) {
        List<String> names = new ArrayList<>();
        inner.fieldNames().forEachRemaining(names::add);
        names.removeIf(KEPT::contains);
        names.removeIf(name -> random.nextInt(4) > 0);
        inner.remove(names);
    }

    /** Ids are compared without case. */
    private static void spellInUpperCase(ObjectNode inner) {
        for (String name : List.of("id", "userId", "appId", "servicePrincipalId")) {
            JsonNode value = inner.get(name);
            if (value != null && value.isTextual()) {
                inner.put(name, value.asText().toUpperCase(Locale.ROOT));
            }
        }
    }

    private void cutLists(JsonNode node) {
        for (JsonNode each : node) {
            if (each instanceof ArrayNode list && !list.isEmpty() && random.nextBoolean()) {
                list.remove(random.nextInt(list.size()));
            }
            cutLists(each);
        }
    }

    private static boolean isAzureActivity(ObjectNode json) {
        return json.path("identity").has("claims");
    }
}
