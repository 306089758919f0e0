package io.entracep.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entracep.incident.Incident;
import io.entracep.incident.Story;
import io.entracep.output.AlertReader;
import io.entracep.policy.Policy;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes what people read of the output folder of a replay: reads {@code alerts.jsonl} and {@code
 * summary.json}, and writes beside them. The same alerts and policy give the same files.
 */
public final class Reports {
    private static final String INCIDENTS = "incidents.jsonl";
    private static final String TIMELINE = "timeline.csv";
    private static final String LAYER = "attack-layer.json";
    private static final String REPORT = "report.html";

    private Reports() {}

    /** Names of the files that {@link #write} makes. */
    public static List<String> files() {
        return List.of(INCIDENTS, TIMELINE, LAYER, REPORT);
    }

    /**
     * Reads the results of a replay.
     *
     * @throws IOException if there are none, or they cannot be read; says which file
     */
    public static Results read(Path folder, Policy policy) throws IOException {
        JsonNode summary = new ObjectMapper().readTree(folder.resolve("summary.json").toFile());
        return new Results(
                folder,
                Story.of(AlertReader.read(folder.resolve("alerts.jsonl")), policy),
                SuppressionEntry.of(policy, summary),
                summary);
    }

    /**
     * Writes everything.
     *
     * @throws IOException if a file cannot be written
     */
    public static void write(Results results) throws IOException {
        Path folder = results.folder();
        try (Writer out =
                Files.newBufferedWriter(folder.resolve(INCIDENTS), StandardCharsets.UTF_8)) {
            for (Incident incident : results.story().incidents()) {
                out.write(IncidentJson.of(incident) + "\n");
            }
        }
        TimelineCsv.write(results.story(), folder.resolve(TIMELINE));
        Files.writeString(folder.resolve(LAYER), AttackLayer.of(results.story()) + "\n");
        HtmlReport.write(results, folder.resolve(REPORT));
    }
}
