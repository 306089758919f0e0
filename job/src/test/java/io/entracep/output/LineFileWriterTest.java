package io.entracep.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LineFileWriterTest {
    @TempDir private Path folder;

    @Test
    void eachLineIsThereAtOnce() throws IOException {
        Path file = folder.resolve("new/alerts.jsonl");

        try (LineFileWriter<String> writer = new LineFileWriter<>(file, line -> line)) {
            writer.write("first", null);
            assertThat(file).hasContent("first\n");
            writer.write("second", null);
            assertThat(file).hasContent("first\nsecond\n");
        }
    }

    @Test
    void goesOnBehindWhatIsThere() throws IOException {
        Path file = Files.writeString(folder.resolve("alerts.jsonl"), "first\n");

        write(file, "second");

        assertThat(file).hasContent("first\nsecond\n");
    }

    @Test
    void halfALineOfAKilledProcessIsReplaced() throws IOException {
        Path file = Files.writeString(folder.resolve("alerts.jsonl"), "first\n{\"half");

        write(file, "second");

        assertThat(file).hasContent("first\nsecond\n");
    }

    private static void write(Path file, String line) throws IOException {
        try (LineFileWriter<String> writer = new LineFileWriter<>(file, same -> same)) {
            SinkWriter.Context nothing = null;
            writer.write(line, nothing);
        }
    }
}
