package io.entracep.bucket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.process.Program;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a job on a cluster told lies in a bucket, beside its checkpoints; persons go out of it. */
class BucketEraseITCase {
    private static final String KEY = "AKIAEXAMPLE";
    private static final String ADDRESS = "s3://logs/checkpoints";
    private static final String LOG = "checkpoints/told/entra-cep/soc/492648/";
    private static final String ANN = "{\"entry\":\"ann@example.com\"}\n";
    private static final String JOANN = "{\"entry\":\"joann@example.com\"}\n";

    @TempDir private Path folder;

    @Test
    void entriesOfThePersonGoOutOfTheLogAndThoseOfOthersStay() throws Exception {
        try (S3StandIn bucket = new S3StandIn(KEY)) {
            bucket.put(LOG + "told-0-127-1773534000000-a-0.jsonl", (ANN + JOANN).getBytes(UTF_8));
            bucket.put(LOG + "told-0-127-1773534000001-a-1.jsonl", ANN.getBytes(UTF_8));
            bucket.put(LOG + "accepted-0-127-1773534000002-a-2.jsonl", "{}\n".getBytes(UTF_8));
            bucket.put("checkpoints/other/state", ANN.getBytes(UTF_8));

            Outcome outcome = erase(bucket, ADDRESS);

            assertThat(outcome.code()).as(outcome.said()).isZero();
            assertThat(outcome.said()).contains(ADDRESS + "/told/entra-cep: 2 entries erased");
            Map<String, String> left =
                    bucket.objects().entrySet().stream()
                            .filter(object -> object.getKey().startsWith(LOG + "told"))
                            .collect(
                                    Collectors.toMap(
                                            Map.Entry::getKey,
                                            object -> new String(object.getValue(), UTF_8)));
            assertThat(left.values()).containsExactly(JOANN);
            assertThat(bucket.objects())
                    .containsKeys(
                            LOG + "accepted-0-127-1773534000002-a-2.jsonl",
                            "checkpoints/other/state");
        }
    }

    @Test
    void whereThereIsNoLogItIsSaid() throws Exception {
        try (S3StandIn bucket = new S3StandIn(KEY)) {
            bucket.put("elsewhere/file", new byte[1]);

            assertThat(erase(bucket, ADDRESS).said())
                    .contains(ADDRESS + "/told/entra-cep: there is no log of what was told");
        }
    }

    private record Outcome(int code, String said) {}

    private Outcome erase(S3StandIn bucket, String checkpoints) throws Exception {
        Path config =
                Files.writeString(
                        folder.resolve("run.yaml"),
                        """
                        source: {bootstrap-servers: ["localhost:9092"], topics: [entra], group: entra-cep}
                        erasures: erasures.jsonl
                        dead-letters: discard
                        sinks: {soc: {type: console}}
                        """);
        Path said = folder.resolve("said.txt");
        ProcessBuilder builder =
                Program.with(
                                "256m",
                                "erase",
                                "--subject",
                                "ann@example.com",
                                "--config",
                                config.toString(),
                                "--checkpoints",
                                checkpoints)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile());
        builder.environment().putAll(bucket.environment(folder, KEY));
        int code = builder.start().waitFor();
        return new Outcome(code, Files.readString(said));
    }
}
