package io.entracep.source;

import java.io.Serializable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where a job without checkpoint or savepoint begins to read. With one, it goes on where that was
 * taken, whatever is said here.
 *
 * @param kind how the position is found
 * @param time for {@link Kind#TIME}, else null
 */
public record StartPosition(Kind kind, @Nullable Instant time) implements Serializable {

    /** Ways to find the position. */
    public enum Kind {
        /** Where the consumer group stopped; at the earliest record where it never read. */
        COMMITTED,
        /** At the oldest record that the broker still has. */
        EARLIEST,
        /** After the newest record. */
        LATEST,
        /** At the first record that the broker took at that time or later. */
        TIME
    }

    /** Where the consumer group stopped; at the earliest record where it never read. */
    public static final StartPosition COMMITTED = new StartPosition(Kind.COMMITTED, null);

    /** At the oldest record that the broker still has. */
    public static final StartPosition EARLIEST = new StartPosition(Kind.EARLIEST, null);

    /** After the newest record. */
    public static final StartPosition LATEST = new StartPosition(Kind.LATEST, null);

    public StartPosition {
        if ((kind == Kind.TIME) != (time != null)) {
            throw new IllegalArgumentException("A start by time, and only that, has a time");
        }
    }

    /** At the first record that the broker took at that time or later. */
    public static StartPosition at(Instant time) {
        return new StartPosition(Kind.TIME, time);
    }

    /**
     * Reads {@code committed}, {@code earliest}, {@code latest} or an ISO 8601 time with offset
     * such as {@code 2024-03-01T00:00:00Z}.
     *
     * @throws IllegalArgumentException if it is none of these; the message says so
     */
    public static StartPosition parse(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "committed" -> COMMITTED;
            case "earliest" -> EARLIEST;
            case "latest" -> LATEST;
            default -> at(parseTime(text.strip()));
        };
    }

    private static Instant parseTime(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "start is '"
                            + text
                            + "', must be committed, earliest, latest or a time such as"
                            + " 2024-03-01T00:00:00Z",
                    e);
        }
    }
}
