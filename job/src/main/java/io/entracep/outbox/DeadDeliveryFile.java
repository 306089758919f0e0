package io.entracep.outbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Appends dead deliveries to a local file, one JSON line each. Several sinks and tasks on one
 * machine may share the file: each line is appended as a whole. At least once. A process that is
 * killed may leave a broken line; it is ended, not removed, and what it said is written again.
 */
public final class DeadDeliveryFile implements Sink<DeadDelivery> {
    private static final long serialVersionUID = 1L;

    private final String file;

    /**
     * @param file made where it is missing, with its folders
     */
    public DeadDeliveryFile(Path file) {
        this.file = file.toString();
    }

    @Override
    public SinkWriter<DeadDelivery> createWriter(WriterInitContext context) {
        try {
            return new Writer(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Cannot append dead deliveries to "
                            + file
                            + ". Check that the folder is there and may be written to.",
                    e);
        }
    }

    /** Appends; the operating system moves to the end and writes in one step. */
    static final class Writer implements SinkWriter<DeadDelivery> {
        private final FileChannel channel;

        Writer(Path file) throws IOException {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            boolean broken = endsWithinALine(file);
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            if (broken) {
                append("\n");
            }
        }

        @Override
        public void write(DeadDelivery letter, Context context) throws IOException {
            append(DeadDeliveryJson.of(letter) + "\n");
        }

        @Override
        public void flush(boolean endOfInput) throws IOException {
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }

        private void append(String text) throws IOException {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }

        private static boolean endsWithinALine(Path file) throws IOException {
            if (!Files.exists(file) || Files.size(file) == 0) {
                return false;
            }
            try (FileChannel reading = FileChannel.open(file, StandardOpenOption.READ)) {
                ByteBuffer last = ByteBuffer.allocate(1);
                reading.read(last, reading.size() - 1);
                return last.get(0) != '\n';
            }
        }
    }
}
