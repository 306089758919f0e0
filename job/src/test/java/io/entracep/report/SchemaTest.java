package io.entracep.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.entracep.decode.Decoded;
import io.entracep.outbox.DeadDelivery;
import io.entracep.outbox.DeadDeliveryJson;
import io.entracep.output.AlertJson;
import io.entracep.output.DeadLetterJson;
import io.entracep.testing.Alerts;
import io.entracep.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The schemas in docs/schema describe what is written, and refuse what is not. */
class SchemaTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;

    @Test
    void incidentsFollowTheirSchema() throws IOException {
        new ReplayFolder(folder)
                .alert("a", "ann@example.com", "high", Duration.ZERO, "198.51.100.1", 3)
                .alert("b", "ann@example.com", "critical", Duration.ofHours(1), "198.51.100.1", 1)
                .alert("c", "bob@example.com", "low", Duration.ofHours(2), "198.51.100.2", 1)
                .write();
        List<String> lines = Files.readAllLines(folder.resolve("incidents.jsonl"));

        assertThat(lines).hasSize(2);
        assertThat(lines).allSatisfy(line -> assertThat(problems("incident", line)).isEmpty());
        assertThat(problems("incident", lines.get(0).replace("\"rank\":1", "\"rank\":0")))
                .hasSize(1);
        assertThat(problems("incident", lines.get(0).replace("\"rank\":1,", ""))).hasSize(1);
    }

    @Test
    void alertsFollowTheirSchema() throws IOException {
        String alert =
                AlertJson.body(Alerts.saying("text", 2))
                        .replace("\"a1\"", "\"" + "0a".repeat(16) + "\"");

        assertThat(problems("alert", alert)).isEmpty();
        assertThat(problems("alert", alert.replace("\"stage\"", "\"state\""))).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(Decoded.Reason.class)
    void deadLettersFollowTheirSchema(Decoded.Reason reason) throws IOException {
        String read =
                DeadLetterJson.of(
                        new Decoded.DeadLetter(
                                reason, "why", "insights-logs-3", 7, 1_000, "{\"a\""));
        String inFile =
                DeadLetterJson.of(new Decoded.DeadLetter(reason, "why", "a.json", 0, 0, ""));

        assertThat(problems("dead-letter", read)).isEmpty();
        assertThat(problems("dead-letter", inFile)).isEmpty();
        assertThat(problems("dead-letter", read.replace(reason.name(), "OTHER"))).hasSize(1);
        assertThat(problems("dead-letter", read.replace("\"rawText\"", "\"text\""))).hasSize(2);
    }

    @Test
    void deadDeliveriesFollowTheirSchema() throws IOException {
        String id = "0a".repeat(16);
        String answered =
                DeadDeliveryJson.of(
                        new DeadDelivery("soc", id, 1_000, "refused with 413", "too large", "{}"));
        String silent = DeadDeliveryJson.of(new DeadDelivery("soc", id, 1_000, "late", null, "{}"));

        assertThat(problems("dead-delivery", answered)).isEmpty();
        assertThat(problems("dead-delivery", silent)).isEmpty();
        assertThat(problems("dead-delivery", answered.replace(id, "a1"))).hasSize(1);
        assertThat(problems("dead-delivery", answered.replace("\"response\"", "\"answer\"")))
                .hasSize(2);
    }

    @Test
    void topicsAreDescribedWithTheseSchemasAndExamplesThatFollowThem() throws IOException {
        JsonNode topics =
                new ObjectMapper(new YAMLFactory())
                        .readTree(Files.readString(Repository.path("docs/schema/asyncapi.yaml")));
        List<String> payloads = new ArrayList<>();
        for (JsonNode message : topics.at("/components/messages")) {
            String schema = message.at("/payload/$ref").asText().replace(".schema.json", "");
            if (!schema.isEmpty()) {
                payloads.add(schema);
            }
            for (JsonNode example : message.path("examples")) {
                assertThat(problems(schema, example.path("payload").toString())).isEmpty();
            }
        }
        assertThat(payloads).containsExactly("alert", "dead-letter", "dead-delivery");
        topics.findValues("$ref").stream()
                .map(JsonNode::asText)
                .filter(place -> place.startsWith("#"))
                .forEach(
                        place ->
                                assertThat(topics.at(place.substring(1)).isMissingNode())
                                        .as(place)
                                        .isFalse());
        assertThat(topics.path("operations").findValuesAsText("action"))
                .containsExactly("receive", "send", "send", "send");
    }

    static List<String> problems(String name, String json) throws IOException {
        JsonSchema schema =
                JsonSchemaFactory.getInstance(VersionFlag.V202012)
                        .getSchema(
                                Files.readString(
                                        Repository.path("docs/schema/" + name + ".schema.json")));
        return schema.validate(JSON.readTree(json)).stream()
                .map(problem -> problem.getMessage())
                .toList();
    }
}
