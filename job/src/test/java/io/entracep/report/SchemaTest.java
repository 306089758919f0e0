package io.entracep.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import io.entracep.output.AlertJson;
import io.entracep.testing.Alerts;
import io.entracep.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
