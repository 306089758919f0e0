package io.entracep.testing;

import io.entracep.decode.Decoded;
import io.entracep.decode.Position;
import io.entracep.decode.RecordDecoder;
import io.entracep.event.EntraEvent;
import java.util.ArrayList;
import java.util.List;

/** Events of records, as the decoder reads them. */
public final class DecodedRecords {
    private DecodedRecords() {}

    /** The events among the records; what is no event is left out. */
    public static List<EntraEvent> events(Iterable<byte[]> records) {
        RecordDecoder decoder = new RecordDecoder();
        List<EntraEvent> events = new ArrayList<>();
        for (byte[] record : records) {
            decoder.decode(
                    record,
                    0,
                    record.length,
                    new Position("test", 0, 0),
                    decoded -> {
                        if (decoded instanceof Decoded.Event event) {
                            events.add(event.event());
                        }
                    });
        }
        return events;
    }
}
