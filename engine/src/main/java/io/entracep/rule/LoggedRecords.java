package io.entracep.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.entracep.decode.CapturePath;
import io.entracep.decode.Decoded;
import io.entracep.decode.Position;
import io.entracep.decode.RecordDecoder;
import io.entracep.decode.RecordMarker;
import io.entracep.event.Category;
import io.entracep.event.EntraEvent;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Records as trees, each with the log that it belongs to, in the form in which rules see them: read
 * by the decoder of the job. For explanations.
 */
public final class LoggedRecords {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Position NOWHERE = new Position("", 0, 0);

    private LoggedRecords() {}

    /**
     * One record.
     *
     * @param category its log
     * @param record an object; missing where it could not be read
     * @param trouble why it could not be read; null where it could
     */
    public record LoggedRecord(Category category, JsonNode record, @Nullable String trouble) {}

    /** All records of messages or documents of JSON. */
    public static List<LoggedRecord> read(InputStream in) throws IOException {
        byte[] bytes = in.readAllBytes();
        List<LoggedRecord> records = new ArrayList<>();
        new RecordDecoder(new Seen(records))
                .decode(
                        bytes,
                        0,
                        bytes.length,
                        NOWHERE,
                        decoded -> {
                            if (decoded instanceof Decoded.DeadLetter letter) {
                                records.add(
                                        new LoggedRecord(
                                                Category.OTHER,
                                                MissingNode.getInstance(),
                                                letter.detail()));
                            }
                        });
        return records;
    }

    /** Sees what rules are shown, and matches none. */
    private record Seen(List<LoggedRecord> records) implements RecordMarker {
        @Override
        public List<CapturePath> paths() {
            return List.of();
        }

        @Override
        public Marks mark(EntraEvent event, ReadRecord record) {
            try {
                JsonNode tree =
                        MAPPER.readTree(
                                record.bytes(), record.start(), record.end() - record.start());
                records.add(new LoggedRecord(event.category(), tree, null));
            } catch (IOException e) {
                records.add(
                        new LoggedRecord(
                                event.category(),
                                MissingNode.getInstance(),
                                "it has characters that JSON does not allow"));
            }
            return Marks.NONE;
        }
    }
}
