package io.entracep.decode;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.entracep.decode.Decoded.Reason;
import io.entracep.decode.Recogniser.Judgement;
import io.entracep.decode.RecordReader.Found;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads documents one after the other, with anything or nothing between them: envelopes, lists,
 * arrays and bare records, and what holds these inside of something else. Stops at the first error
 * of syntax; {@link Salvage} goes on from there.
 */
final class DocumentReader {

    private final JsonFactory factory;
    private final Recogniser recogniser;
    private final Unwrapper unwrapper;

    /** Where to go on after an error. */
    private int mark;

    /**
     * @param marker says which rules records match; null where there are none
     */
    DocumentReader(JsonFactory factory, @Nullable RecordMarker marker) {
        this.factory = factory;
        this.recogniser = new Recogniser(factory, marker);
        this.unwrapper = new Unwrapper(factory, recogniser);
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
            return new Failure(Reason.LIMIT_EXCEEDED, SyntaxTrouble.ofLimit(e), mark);
        } catch (JacksonException e) {
            String trouble = SyntaxTrouble.of(e, input.bytes(), start, mark, end);
            return new Failure(Reason.MALFORMED_JSON, trouble, mark);
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
        return recogniser.isRecord(bytes, start, end);
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
            noObject(input, parser, token, start, base);
        } else if (recogniser.read(parser, mayBeList) == Found.RECORD) {
            int end = base + position(parser);
            tell(input, start, end);
            mark = end;
        } else {
            envelope(input, parser, start, base);
        }
    }

    private void noObject(Input input, JsonParser parser, JsonToken token, int start, int base)
            throws IOException {
        String text = token == JsonToken.VALUE_STRING ? parser.getText() : "";
        parser.skipChildren();
        parser.finishToken();
        mark = base + position(parser);
        List<Decoded> inside =
                token == JsonToken.VALUE_STRING
                        ? unwrapper.inside(input, text)
                        : token == JsonToken.START_ARRAY
                                ? unwrapper.inside(input, start, mark)
                                : List.of();
        inside.forEach(input::found);
        if (inside.isEmpty()) {
            input.deadLetter(
                    Reason.NOT_A_RECORD, "not an object, where a record must be one", start, mark);
        }
    }

    /** The parser stands at the list of an envelope; there may be more than one list in it. */
    private void envelope(Input input, JsonParser parser, int start, int base) throws IOException {
        int list = base + position(parser);
        boolean passedOver = recogniser.hasPassedOver();
        String nextLink = recogniser.nextLink();
        if (passedOver) {
            insideHead(input, start, list);
        }
        mark = list;
        elements(input, parser, base, false);
        String name;
        while ((name = parser.nextFieldName()) != null) {
            JsonToken token = parser.nextToken();
            int from = base + (int) parser.currentTokenLocation().getByteOffset();
            if (token == JsonToken.START_ARRAY && recogniser.isKeyOfRecords(name)) {
                elements(input, parser, base, false);
            } else if (token.isStructStart()) {
                parser.skipChildren();
                unwrapper.inside(input, from, base + position(parser)).forEach(input::found);
            } else if (token == JsonToken.VALUE_STRING) {
                String text = parser.getText();
                nextLink = name.endsWith("nextLink") ? Values.present(text) : nextLink;
                unwrapper.inside(input, text).forEach(input::found);
            }
        }
        if (nextLink != null) {
            input.goesOn(nextLink);
        }
    }

    /** What stands before the list of an envelope, as if it were an object of its own. */
    private void insideHead(Input input, int start, int list) {
        byte[] head = new byte[list - start + 2];
        System.arraycopy(input.bytes(), start, head, 0, list - start);
        head[list - start] = ']';
        head[list - start + 1] = '}';
        unwrapper.inside(input.within(head), 0, head.length).forEach(input::found);
    }

    private void tell(Input input, int start, int end) throws IOException {
        boolean mayHold = recogniser.mayHoldRecords();
        Judgement judgement = recogniser.judge(input, start, end);
        mayHold &= recogniser.mayHoldRecords();
        boolean isRecord = judgement.event() != null || judgement.reason() != null;
        List<Decoded> inside =
                isRecord && !mayHold ? List.of() : unwrapper.inside(input, start, end);
        if (!isRecord && inside.isEmpty()) {
            inside = unwrapper.insideUnfolded(input, start, end);
        }
        if (isRecord ? Unwrapper.holdRecords(inside) : !inside.isEmpty()) {
            inside.forEach(input::found);
        } else if (isRecord) {
            input.told(judgement, start, end).forEach(input::found);
        } else if (!BulkAction.is(factory, input.bytes(), start, end)) {
            input.deadLetter(Reason.UNRECOGNISED, Unwrapper.NO_LOG, start, end);
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
