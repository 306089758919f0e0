package io.entracep.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.entracep.decode.Slot.Kind;
import io.entracep.event.Party;
import java.io.IOException;
import java.io.StringWriter;

/**
 * Reads one object from a token stream into a {@link RawRecord}. Streams, builds no tree and makes
 * objects only of what is wanted: skipping is tokenising, so nothing is gained by stopping early.
 */
final class RecordReader {

    /** What an object turned out to be. */
    enum Found {
        RECORD,
        /** An envelope or list: the parser stands at the start of its array. */
        RECORDS,
        /** The same under the name {@code value}, as Graph lists have it. */
        LIST
    }

    private final Shape shape;
    private final JsonFactory factory;
    private final EmbeddedJson embedded;
    private final Texts element = new Texts();
    private final Texts pair = new Texts();
    private final Oddities oddities = new Oddities();

    /**
     * @param shape what is read of a record
     */
    RecordReader(JsonFactory factory, Shape shape) {
        this.factory = factory;
        this.shape = shape;
        this.embedded = new EmbeddedJson(factory);
    }

    /** What of the object that was read last is not as a log writes it. */
    Oddities oddities() {
        return oddities;
    }

    /** Reads the object whose start the parser stands at; stops early only at a list of records. */
    Found read(JsonParser parser, RawRecord record, boolean mayBeList) throws IOException {
        record.clear();
        oddities.clear();
        String name;
        while ((name = parser.nextFieldName()) != null) {
            Slot slot = shape.slot(name);
            JsonToken token = parser.nextToken();
            if (slot.captures().length > 0) {
                capture(parser, token, slot.captures(), record.outer.captures);
            }
            if (slot.kind() == Kind.UNWANTED) {
                oddities.passedOver(name, token);
                parser.skipChildren();
            } else if (slot.kind() != Kind.RECORDS) {
                value(parser, token, slot, name, record, record.outer);
            } else if (mayBeList
                    && token == JsonToken.START_ARRAY
                    && !record.hasProperties()
                    && record.envelope(Field.CATEGORY) == null) {
                return slot.name().equals("records") ? Found.RECORDS : Found.LIST;
            } else {
                oddities.holdsRecords(token);
                parser.skipChildren();
            }
        }
        return Found.RECORD;
    }

    /** Whether the key names the list of an envelope. */
    boolean isKeyOfRecords(String name) {
        return shape.slot(name).kind() == Kind.RECORDS;
    }

    private void object(JsonParser parser, Shape inside, RawRecord record, Texts scope)
            throws IOException {
        object(parser, inside, record, scope, scope.captures);
    }

    /**
     * @param captures for rules; those of the record where the scope is an element of an array
     */
    private void object(
            JsonParser parser, Shape inside, RawRecord record, Texts scope, Captures captures)
            throws IOException {
        String name;
        while ((name = parser.nextFieldName()) != null) {
            Slot slot = inside.slot(name);
            JsonToken token = parser.nextToken();
            if (slot.captures().length > 0) {
                capture(parser, token, slot.captures(), captures);
            }
            if (slot.kind() == Kind.TEXT) {
                text(parser, token, slot, name, scope);
            } else if (slot.kind() == Kind.UNWANTED) {
                parser.skipChildren();
            } else {
                value(parser, token, slot, name, record, scope);
            }
        }
    }

    private void value(
            JsonParser parser,
            JsonToken token,
            Slot slot,
            String name,
            RawRecord record,
            Texts scope)
            throws IOException {
        switch (slot.kind()) {
            case TEXT -> text(parser, token, slot, name, scope);
            case TEXTS -> texts(parser, token, slot, name, scope);
            case DOCUMENT -> document(parser, token, slot, name, record, scope);
            case OBJECT -> {
                if (!structure(parser, token, slot, name, record, scope)) {
                    text(parser, token, slot, name, scope);
                }
            }
            case PROPERTIES -> {
                record.beginProperties(isObject(parser, token));
                structure(parser, token, slot, name, record, record.inner);
            }
            case TARGETS, CHANGES, PLAIN_CHANGES, PAIRS, STEPS ->
                    structure(parser, token, slot, name, record, scope);
            case UNWANTED, RECORDS -> parser.skipChildren();
        }
    }

    private void text(JsonParser parser, JsonToken token, Slot slot, String name, Texts scope)
            throws IOException {
        if (token.isStructStart()) {
            oddities.wrapped(token);
            parser.skipChildren();
        } else if (token != JsonToken.VALUE_NULL) {
            set(slot, name, scope, parser.getText());
        }
    }

    /** For rules. A number may be spelled in several ways, so only whole ones are plain. */
    private static void capture(
            JsonParser parser, JsonToken token, int[] indexes, Captures captures)
            throws IOException {
        for (int index : indexes) {
            switch (token) {
                case VALUE_NULL -> captures.add(index, null);
                case VALUE_STRING, VALUE_NUMBER_INT, VALUE_TRUE, VALUE_FALSE ->
                        captures.add(index, parser.getText());
                default -> captures.addNotText(index);
            }
        }
    }

    private void texts(JsonParser parser, JsonToken token, Slot slot, String name, Texts scope)
            throws IOException {
        if (token != JsonToken.START_ARRAY) {
            text(parser, token, slot, name, scope);
            return;
        }
        StringBuilder texts = new StringBuilder();
        while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
            if (token.isStructStart()) {
                parser.skipChildren();
            } else {
                texts.append(texts.isEmpty() ? "" : ",").append(parser.getText());
            }
        }
        set(slot, name, scope, texts.toString());
    }

    private void document(
            JsonParser parser,
            JsonToken token,
            Slot slot,
            String name,
            RawRecord record,
            Texts scope)
            throws IOException {
        if (token == JsonToken.VALUE_NULL) {
            return;
        }
        String text = token.isStructStart() ? copy(parser) : parser.getText();
        set(slot, name, scope, text);
        if (slot.shape() != null) {
            embedded(text, slot, name, record, scope);
        }
    }

    private String copy(JsonParser parser) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = factory.createGenerator(text)) {
            generator.copyCurrentStructure(parser);
        }
        return text.toString();
    }

    /**
     * Reads an object, the objects of an array, or either of them written as a text.
     *
     * @return false where the value is another scalar, which is left alone
     */
    private boolean structure(
            JsonParser parser,
            JsonToken token,
            Slot slot,
            String name,
            RawRecord record,
            Texts scope)
            throws IOException {
        switch (token) {
            case START_OBJECT -> {
                element(parser, slot, record, scope);
                return true;
            }
            case START_ARRAY -> {
                JsonToken each;
                while ((each = parser.nextToken()) != JsonToken.END_ARRAY) {
                    if (each == JsonToken.START_OBJECT) {
                        element(parser, slot, record, scope);
                    } else {
                        if (each != JsonToken.VALUE_NULL) {
                            record.beginUnusual();
                        }
                        oddities.element(each, slot, parser);
                        parser.skipChildren();
                    }
                }
                return true;
            }
            case VALUE_STRING -> {
                oddities.text(slot, parser.getText());
                return embedded(parser.getText(), slot, name, record, scope);
            }
            default -> {
                return false;
            }
        }
    }

    /**
     * A broken document inside a text costs what is behind the break (the services cut long ones),
     * not the record, unless it is all there is to the record.
     */
    private boolean embedded(String text, Slot slot, String name, RawRecord record, Texts scope)
            throws IOException {
        String document = text.stripLeading();
        if (!document.startsWith("{") && !document.startsWith("[")) {
            return false;
        }
        try (JsonParser parser = factory.createParser(document)) {
            Slot inside = slot.kind() == Kind.DOCUMENT ? asObject(slot) : slot;
            structure(parser, parser.nextToken(), inside, name, record, scope);
        } catch (IOException e) {
            record.beginUnusual();
            if (slot.kind() == Kind.PROPERTIES) {
                throw e;
            }
        }
        return true;
    }

    private static boolean isObject(JsonParser parser, JsonToken token) throws IOException {
        return token == JsonToken.START_OBJECT
                || (token == JsonToken.VALUE_STRING
                        && parser.getText().stripLeading().startsWith("{"));
    }

    private static Slot asObject(Slot slot) {
        return new Slot(slot.name(), Kind.OBJECT, null, slot.shape());
    }

    private void element(JsonParser parser, Slot slot, RawRecord record, Texts scope)
            throws IOException {
        Shape inside = slot.shape();
        if (inside == null) {
            parser.skipChildren();
            return;
        }
        oddities.object(slot, parser);
        switch (slot.kind()) {
            case TARGETS -> target(parser, inside, record);
            case CHANGES -> {
                object(parser, inside, record, pair.clear());
                record.change(
                        pair.get(Field.KEY),
                        embedded.decode(pair.get(Field.OLD_VALUE)),
                        embedded.decode(pair.get(Field.NEW_VALUE)));
            }
            case PLAIN_CHANGES -> {
                object(parser, inside, record, pair.clear());
                record.change(
                        pair.get(Field.KEY),
                        pair.present(Field.OLD_VALUE),
                        pair.present(Field.NEW_VALUE));
            }
            case PAIRS -> {
                object(parser, inside, record, pair.clear());
                record.detail(pair.get(Field.KEY), pair.get(Field.VALUE));
            }
            case STEPS -> {
                object(parser, inside, record, pair.clear(), scope.captures);
                record.steps.add(
                        pair.present(Field.STEP_METHOD),
                        "true".equalsIgnoreCase(pair.get(Field.STEP_SUCCEEDED)),
                        pair.present(Field.STEP_RESULT),
                        pair.present(Field.STEP_REQUIREMENT));
            }
            case UNWANTED, TEXT, TEXTS, OBJECT, DOCUMENT, PROPERTIES, RECORDS ->
                    object(parser, inside, record, scope);
        }
    }

    private void target(JsonParser parser, Shape inside, RawRecord record) throws IOException {
        object(parser, inside, record, element.clear());
        String id = Values.id(element.get(Field.TARGET_ID));
        String name = Values.userPrincipalName(element.get(Field.USER_NAME), id);
        record.target(
                new Party(
                        element.present(Field.TARGET_KIND),
                        id,
                        name != null ? name : element.present(Field.TARGET_NAME)));
    }

    /** Of several spellings of one key in one object, the vendor's own wins. */
    private static void set(Slot slot, String name, Texts scope, String text) {
        Field field = slot.field();
        if (field != null && (scope.get(field) == null || slot.name().equals(name))) {
            scope.set(field, text);
        }
    }
}
