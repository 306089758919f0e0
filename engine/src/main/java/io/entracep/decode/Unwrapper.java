package io.entracep.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.entracep.decode.Decoded.Reason;
import io.entracep.decode.Recogniser.Judgement;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;

/**
 * Finds records inside of what is none itself: whatever a shipper, a query or a script put around
 * them, as objects or as text that holds JSON. What is inside of a record is part of it and not
 * looked at.
 */
final class Unwrapper {

    /** What is said of an object of which nobody knows what it is. */
    static final String NO_LOG = "neither a category nor the fields of a log";

    /** Wrappers within wrappers that are opened. */
    private static final int MAX_DEPTH = 8;

    private final JsonFactory factory;
    private final Recogniser recogniser;
    private final Tables tables;

    Unwrapper(JsonFactory factory, Recogniser recogniser) {
        this.factory = factory;
        this.recogniser = recogniser;
        this.tables = new Tables(factory);
    }

    /**
     * Events in the object or list in these bytes, in their order; beside them, dead letters for
     * their siblings in a list that are none. Empty where there is no record inside.
     */
    List<Decoded> inside(Input input, int start, int end) {
        return inside(input, start, end, 0);
    }

    /** The same for an object that is no record, below names that stand for places. */
    List<Decoded> insideUnfolded(Input input, int start, int end) throws IOException {
        return insideUnfolded(input, start, end, 0);
    }

    /** The same for a text that may hold JSON. */
    List<Decoded> inside(Input input, String text) {
        return inText(input, text, 0);
    }

    /** Whether there is more than things of which nobody knows what they are. */
    static boolean holdRecords(List<Decoded> found) {
        for (Decoded each : found) {
            if (!(each instanceof Decoded.DeadLetter letter)
                    || letter.reason() != Reason.UNRECOGNISED) {
                return true;
            }
        }
        return false;
    }

    private List<Decoded> inside(Input input, int start, int end, int depth) {
        if (depth == MAX_DEPTH) {
            return List.of();
        }
        try (JsonParser parser = factory.createParser(input.bytes(), start, end - start)) {
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_OBJECT) {
                return members(ofItsTenant(input, start, end), parser, start, end, depth);
            }
            return token == JsonToken.START_ARRAY
                    ? elements(input, parser, start, depth, false)
                    : List.of();
        } catch (IOException e) {
            // It was read before, so this is a text that is no JSON, or cut: no records in there.
            return List.of();
        }
    }

    private List<Decoded> insideUnfolded(Input input, int start, int end, int depth)
            throws IOException {
        byte[] unfolded = recogniser.unfolded(input, start, end);
        return unfolded == null
                ? List.of()
                : inside(input.within(unfolded), 0, unfolded.length, depth);
    }

    private Input ofItsTenant(Input input, int start, int end) throws IOException {
        try (JsonParser parser = factory.createParser(input.bytes(), start, end - start)) {
            parser.nextToken();
            String tenant = Tenants.beside(parser);
            return tenant == null ? input : input.inTenant(tenant);
        }
    }

    private List<Decoded> members(Input input, JsonParser parser, int start, int end, int depth)
            throws IOException {
        // The same record may stand there twice, as text and as an object.
        LinkedHashSet<Decoded> found = new LinkedHashSet<>();
        boolean columns = false;
        boolean rows = false;
        String name;
        while ((name = parser.nextFieldName()) != null) {
            JsonToken token = parser.nextToken();
            int from = start + (int) parser.currentTokenLocation().getByteOffset();
            if (token == JsonToken.START_ARRAY) {
                String key = name.toLowerCase(Locale.ROOT);
                columns |= key.equals("columns");
                rows |= key.equals("rows") || key.equals("data");
                found.addAll(
                        elements(input, parser, start, depth, recogniser.isKeyOfRecords(name)));
            } else if (token == JsonToken.START_OBJECT) {
                parser.skipChildren();
                found.addAll(one(input, from, start + position(parser), depth + 1));
            } else if (token == JsonToken.VALUE_STRING) {
                found.addAll(inText(input, parser.getText(), depth + 1));
            }
        }
        if (columns && rows) {
            return table(input, start, end, depth);
        }
        return new ArrayList<>(found);
    }

    private List<Decoded> elements(
            Input input, JsonParser parser, int base, int depth, boolean areRecords)
            throws IOException {
        List<Decoded> found = new ArrayList<>();
        boolean any = areRecords;
        JsonToken token;
        while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
            int from = base + (int) parser.currentTokenLocation().getByteOffset();
            String text = token == JsonToken.VALUE_STRING ? parser.getText() : "";
            parser.skipChildren();
            parser.finishToken();
            int to = base + position(parser);
            List<Decoded> inElement =
                    token == JsonToken.VALUE_STRING
                            ? inText(input, text, depth + 1)
                            : one(input, from, to, depth + 1);
            any |= !inElement.isEmpty();
            found.addAll(inElement.isEmpty() ? List.of(unrecognised(input, from, to)) : inElement);
        }
        return any ? found : List.of();
    }

    /** What one object or list is: a record, or what is inside of it. */
    private List<Decoded> one(Input input, int from, int to, int depth) {
        if (input.bytes()[from] != '{') {
            return inside(input, from, to, depth);
        }
        try (JsonParser parser = factory.createParser(input.bytes(), from, to - from)) {
            parser.nextToken();
            recogniser.read(parser, false);
            boolean mayHold = recogniser.mayHoldRecords();
            Judgement judgement = recogniser.judge(input, from, to);
            mayHold &= recogniser.mayHoldRecords();
            boolean isRecord = judgement.event() != null || judgement.reason() != null;
            if (!isRecord || mayHold) {
                List<Decoded> inside = inside(input, from, to, depth);
                if (!isRecord && inside.isEmpty()) {
                    inside = insideUnfolded(input, from, to, depth);
                }
                if (isRecord ? holdRecords(inside) : !inside.isEmpty()) {
                    return inside;
                }
            }
            return input.told(judgement, from, to);
        } catch (IOException e) {
            return List.of();
        }
    }

    private List<Decoded> inText(Input input, String text, int depth) {
        String json = text.strip();
        if (json.startsWith("\"")) {
            return depth < MAX_DEPTH ? inQuotes(input, json, depth) : List.of();
        }
        boolean isJson = json.startsWith("{") || json.startsWith("[");
        byte[] bytes = isJson ? json.getBytes(StandardCharsets.UTF_8) : Base64Text.json(json);
        if (bytes == null) {
            return List.of();
        }
        Input within = input.within(bytes);
        return depth < MAX_DEPTH ? one(within, 0, bytes.length, depth) : List.of();
    }

    /** A text within a text: somebody encoded it twice. */
    private List<Decoded> inQuotes(Input input, String json, int depth) {
        try (JsonParser parser = factory.createParser(json)) {
            return parser.nextToken() == JsonToken.VALUE_STRING
                    ? inText(input, parser.getText(), depth + 1)
                    : List.of();
        } catch (IOException e) {
            return List.of(); // A text that begins with a quote.
        }
    }

    private List<Decoded> table(Input input, int start, int end, int depth) throws IOException {
        List<Decoded> found = new ArrayList<>();
        for (byte[] row : tables.rows(input.bytes(), start, end)) {
            Input within = input.within(row);
            List<Decoded> inRow = one(within, 0, row.length, depth + 1);
            found.addAll(inRow.isEmpty() ? List.of(unrecognised(within, 0, row.length)) : inRow);
        }
        return found;
    }

    private static Decoded unrecognised(Input input, int from, int to) {
        return input.letter(Reason.UNRECOGNISED, NO_LOG, from, to);
    }

    private static int position(JsonParser parser) {
        return (int) parser.currentLocation().getByteOffset();
    }
}
