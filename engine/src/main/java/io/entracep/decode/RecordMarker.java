package io.entracep.decode;

import io.entracep.event.EntraEvent;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says of each record which rules it matches. Asked while the record is at hand, so that what rules
 * look at need not travel with the event. Not thread-safe: one per decoder.
 */
public interface RecordMarker {

    /** Where it looks; read while the record is streamed through. */
    List<CapturePath> paths();

    /** What there is to say of the record; {@link Marks#NONE} for nothing. */
    Marks mark(EntraEvent event, ReadRecord record);

    /** Makes one for each decoder. Travels to where records are decoded. */
    interface Factory extends Serializable {
        /** Null where there are no rules. */
        @Nullable RecordMarker create();
    }

    /** The record of an event. Valid until the next record is read. */
    interface ReadRecord {

        /**
         * Texts at the path with this index, as logged and in their order, a JSON null as null;
         * empty where nothing is there. Null where something else is there: read it in the bytes.
         */
        @Nullable List<@Nullable String> texts(int path);

        /** What the record was read of, from {@link #start} to before {@link #end}. */
        byte[] bytes();

        int start();

        int end();
    }

    /**
     * What was said of a record.
     *
     * @param rules numbers of the signals of the rules that it matches, ascending
     * @param texts values that these rules name, by field; empty for most
     */
    @SuppressWarnings("ArrayRecordComponent") // Never shared for writing.
    record Marks(long[] rules, Map<String, String> texts) {
        /** It matches none. */
        public static final Marks NONE = new Marks(new long[0], Map.of());
    }
}
