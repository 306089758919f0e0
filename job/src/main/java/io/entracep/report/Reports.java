package io.entracep.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entracep.alert.Alert;
import io.entracep.incident.Incident;
import io.entracep.incident.Story;
import io.entracep.output.AlertReader;
import io.entracep.policy.Policy;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes what people read of the output folder of a replay: reads {@code alerts.jsonl} and {@code
 * summary.json}, and writes beside them. The same alerts and policy give the same files.
 */
public final class Reports {
    private static final String INCIDENTS = "incidents.jsonl";
    private static final String TIMELINE = "timeline.csv";
    private static final String LAYER = "attack-layer.json";
    private static final String REPORT = "report.html";
    private static final String COMPARISON = "comparison.json";
    private static final String ALERTS = "alerts.jsonl";
    private static final String SUMMARY = "summary.json";

    /** Name of the copy of the policy that the replay judged by. */
    public static final String POLICY = "policy.yaml";

    private Reports() {}

    /**
     * Reads the results of a replay.
     *
     * @param former output folder of another replay to compare with, null for none
     * @throws IOException if there are none, or they cannot be read; says which file
     */
    public static Results read(Path folder, Policy policy, @Nullable Path former)
            throws IOException {
        JsonNode summary = new ObjectMapper().readTree(folder.resolve(SUMMARY).toFile());
        List<Alert> alerts = AlertReader.read(folder.resolve(ALERTS));
        return new Results(
                folder,
                Story.of(alerts, policy),
                SuppressionEntry.of(policy, summary),
                summary,
                former == null ? null : compare(former, alerts, policy));
    }

    private static Comparison compare(Path former, List<Alert> alerts, Policy policy)
            throws IOException {
        Path decided = former.resolve(POLICY);
        return compare(
                former.toString(),
                AlertReader.read(former.resolve(ALERTS)),
                alerts,
                Files.exists(decided)
                        ? PolicyChange.between(Files.readString(decided), policy.text())
                        : List.of(),
                policy);
    }

    private static Comparison compare(
            String before,
            List<Alert> old,
            List<Alert> now,
            List<PolicyChange> changes,
            Policy policy) {
        Map<String, PolicyReach> reaches = PolicyReach.of(policy.forTenant(null));
        return Comparison.of(
                before,
                old,
                now,
                changes,
                id -> reaches.getOrDefault(id, new PolicyReach(Set.of(id), Set.of())));
    }

    /** Prints what another policy changes of the alerts, and by which of its entries. */
    public static void tellDifference(
            Policy old, List<Alert> before, Policy now, List<Alert> after, PrintStream out)
            throws IOException {
        ComparisonText.print(
                compare(
                        old.file(),
                        before,
                        after,
                        PolicyChange.between(old.text(), now.text()),
                        now),
                out);
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
        if (results.comparison() != null) {
            Files.writeString(
                    folder.resolve(COMPARISON), ComparisonText.json(results.comparison()) + "\n");
        } else {
            Files.deleteIfExists(folder.resolve(COMPARISON));
        }
        HtmlReport.write(results, folder.resolve(REPORT));
    }
}
