package io.entracep.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import io.entracep.cli.EntraCep;
import io.entracep.generate.GeneratedRecord;
import io.entracep.generate.LogGenerator;
import io.entracep.generate.Settings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * A generated day under attack, with its history: as messages for a broker, and as what a replay of
 * the same records finds.
 *
 * @param policy the company's policy, a file
 * @param messages in the order of arrival
 * @param expected bodies of the final set, by alert id
 */
record Day(Path policy, List<byte[]> messages, Map<String, JsonNode> expected) {
    private static final int HISTORY_PERCENT = 60;

    /** Generates and replays; files lie in the folder. */
    static Day generate(Path folder, int records) throws IOException {
        LogGenerator generator = new LogGenerator(Settings.demo().withRecords(records));
        Path policy = Files.writeString(folder.resolve("policy.yaml"), generator.policyYaml());
        Path logs = folder.resolve("logs.jsonl");
        List<byte[]> messages = new ArrayList<>();
        try (OutputStream out = Files.newOutputStream(logs)) {
            for (Iterator<List<GeneratedRecord>> all = generator.messages(); all.hasNext(); ) {
                List<GeneratedRecord> group = all.next();
                messages.add(LogGenerator.envelope(group));
                for (GeneratedRecord generated : group) {
                    out.write(generated.json());
                    out.write('\n');
                }
            }
        }
        Path out = folder.resolve("replay");
        replay(logs, policy, out);
        return new Day(
                policy,
                messages,
                Deliveries.bodies(Files.readAllLines(out.resolve("alerts.jsonl"))));
    }

    /** Name of one whom an alert is about. */
    String person() {
        return expected.values().stream()
                .map(alert -> alert.path("entity"))
                .filter(entity -> entity.path("type").asText().equals("user"))
                .map(entity -> entity.path("name").asText())
                .filter(name -> name.contains("@"))
                .findFirst()
                .orElseThrow();
    }

    /** The messages in so many parts of one size, in their order. */
    List<List<byte[]>> parts(int number) {
        return parts(0, number);
    }

    /** First most of the time before the attacks, then the rest in so many parts of one size. */
    List<List<byte[]>> historyAndParts(int number) {
        int attacked = messages.size() * HISTORY_PERCENT / 100;
        List<List<byte[]>> parts = new ArrayList<>();
        parts.add(messages.subList(0, attacked));
        parts.addAll(parts(attacked, number));
        return parts;
    }

    private List<List<byte[]>> parts(int from, int number) {
        int size = messages.size() - from;
        List<List<byte[]>> parts = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            parts.add(messages.subList(from + size * i / number, from + size * (i + 1) / number));
        }
        return parts;
    }

    private static void replay(Path logs, Path policy, Path out) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream screen = new PrintStream(said, true, StandardCharsets.UTF_8);
        int exitCode =
                EntraCep.execute(
                        InputStream.nullInputStream(),
                        screen,
                        screen,
                        "replay",
                        logs.toString(),
                        "--policy",
                        policy.toString(),
                        "--out",
                        out.toString(),
                        "--parallelism",
                        "2");
        if (exitCode != 0) {
            throw new IllegalStateException(said.toString(StandardCharsets.UTF_8));
        }
    }
}
