package io.entracep.told;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Entries and marks as lines of JSON. Fields that a later version added are passed over. */
final class LogLines {
    private static final Logger LOG = LoggerFactory.getLogger(LogLines.class);
    private static final ObjectMapper JSON =
            JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private LogLines() {}

    /** That a receiver took a delivery. */
    record Mark(String alertId, long decidedAt) {}

    static String of(Entry entry) {
        return text(entry);
    }

    static String of(Mark mark) {
        return text(mark);
    }

    /** The entry; null where the line is none. */
    static @Nullable Entry entry(String line) {
        return read(line, Entry.class);
    }

    /** The mark; null where the line is none. */
    static @Nullable Mark mark(String line) {
        return read(line, Mark.class);
    }

    private static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> @Nullable T read(String line, Class<T> type) {
        try {
            return line.isEmpty() ? null : JSON.readValue(line, type);
        } catch (JsonProcessingException e) {
            LOG.warn(
                    "A line of the log of what was told cannot be read: {}",
                    e.getOriginalMessage());
            return null;
        }
    }
}
