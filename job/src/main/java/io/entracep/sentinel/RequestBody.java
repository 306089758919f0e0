package io.entracep.sentinel;

import io.entracep.outbox.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Rows as one JSON array, compressed. */
final class RequestBody {
    private RequestBody() {}

    /** How many bytes the array has before it is compressed. */
    static int bytes(int rows, int bytesOfRows) {
        return "[]".length() + bytesOfRows + Math.max(0, rows - 1);
    }

    static byte[] gzip(List<Message> messages) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            char separator = '[';
            for (Message message : messages) {
                out.write(separator);
                out.write(message.body());
                separator = ',';
            }
            out.write(']');
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory cannot fail", e);
        }
        return bytes.toByteArray();
    }
}
