package io.entracep.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PendingMessageSerializerTest {
    private final PendingMessageSerializer serializer = new PendingMessageSerializer();

    @Test
    void whatIsWrittenIsRead() throws IOException {
        byte[] body = "x".repeat(100_000).getBytes(StandardCharsets.UTF_8);
        PendingMessage pending = new PendingMessage(new Message("ä1", 5, body), 3, 2, true, true);

        PendingMessage read = serializer.deserialize(2, serializer.serialize(pending));

        assertThat(read).isEqualTo(pending);
        assertThat(read.message().body()).isEqualTo(body);
    }

    @Test
    void bytesOfVersionOneStayReadable() throws IOException {
        byte[] bytes =
                HexFormat.of()
                        .parseHex(
                                "00000002"
                                        + "6131"
                                        + "0000000000000005"
                                        + "0000000000000003"
                                        + "00000002"
                                        + "00000002"
                                        + "7b7d");

        PendingMessage read = serializer.deserialize(1, bytes);

        assertThat(read)
                .isEqualTo(
                        new PendingMessage(new Message("a1", 5, new byte[0]), 3, 2, false, false));
        assertThat(read.message().body()).asString().isEqualTo("{}");
    }

    @Test
    void bytesOfVersionTwoStayReadable() throws IOException {
        byte[] bytes =
                HexFormat.of()
                        .parseHex(
                                "00000002"
                                        + "6131"
                                        + "0000000000000005"
                                        + "0000000000000003"
                                        + "00000002"
                                        + "0100"
                                        + "00000002"
                                        + "7b7d");

        PendingMessage read = serializer.deserialize(2, bytes);

        assertThat(read.first()).isTrue();
        assertThat(serializer.serialize(read)).isEqualTo(bytes);
    }

    @Test
    void aLaterVersionIsRefusedWithWhatToDo() {
        assertThatThrownBy(() -> serializer.deserialize(3, new byte[0]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("version 3")
                .hasMessageContaining("Restore it with the program that wrote it");
    }
}
