package io.entracep.source;

import io.entracep.decode.Decoded;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/** Makes records that can be told apart, and tells what became of them. */
final class Records {

    private Records() {}

    /** An audit record with this event id, on one line. */
    static String record(String id) {
        return ("{\"time\":\"2024-03-01T12:00:00Z\",\"category\":\"AuditLogs\",\"tenantId\":"
                        + "\"7b1f4f5e-0000-4000-8000-000000000001\",\"operationName\":\"Add user\","
                        + "\"properties\":{\"id\":\"%s\",\"result\":\"success\","
                        + "\"resultReason\":\"br{ack[et \\\" quote\"}}")
                .formatted(id);
    }

    /** The same over several lines, indented. */
    static String prettyRecord(String id) {
        return record(id).replace("{\"", "{\n  \"").replace(",\"", ",\r\n\t\"").replace("}", "\n}");
    }

    /** Ids {@code prefix-0} and so on. */
    static List<String> ids(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + "-" + i).toList();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] gzip(byte[] contents) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(contents);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** Event id, or reason and position of a dead letter. */
    static String describe(Decoded decoded) {
        if (decoded instanceof Decoded.Event event) {
            return event.event().id();
        }
        Decoded.DeadLetter letter = (Decoded.DeadLetter) decoded;
        return letter.reason() + "@" + letter.position();
    }
}
