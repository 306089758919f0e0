package io.entracep.decode;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.entracep.decode.Decoded.Reason;
import io.entracep.decode.RecordMarker.Marks;
import io.entracep.decode.RecordReader.Found;
import io.entracep.event.EntraEvent;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents one after the other, with anything or nothing between them: envelopes, lists,
 * arrays and bare records. Stops at the first error of syntax; {@link Salvage} goes on from there.
 */
final class DocumentReader {

    private final JsonFactory factory;
    private final RecordReader reader;
    private final EventAssembler assembler = new EventAssembler();
    private final RawRecord record;
    private final RuleShape rules;
    private final @Nullable RecordMarker marker;

    /** Where to go on after an error. */
    private int mark;

    /**
     * @param marker says which rules records match; null where there are none
     */
    DocumentReader(JsonFactory factory, @Nullable RecordMarker marker) {
        this.factory = factory;
        this.marker = marker;
        this.rules = new RuleShape(marker == null ? List.of() : marker.paths());
        this.record = new RawRecord(rules.size());
        this.reader = new RecordReader(factory, rules.shape());
    }

    /** Null where everything from {@code start} to before {@code end} could be read. */
    @Nullable Failure read(Input input, int start, int end) {
        mark = start;
        if (isWide(input.bytes(), start, end)) {
            input.deadLetter(
                    Reason.MALFORMED_JSON, "the text is UTF-16 or UTF-32, not UTF-8", start, end);
            return null;
        }
        try (JsonParser parser = factory.createParser(input.bytes(), start, end - start)) {
            JsonToken token;
            while ((token = parser.nextToken()) != null) {
                if (token == JsonToken.START_ARRAY) {
                    mark = start + position(parser);
                    elements(input, parser, start, true);
                } else {
                    element(input, parser, token, start, true);
                }
            }
            return null;
        } catch (StreamConstraintsException e) {
            return new Failure(Reason.LIMIT_EXCEEDED, e.getOriginalMessage(), mark);
        } catch (JacksonException e) {
            return new Failure(Reason.MALFORMED_JSON, e.getOriginalMessage(), mark);
        } catch (IOException e) {
            return new Failure(Reason.MALFORMED_JSON, String.valueOf(e.getMessage()), mark);
        } catch (RuntimeException e) {
            // Bytes that bring down the parser must not bring down the job with it.
            if (input.isRefusal(e)) {
                throw e;
            }
            return new Failure(Reason.MALFORMED_JSON, e.toString(), mark);
        }
    }

    /**
     * Whether the object in these bytes is a whole envelope, or a record of a log that is known.
     */
    boolean isRecord(byte[] bytes, int start, int end) {
        try (JsonParser parser = factory.createParser(bytes, start, end - start)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            Found found = reader.read(parser, record, true);
            return found == Found.RECORDS
                    || (found == Found.RECORD && Routing.named(record) != null);
        } catch (IOException e) {
            return false;
        }
    }

    private void elements(Input input, JsonParser parser, int base, boolean mayBeLists)
            throws IOException {
        JsonToken token;
        while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
            element(input, parser, token, base, mayBeLists);
        }
    }

    private void element(
            Input input, JsonParser parser, JsonToken token, int base, boolean mayBeList)
            throws IOException {
        int start = base + (int) parser.currentTokenLocation().getByteOffset();
        mark = start;
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            parser.finishToken();
            mark = base + position(parser);
            input.deadLetter(
                    Reason.NOT_A_RECORD, "not an object, where a record must be one", start, mark);
        } else if (reader.read(parser, record, mayBeList) == Found.RECORD) {
            int end = base + position(parser);
            tell(input, start, end);
            mark = end;
        } else {
            mark = base + position(parser);
            elements(input, parser, base, false);
            while (parser.nextFieldName() != null) {
                parser.nextToken();
                parser.skipChildren();
            }
        }
    }

    private void tell(Input input, int start, int end) {
        EntraEvent event = assembler.event(record, input.bytes(), start, end, input.brokerTime());
        if (event != null && marker != null) {
            Marks marks = marker.mark(event, rules.view(record, input.bytes(), start, end));
            input.event(
                    marks.texts().isEmpty() ? event : event.withFields(marks.texts()),
                    marks.rules());
        } else if (event != null) {
            input.event(event, Marks.NONE.rules());
        } else {
            input.deadLetter(
                    Reason.UNRECOGNISED, "neither a category nor the fields of a log", start, end);
        }
    }

    private static int position(JsonParser parser) {
        return (int) parser.currentLocation().getByteOffset();
    }

    /** What the parser would read as UTF-16 or UTF-32: a byte order mark or a zero at the start. */
    private static boolean isWide(byte[] bytes, int start, int end) {
        for (int i = start; i < Math.min(end, start + 4); i++) {
            if (bytes[i] == 0) {
                return true;
            }
        }
        return end - start > 1 && (bytes[start] & bytes[start + 1] & 0xFE) == 0xFE;
    }
}
