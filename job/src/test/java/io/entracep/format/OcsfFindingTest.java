package io.entracep.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entracep.alert.Alert;
import io.entracep.testing.Alerts;
import org.junit.jupiter.api.Test;

class OcsfFindingTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aFirstDeliveryCreatesAFinding() throws Exception {
        JsonNode finding = finding(Alerts.alert("a1", 1_772_532_000_000L));

        assertThat(finding.path("class_uid").asInt()).isEqualTo(2004);
        assertThat(finding.path("category_uid").asInt()).isEqualTo(2);
        assertThat(finding.path("activity_id").asInt()).isEqualTo(1);
        assertThat(finding.path("type_uid").asInt()).isEqualTo(200401);
        assertThat(finding.path("time").asLong()).isEqualTo(1_772_532_000_000L);
        assertThat(finding.path("severity_id").asInt()).isEqualTo(4);
        assertThat(finding.path("severity").asText()).isEqualTo("High");
        assertThat(finding.path("status_id").asInt()).isEqualTo(1);
        assertThat(finding.path("is_alert").asBoolean()).isTrue();
        assertThat(finding.path("metadata"))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"version": "1.4.0", "uid": "a1-1772532000000",
                                 "tenant_uid": "11111111-0000-0000-0000-000000000001",
                                 "product": {"name": "entra-cep", "vendor_name": "entra-cep"}}
                                """));
        JsonNode info = finding.path("finding_info");
        assertThat(info.path("uid").asText()).isEqualTo("a1");
        assertThat(info.path("title").asText()).isEqualTo("Password spray");
        assertThat(info.path("created_time").asLong()).isEqualTo(1_772_532_000_000L);
        assertThat(info.path("first_seen_time").asLong()).isEqualTo(1_772_532_000_000L);
        assertThat(info.path("last_seen_time").asLong()).isEqualTo(1_772_532_300_000L);
        assertThat(info.path("attacks"))
                .isEqualTo(
                        JSON.readTree(
                                """
                                [{"technique": {"uid": "T1110"},
                                  "sub_technique": {"uid": "T1110.003"}},
                                 {"technique": {"uid": "T1078"}}]
                                """));
    }

    @Test
    void laterDeliveriesUpdateAndAClearedOneCloses() throws Exception {
        JsonNode update = finding(Alerts.revision(Alert.ACTIVE, 2));
        JsonNode close = finding(Alerts.revision(Alert.CLEARED, 3));

        assertThat(update.path("activity_id").asInt()).isEqualTo(2);
        assertThat(update.path("finding_info").has("created_time")).isFalse();
        assertThat(close.path("activity_id").asInt()).isEqualTo(3);
        assertThat(close.path("status_id").asInt()).isEqualTo(4);
        assertThat(close.path("is_alert").asBoolean(true)).isFalse();
    }

    @Test
    void recordsAreEvidenceAndPartiesAreResources() throws Exception {
        JsonNode finding = finding(Alerts.alert("a1", 1));

        assertThat(finding.path("resources"))
                .isEqualTo(
                        JSON.readTree(
                                """
                                [{"type": "user", "uid": "u1", "name": "some reason"},
                                 {"type": "ip", "uid": "192.0.2.1"}]
                                """));
        JsonNode evidence = finding.path("evidences").path(0);
        assertThat(evidence.path("actor").path("user").path("name").asText())
                .isEqualTo("some reason");
        assertThat(evidence.path("src_endpoint").path("ip").asText()).isEqualTo("192.0.2.1");
        assertThat(evidence.path("api").path("operation").asText()).isEqualTo("some reason");
        assertThat(evidence.path("data").path("event_uid").asText()).isEqualTo("e1");
        assertThat(finding.path("unmapped").path("contains").path(0).asText()).isEqualTo("b2");
        assertThat(finding.path("unmapped").path("triage").path(0).asText())
                .isEqualTo("Ask the user.");
    }

    private static JsonNode finding(Alert alert) throws Exception {
        String text = AlertFormat.OCSF.text(alert);
        assertThat(text).doesNotContain("\n");
        return JSON.readTree(text);
    }
}
