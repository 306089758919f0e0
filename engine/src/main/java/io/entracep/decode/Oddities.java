package io.entracep.decode;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.entracep.decode.Slot.Kind;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What of one object is not as a log writes it, noted while it is read: reasons to take a second
 * look, which costs more than the first.
 */
final class Oddities {

    private boolean wrapped;
    private boolean passedOver;
    private boolean paths;
    private boolean holdsRecords;
    private @Nullable String lost;

    void clear() {
        wrapped = false;
        passedOver = false;
        paths = false;
        holdsRecords = false;
        lost = null;
    }

    /** An object or array stands where a scalar is wanted. */
    void wrapped(JsonToken token) {
        wrapped |= token == JsonToken.START_OBJECT;
    }

    /** A value that nobody wants; it could hold something. */
    void passedOver(String name, JsonToken token) {
        passedOver |= token.isStructStart() || token == JsonToken.VALUE_STRING;
        paths |= Dotted.isPath(name);
        if (lost == null && Dotted.isOfAll(name)) {
            lost = "the elements of a list became \"" + Values.cut(name, 60) + "\"";
        }
    }

    /** What an envelope calls its records stands in something that is no plain envelope. */
    void holdsRecords(JsonToken token) {
        holdsRecords |= token.isStructStart() || token == JsonToken.VALUE_STRING;
    }

    /** A single object where a list of them is wanted. */
    void object(Slot slot, JsonParser parser) {
        wrapped |=
                isList(slot.kind())
                        && !parser.getParsingContext().getParent().inArray()
                        && slot.kind() != Kind.PLAIN_CHANGES;
    }

    /** Something else than an object in a list of them. */
    void element(JsonToken token, Slot slot, JsonParser parser) throws IOException {
        if (token == JsonToken.VALUE_STRING) {
            text(slot, parser.getText());
        } else if (token == JsonToken.START_ARRAY) {
            wrapped = true;
        }
    }

    /** A text where an object is wanted. */
    void text(Slot slot, String text) {
        if (lost == null && ScriptTexts.isObjectAsText(text)) {
            lost = "%s is \"%s\"".formatted(slot.name(), Values.cut(text.strip(), 60));
        }
    }

    /** Whether values are wrapped in objects of their own. */
    boolean isWrapped() {
        return wrapped;
    }

    /** Whether names stand for places inside of the object. */
    boolean hasPaths() {
        return paths;
    }

    /** Whether there is a value that could hold a record. */
    boolean hasPassedOver() {
        return passedOver;
    }

    /** Whether it has records beside something that makes it one itself. */
    boolean holdsRecords() {
        return holdsRecords;
    }

    /** Which part somebody wrote as text, so that what was in it is lost; null for none. */
    @Nullable String lost() {
        return lost;
    }

    private static boolean isList(Kind kind) {
        return switch (kind) {
            case TARGETS, CHANGES, PLAIN_CHANGES, PAIRS, STEPS -> true;
            case UNWANTED, TEXT, TEXTS, OBJECT, DOCUMENT, PROPERTIES, RECORDS -> false;
        };
    }
}
