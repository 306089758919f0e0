package io.entracep.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Bytes to events and dead letters. Not thread-safe: one per task. Knows envelopes {@code
 * {"records":[...]}}, Graph lists {@code {"value":[...]}}, arrays, bare records, and any of them
 * after one another (JSON lines, concatenated or pretty-printed), with or without a byte order
 * mark.
 *
 * <pre>{@code
 * RecordDecoder decoder = new RecordDecoder();
 * decoder.decode(bytes, 0, bytes.length, new Position("hub-3", offset, brokerTime), out::collect);
 * }</pre>
 *
 * <p>A record that cannot be read is one dead letter; those before and after it are not affected.
 */
public final class RecordDecoder {

    private final DocumentReader documents;
    private final Salvage salvage;

    /** Without rules. */
    public RecordDecoder() {
        this(Limits.DEFAULT, null);
    }

    /**
     * @param marker says which rules records match; null where there are none
     */
    public RecordDecoder(@Nullable RecordMarker marker) {
        this(Limits.DEFAULT, marker);
    }

    public RecordDecoder(Limits limits) {
        this(limits, null);
    }

    private RecordDecoder(Limits limits, @Nullable RecordMarker marker) {
        JsonFactory factory =
                JsonFactory.builder()
                        .streamReadConstraints(
                                StreamReadConstraints.builder()
                                        .maxNestingDepth(limits.nestingDepth())
                                        .maxStringLength(limits.stringLength())
                                        .maxNameLength(limits.stringLength())
                                        .build())
                        // Names and user agents hold what people put there, escaped or not.
                        .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
                        // Scripts write \' and the paths of Windows as they are.
                        .enable(JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
                        // What Python writes where a table had no value.
                        .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                        // Before each document of a JSON text sequence, RFC 7464.
                        .enable(JsonReadFeature.ALLOW_RS_CONTROL_CHAR)
                        .build();
        this.documents = new DocumentReader(factory, marker);
        this.salvage = new Salvage(documents);
    }

    /**
     * Decodes one message or document. Calls out once per record, in their order. Throws nothing,
     * whatever the bytes; only what {@code out} throws passes through.
     *
     * @param position where the bytes came from; its time stands in for records that have none
     * @return records: events and dead letters
     */
    public int decode(
            byte[] bytes,
            int offset,
            int length,
            Position position,
            Consumer<? super Decoded> out) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        Input input = new Input(bytes, position, out);
        int end = offset + length;
        int start = afterByteOrderMark(bytes, offset, end);
        start = Extents.afterLogPrefix(bytes, start, end);
        Failure failure = documents.read(input, start, end);
        if (failure == null) {
            return input.count();
        }
        byte[] characters = Utf8.repaired(bytes, failure.at(), end);
        if (characters == null) {
            salvage.run(input, failure, end);
            return input.count();
        }
        Input again = new Input(characters, position, out);
        Failure left = documents.read(again, 0, characters.length);
        if (left != null) {
            salvage.run(again, left, characters.length);
        }
        return input.count() + again.count();
    }

    private static int afterByteOrderMark(byte[] bytes, int offset, int end) {
        boolean marked =
                end - offset >= 3
                        && bytes[offset] == (byte) 0xEF
                        && bytes[offset + 1] == (byte) 0xBB
                        && bytes[offset + 2] == (byte) 0xBF;
        return marked ? offset + 3 : offset;
    }
}
