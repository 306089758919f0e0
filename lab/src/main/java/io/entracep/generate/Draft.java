package io.entracep.generate;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;

/** A record that happened but is not written yet. Small, so that many can wait to be delivered. */
interface Draft {

    /** When it happened, epoch milliseconds. */
    long eventTime();

    /** The log, as the vendor spells it. */
    String category();

    /** Time between the event and its detection, for what is found afterwards; milliseconds. */
    default long foundAfter() {
        return 0;
    }

    /**
     * Writes the record as one JSON object.
     *
     * @param emittedAt when the vendor sent it, epoch milliseconds: the envelope's {@code time}
     */
    void write(JsonGenerator json, Tenant tenant, long emittedAt) throws IOException;
}
