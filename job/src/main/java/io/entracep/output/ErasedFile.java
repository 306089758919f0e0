package io.entracep.output;

import io.entracep.state.Erasure;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Takes the lines that name a person out of a file that nobody writes to. */
public final class ErasedFile {
    private ErasedFile() {}

    /**
     * Writes the file anew without those lines; every other byte stays. Where there are none, the
     * file is not touched.
     *
     * @param now until then everything in the file is from, milliseconds
     * @return how many lines went
     */
    public static long erase(Path file, Erasure erasure, long now) throws IOException {
        Path beside = file.resolveSibling(file.getFileName() + ".erasing");
        long erased = 0;
        try {
            try (InputStream in = new BufferedInputStream(Files.newInputStream(file));
                    OutputStream out = new BufferedOutputStream(Files.newOutputStream(beside))) {
                for (byte[] line = line(in); line.length > 0; line = line(in)) {
                    String text = new String(line, StandardCharsets.UTF_8);
                    if (erasure.concerns(text, now - 1)) {
                        erased++;
                    } else {
                        out.write(line);
                    }
                }
            }
            if (erased > 0) {
                Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } finally {
            Files.deleteIfExists(beside);
        }
        return erased;
    }

    /** The next line with its end; empty at the end of the file. */
    private static byte[] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            line.write(next);
            if (next == '\n') {
                break;
            }
        }
        return line.toByteArray();
    }
}
