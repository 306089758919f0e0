package io.entracep.decode;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Bytes that are not all UTF-8, as those of an export in the alphabet of one country. */
final class Utf8 {

    private Utf8() {}

    /**
     * The same bytes with a replacement character for each that is none: they cost a letter of a
     * name, not the record. Null where all are right.
     */
    static byte @Nullable [] repaired(byte[] bytes, int start, int end) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, end - start));
            return null;
        } catch (CharacterCodingException e) {
            return new String(bytes, start, end - start, StandardCharsets.UTF_8)
                    .getBytes(StandardCharsets.UTF_8);
        }
    }
}
