package io.entracep.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.flink.api.connector.sink2.SinkWriter;

/** The writer of a {@link LineFileSink}. Whoever follows the file sees each line at once. */
final class LineFileWriter<T> implements SinkWriter<T> {
    private final FileChannel channel;
    private final LineFileSink.LineFormat<T> format;

    LineFileWriter(Path file, LineFileSink.LineFormat<T> format) throws IOException {
        this.format = format;
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        channel.position(endOfLastLine());
        channel.truncate(channel.position());
    }

    @Override
    public void write(T value, Context context) throws IOException {
        ByteBuffer line =
                ByteBuffer.wrap((format.line(value) + "\n").getBytes(StandardCharsets.UTF_8));
        while (line.hasRemaining()) {
            channel.write(line);
        }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    /** A process that was killed may have left half a line; it is written again. */
    private long endOfLastLine() throws IOException {
        ByteBuffer one = ByteBuffer.allocate(1);
        for (long end = channel.size(); end > 0; end--) {
            one.clear();
            channel.read(one, end - 1);
            if (one.get(0) == '\n') {
                return end;
            }
        }
        return 0;
    }
}
