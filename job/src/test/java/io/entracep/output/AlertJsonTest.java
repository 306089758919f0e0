package io.entracep.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entracep.alert.Alert;
import io.entracep.alert.Delivery;
import io.entracep.alert.EntityReference;
import io.entracep.alert.Evidence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AlertJsonTest {
    private static final List<String> BODY =
            List.of(
                    "alertId",
                    "status",
                    "detectionId",
                    "title",
                    "severity",
                    "tenantId",
                    "entity",
                    "subject",
                    "firstEventTime",
                    "lastEventTime",
                    "reason",
                    "evidence",
                    "affected",
                    "affectedCount",
                    "guideRows",
                    "mitre",
                    "policyEntries",
                    "policyVersion",
                    "contains",
                    "triage",
                    "suppressedBy");

    @Test
    void everyFieldIsThereInItsOrder() throws IOException {
        JsonNode json = read(AlertJson.body(alert("because", 1)));

        assertThat(names(json)).containsExactlyElementsOf(BODY);
        assertThat(names(json.path("entity"))).containsExactly("type", "id", "name");
        assertThat(json.path("subject").isNull()).isTrue();
        assertThat(names(json.path("evidence").get(0)))
                .containsExactly(
                        "stage",
                        "eventId",
                        "time",
                        "category",
                        "activity",
                        "result",
                        "actor",
                        "target",
                        "ip",
                        "device",
                        "location");
        assertThat(json.path("evidence").get(0).path("ip").isNull()).isTrue();
    }

    @Test
    void theBodyTellsNothingOfItsDelivery() {
        assertThat(AlertJson.body(alert("because", 1)))
                .isEqualTo(AlertJson.body(alert("because", 2)));
    }

    @Test
    void aDeliveryIsTheBodyAndWhenItWasDecided() throws IOException {
        JsonNode json = read(AlertJson.delivery(alert("because", 1_772_582_400_123L)));

        assertThat(names(json).subList(0, BODY.size())).containsExactlyElementsOf(BODY);
        assertThat(json.path("decidedAt").asText()).isEqualTo("2026-03-04T00:00:00.123Z");
        assertThat(json.path("revision").asInt()).isEqualTo(3);
        assertThat(json.path("late").asBoolean()).isFalse();
    }

    @Test
    void showingItOnATerminalDoesNoHarm() throws IOException {
        String hostile = "\u001b]0;title\u0007 \u009b2J \u202egnp.exe \u2028 \u007f \"\\ ü 😀";

        String json = AlertJson.body(alert(hostile, 1));

        assertThat(json).matches("[^\\p{Cntrl}\\u0080-\\u009f\\u2028\\u202e]*").contains("ü 😀");
        assertThat(read(json).path("reason").asText()).isEqualTo(hostile);
    }

    @Property
    void anyTextIsOneLineThatReadsBack(@ForAll String text) throws IOException {
        String json = AlertJson.body(alert(text, 1));

        assertThat(json).doesNotContain("\n", "\r", "\t");
        assertThat(read(json).path("reason").asText()).isEqualTo(text);
    }

    private static Alert alert(String reason, long decidedAt) {
        return Alert.ofOne(
                "id",
                Alert.ACTIVE,
                "some-detection",
                "Title",
                "high",
                "tenant",
                new EntityReference("user", "u1", "alice@example.com"),
                null,
                "2026-03-03T10:00:00.000Z",
                "2026-03-03T10:05:00.000Z",
                reason,
                List.of(
                        new Evidence(
                                "stage",
                                "e1",
                                "2026-03-03T10:00:00.000Z",
                                "AuditLogs",
                                "Add user",
                                "success",
                                "bob@example.com",
                                null,
                                null,
                                null,
                                null)),
                List.of("USER-10"),
                List.of("T1136"),
                List.of(),
                List.of(),
                List.of("Ask."),
                null,
                new Delivery(decidedAt, 3, false));
    }

    private static JsonNode read(String json) throws IOException {
        return new ObjectMapper().readTree(json);
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
