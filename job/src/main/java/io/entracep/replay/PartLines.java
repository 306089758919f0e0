package io.entracep.replay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the lines of a part, one after the other, with the places of their JSON. */
final class PartLines {
    private static final int COLUMNS = 4;

    private PartLines() {}

    /** Takes one line. */
    interface Reader {
        /**
         * @param columns those before the JSON
         * @param offset of the JSON in the file, in bytes
         * @param json the JSON, without line end
         */
        void line(List<String> columns, long offset, byte[] json) throws IOException;
    }

    static void read(Path part, Reader reader) throws IOException {
        byte[] block = new byte[1 << 16];
        ByteArrayOutputStream field = new ByteArrayOutputStream();
        List<String> columns = new ArrayList<>(COLUMNS);
        long position = 0;
        long begin = 0;
        try (InputStream in = Files.newInputStream(part)) {
            for (int length = in.read(block); length >= 0; length = in.read(block)) {
                int start = 0;
                for (int i = 0; i < length; i++) {
                    boolean ends = columns.size() < COLUMNS ? block[i] == '\t' : block[i] == '\n';
                    if (!ends) {
                        continue;
                    }
                    field.write(block, start, i - start);
                    start = i + 1;
                    if (columns.size() < COLUMNS) {
                        columns.add(field.toString(StandardCharsets.UTF_8));
                        begin = position + start;
                    } else {
                        reader.line(columns, begin, field.toByteArray());
                        columns.clear();
                    }
                    field.reset();
                }
                field.write(block, start, length - start);
                position += length;
            }
        }
    }
}
