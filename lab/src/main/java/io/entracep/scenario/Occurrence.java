package io.entracep.scenario;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * One occurrence of a line of a scenario.
 *
 * @param id identity of the record, a GUID unless the line gives one
 * @param correlationId shared with other records only where the line says so
 * @param time event time
 * @param emitted time of the envelope
 */
record Occurrence(String id, String correlationId, Instant time, Instant emitted) {
    private static final DateTimeFormatter OFFSET =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'+00:00'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter ZULU =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'0000Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter AMERICAN =
            DateTimeFormatter.ofPattern("M/d/uuuu h:mm:ss a", Locale.US).withZone(ZoneOffset.UTC);

    /** The event time as sign-in and audit records spell it. */
    String timeText() {
        return OFFSET.format(time);
    }

    /** The event time with seven digits, as envelopes and risk records spell it. */
    String timeZulu() {
        return ZULU.format(time);
    }

    /** The time of emission as most envelopes spell it. */
    String emittedText() {
        return ZULU.format(emitted);
    }

    /** The time of emission as the envelopes of AD FS and risk records spell it. */
    String emittedAmerican() {
        return AMERICAN.format(emitted);
    }
}
