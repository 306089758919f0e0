package io.entracep.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadDeliveryTest {
    private static final DeadDelivery LETTER =
            new DeadDelivery(
                    "soc", "a1", 1_772_532_000_123L, "HTTP 400", "no\n\u202egood", "{\"x\":\"ä\"}");

    @TempDir private Path folder;

    @Test
    void whatIsWrittenIsRead() throws IOException {
        assertThat(DeadDeliveryJson.read(DeadDeliveryJson.of(LETTER))).isEqualTo(LETTER);
        assertThat(DeadDeliveryJson.of(LETTER))
                .doesNotContain("\n", "\u202e")
                .contains("\"decidedAt\":\"2026-03-03T10:00:00.123Z\"");
    }

    @Test
    void noResponseIsNull() throws IOException {
        DeadDelivery letter = new DeadDelivery("soc", "a1", 0, "full", null, "{}");

        assertThat(DeadDeliveryJson.read(DeadDeliveryJson.of(letter))).isEqualTo(letter);
    }

    @Test
    void aLongAnswerIsCut() {
        DeadDelivery letter = new DeadDelivery("soc", "a1", 0, "HTTP 400", "x".repeat(5_000), "{}");

        assertThat(letter.response()).hasSize(2_048);
    }

    @Test
    void whatIsNoDeadDeliverySaysWhatIsMissing() {
        assertThatThrownBy(() -> DeadDeliveryJson.read("{\"sink\":"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("not one JSON object");
        assertThatThrownBy(() -> DeadDeliveryJson.read("{\"sink\":\"soc\"}"))
                .isInstanceOf(IOException.class)
                .hasMessage("the text field alertId is missing");
        assertThatThrownBy(
                        () ->
                                DeadDeliveryJson.read(
                                        "{\"sink\":\"s\",\"alertId\":\"a\",\"decidedAt\":\"x\"}"))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("decidedAt is not a time");
    }

    @Test
    void severalWritersShareAFileAndABrokenLineIsEnded() throws IOException {
        Path file = Files.writeString(folder.resolve("dead.jsonl"), "{\"half");
        try (DeadDeliveryFile.Writer one = new DeadDeliveryFile.Writer(file);
                DeadDeliveryFile.Writer other = new DeadDeliveryFile.Writer(file)) {
            one.write(letter("a1"), null);
            other.write(letter("a2"), null);
            one.write(letter("a3"), null);
        }

        assertThat(Files.readAllLines(file))
                .containsExactlyElementsOf(
                        List.of(
                                "{\"half",
                                DeadDeliveryJson.of(letter("a1")),
                                DeadDeliveryJson.of(letter("a2")),
                                DeadDeliveryJson.of(letter("a3"))));
    }

    @Test
    void forATopicATooLargeBodyIsLeftOutWithAWord() throws IOException {
        DeadDelivery letter =
                new DeadDelivery("soc", "a1", 0, "HTTP 413", null, "x".repeat(1_000_000));

        DeadDelivery read =
                DeadDeliveryJson.read(
                        new String(DeadDeliveryTopic.value(letter), StandardCharsets.UTF_8));

        assertThat(read.body()).isEmpty();
        assertThat(read.reason())
                .isEqualTo(
                        "HTTP 413 (body of 1000000 characters left out: too large for the topic)");
    }

    private static DeadDelivery letter(String id) {
        return new DeadDelivery("soc", id, 1, "HTTP 400", null, "{}");
    }
}
