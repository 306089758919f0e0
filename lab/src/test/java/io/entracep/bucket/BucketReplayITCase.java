package io.entracep.bucket;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bucket is replayed as a folder is: by Flink's own file system, a plugin, in a new process. */
class BucketReplayITCase {
    private static final Path SAMPLES = Path.of("../test-data/samples");
    private static final String KEY = "AKIAEXAMPLE";

    @TempDir private Path folder;

    @Test
    void whatABucketHoldsGivesTheAlertsOfTheSameFolder() throws Exception {
        try (S3StandIn bucket = new S3StandIn(KEY)) {
            for (Path file : samples()) {
                bucket.put("entra/" + SAMPLES.relativize(file), Files.readAllBytes(file));
            }
            bucket.put("entra/../../../leads-out.json", "{}".getBytes());
            bucket.put(
                    "entra/insights/y=2020/m=01/d=01/h=00/m=00/PT1H.json",
                    "never asked for".getBytes());

            Outcome local = replay("local", SAMPLES.toString(), Map.of());
            Outcome remote = replay("remote", "s3://logs/entra", bucket.environment(folder, KEY));

            assertThat(remote.code()).as(remote.said()).isEqualTo(local.code());
            assertThat(alerts("remote"))
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(alerts("local"));
            assertThat(Files.readString(folder.resolve("remote/summary.json")))
                    .contains("s3://logs/entra/", "its name leads out of s3://logs/entra");
            assertThat(bucket.read()).noneMatch(key -> key.contains("y=2020"));
        }
    }

    @Test
    void whatIsMissingIsSaid() throws Exception {
        Outcome noPlugin = replay("out", "s3://logs/entra", Map.of());

        assertThat(noPlugin.code()).isEqualTo(2);
        assertThat(noPlugin.said())
                .contains("Nothing here reads s3://.")
                .contains("FLINK_PLUGINS_DIR");
        try (S3StandIn bucket = new S3StandIn("another key")) {
            Outcome refused = replay("out", "s3://logs/entra", bucket.environment(folder, KEY));

            assertThat(refused.code()).as(refused.said()).isEqualTo(2);
            assertThat(refused.said()).contains("Cannot read s3://logs/entra: ");
        }
    }

    private static List<Path> samples() throws IOException {
        try (Stream<Path> files = Files.walk(SAMPLES)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private List<String> alerts(String out) throws IOException {
        return Files.readAllLines(folder.resolve(out).resolve("alerts.jsonl")).stream()
                .map(line -> line.replaceAll("\"decidedAt\":\"[^\"]*\"", ""))
                .toList();
    }

    private record Outcome(int code, String said) {}

    private Outcome replay(String out, String path, Map<String, String> environment)
            throws Exception {
        Path said = folder.resolve(out + ".txt");
        ProcessBuilder builder =
                Program.with(
                                "768m",
                                "replay",
                                path,
                                "--from",
                                "2025-01-01",
                                "--out",
                                folder.resolve(out).toString())
                        .redirectOutput(said.toFile());
        builder.environment().putAll(environment);
        int code = builder.start().waitFor();
        return new Outcome(code, Files.readString(said));
    }
}
