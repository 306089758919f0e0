package io.entracep.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A text file of bounded size in UTF-8, with or without a byte order mark. */
public final class TextFile {

    /** Largest file that is read. Ten thousand accounts take less than half of this. */
    public static final int MAX_BYTES = 1 << 20;

    private TextFile() {}

    /** The text; null where it cannot be read, is too long or is no UTF-8, which is reported. */
    public static @Nullable String read(Path file, Problems problems) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (IOException e) {
            String reason = e.getClass().getSimpleName() + ": " + e.getMessage();
            problems.add("", 0, null, "a file that can be read (" + reason + ")");
            return null;
        }
        if (bytes.length > MAX_BYTES) {
            problems.add("", 0, null, "at most " + MAX_BYTES + " bytes long");
            return null;
        }
        return decode(bytes, problems);
    }

    private static @Nullable String decode(byte[] bytes, Problems problems) {
        try {
            String text =
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)
                            .decode(ByteBuffer.wrap(bytes))
                            .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            problems.add("", 0, null, "YAML text in UTF-8; it has bytes that are none");
            return null;
        }
    }
}
