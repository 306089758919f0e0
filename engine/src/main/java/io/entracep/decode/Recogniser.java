package io.entracep.decode;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entracep.decode.Decoded.Reason;
import io.entracep.decode.RecordMarker.Marks;
import io.entracep.decode.RecordReader.Found;
import io.entracep.event.Category;
import io.entracep.event.EntraEvent;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells what one object is: an event, a record that cannot be used, or no record at all. Objects
 * that are written in another way than the logs do are brought into their form first and read
 * again.
 */
final class Recogniser {

    /**
     * What an object is: one of the three is there. No record is one that has none.
     *
     * @param event what it tells
     * @param rules numbers of the signals of rules that it matches, ascending
     * @param reason why it cannot be used
     * @param detail one sentence about that
     */
    @SuppressWarnings("ArrayRecordComponent") // Never shared for writing.
    record Judgement(
            @Nullable EntraEvent event,
            long[] rules,
            @Nullable Reason reason,
            @Nullable String detail) {

        static final Judgement NO_RECORD = new Judgement(null, Marks.NONE.rules(), null, null);

        static Judgement useless(Reason reason, String detail) {
            return new Judgement(null, Marks.NONE.rules(), reason, detail);
        }
    }

    private final JsonFactory factory;
    private final RecordReader reader;
    private final OtherForms forms;
    private final EventAssembler assembler = new EventAssembler();
    private final RawRecord record;
    private final RuleShape rules;
    private final @Nullable RecordMarker marker;

    /** The object that was read last, where it was brought into another form first. */
    private byte @Nullable [] adapted;

    /**
     * @param marker says which rules records match; null where there are none
     */
    Recogniser(JsonFactory factory, @Nullable RecordMarker marker) {
        this.factory = factory;
        this.marker = marker;
        this.rules = new RuleShape(marker == null ? List.of() : marker.paths());
        this.record = new RawRecord(rules.size());
        this.reader = new RecordReader(factory, rules.shape());
        this.forms = new OtherForms(factory);
    }

    /** Reads the object whose start the parser stands at; stops early only at a list of records. */
    Found read(JsonParser parser, boolean mayBeList) throws IOException {
        adapted = null;
        return reader.read(parser, record, mayBeList);
    }

    /** Whether the object in these bytes is a whole envelope, or a record of a known log. */
    boolean isRecord(byte[] bytes, int start, int end) {
        try (JsonParser parser = factory.createParser(bytes, start, end - start)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            Found found = read(parser, true);
            return found != Found.RECORD ? found == Found.RECORDS : Routing.named(record) != null;
        } catch (IOException e) {
            return false;
        }
    }

    /** Where the answer goes on whose list was begun; null where it does not say. */
    @Nullable String nextLink() {
        return record.outer.present(Field.NEXT_LINK);
    }

    /** Whether the key names the list of an envelope. */
    boolean isKeyOfRecords(String name) {
        return reader.isKeyOfRecords(name);
    }

    /** Whether something was passed over on the way to the list, or to the end. */
    boolean hasPassedOver() {
        return reader.oddities().hasPassedOver();
    }

    /**
     * Whether there may be records inside of the object that was read: it calls something so, or
     * has little of its own and something that was passed over.
     */
    boolean mayHoldRecords() {
        Oddities oddities = reader.oddities();
        return oddities.holdsRecords()
                || ((oddities.hasPassedOver() || record.present(Field.MESSAGE) != null)
                        && !record.hasProperties()
                        && record.present(Field.ID) == null
                        && record.present(Field.CORRELATION_ID) == null);
    }

    /** Tells what the object is that was read last. */
    Judgement judge(Input input, int start, int end) throws IOException {
        record.dates = input.dates();
        record.tenant = input.tenant();
        byte[] bytes = input.bytes();
        String lost = reader.oddities().lost();
        if (lost == null) {
            lost = plain(bytes, start, end);
        }
        if (lost != null) {
            return Judgement.useless(
                    Reason.DAMAGED,
                    "Objects were written as text on the way, what was in them is lost: %s. Export again as JSON; with PowerShell: ConvertTo-Json -Depth 20."
                            .formatted(lost));
        }
        Category category = Routing.category(record);
        if (category == null || (category == Category.OTHER && !record.hasProperties())) {
            return inOtherForm(input, start, end, category);
        }
        return event(input, start, end, category);
    }

    /** Reads an odd object again, in the form of a log; what of it is lost, null for nothing. */
    private @Nullable String plain(byte[] bytes, int start, int end) throws IOException {
        if (reader.oddities().isWrapped()) {
            ObjectNode plain = forms.unwrapped(bytes, start, end);
            if (plain != null) {
                read(forms.write(plain));
            }
        }
        if (reader.oddities().hasPaths()) {
            ObjectNode unfolded = forms.adapted(forms.read(bytes, start, end));
            if (unfolded != null) {
                read(forms.write(unfolded));
            }
        }
        return reader.oddities().lost();
    }

    /**
     * The object with places instead of names that stand for them, where it has such names; null
     * where it has none.
     */
    byte @Nullable [] unfolded(Input input, int start, int end) throws IOException {
        ObjectNode object = forms.read(input.bytes(), start, end);
        ObjectNode unfolded = Dotted.unfolded(object);
        return unfolded == object ? null : forms.write(unfolded);
    }

    private Judgement inOtherForm(Input input, int start, int end, @Nullable Category category)
            throws IOException {
        ObjectNode object = forms.read(input.bytes(), start, end);
        String foreign = forms.foreign(object);
        if (foreign != null) {
            return Judgement.useless(Reason.UNRECOGNISED, foreign);
        }
        ObjectNode adapted = forms.adapted(object);
        if (adapted != null) {
            read(forms.write(adapted));
            Category told = Routing.category(record);
            return told == null ? Judgement.NO_RECORD : event(input, start, end, told);
        }
        return category == null ? Judgement.NO_RECORD : event(input, start, end, category);
    }

    private Judgement event(Input input, int start, int end, Category category) {
        EventTime time = EventTime.of(record, category, input.brokerTime());
        if (time == null) {
            return Judgement.useless(Reason.UNREADABLE_TIME, EventTime.trouble(record, category));
        }
        EntraEvent event = assembler.event(record, category, time, input.bytes(), start, end);
        if (marker == null) {
            return new Judgement(event, Marks.NONE.rules(), null, null);
        }
        Marks marks =
                marker.mark(
                        event,
                        adapted == null
                                ? rules.view(record, input.bytes(), start, end)
                                : rules.view(record, adapted, 0, adapted.length));
        return new Judgement(
                marks.texts().isEmpty() ? event : event.withFields(marks.texts()),
                marks.rules(),
                null,
                null);
    }

    private void read(byte[] object) throws IOException {
        try (JsonParser parser = factory.createParser(object)) {
            parser.nextToken();
            read(parser, false);
        }
        adapted = object;
    }
}
