package io.entracep.cli;

import io.entracep.yaml.Durations;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Times as arguments. */
final class Times {
    private Times() {}

    /** {@code 2026-03-01} (midnight UTC) or {@code 2026-03-01T08:00:00Z}. */
    static final class InstantConverter implements ITypeConverter<Instant> {
        @Override
        public Instant convert(String text) {
            try {
                return text.length() == "2026-03-01".length()
                        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                        : OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException e) {
                throw new TypeConversionException(
                        "'"
                                + text
                                + "' must be a date such as 2026-03-01 (midnight UTC) or a time with"
                                + " offset such as 2026-03-01T08:00:00Z");
            }
        }
    }

    /** {@code 90s}, {@code 15m}, {@code 24h}, {@code 7d}. */
    static final class DurationConverter implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            Duration duration = Durations.read(text);
            if (duration == null) {
                throw new TypeConversionException(
                        "'" + text + "' must be a duration such as 90s, 15m, 24h or 7d");
            }
            return duration;
        }
    }
}
