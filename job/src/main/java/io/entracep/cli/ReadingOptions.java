package io.entracep.cli;

import io.entracep.decode.DateOrder;
import io.entracep.replay.Reading;
import io.entracep.source.FileFormat;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How files of logs are read, for any command that reads them. */
final class ReadingOptions {
    @Option(
            names = "--format",
            paramLabel = "F",
            defaultValue = "auto",
            converter = FormatConverter.class,
            description = {
                "How records lie in the files: auto, lines, json or csv.",
                "auto (the default) tells it from the content of each file; lines: one JSON document"
                        + " a line; json: lists, {\"records\":[...]}, pretty-printed or concatenated"
                        + " documents; csv: rows of cells under a header."
            })
    private FileFormat format = FileFormat.AUTO;

    @Option(
            names = "--dates",
            paramLabel = "ORDER",
            defaultValue = "auto",
            converter = DatesConverter.class,
            description = {
                "What 09/03/2026 means: day-first, month-first or auto.",
                "auto (the default) tells it from each file; where it cannot, the records are dead letters."
            })
    private DateOrder dates = DateOrder.UNKNOWN;

    @Option(
            names = "--tenant",
            paramLabel = "ID",
            converter = TenantConverter.class,
            description = {
                "Whose the records are that name no tenant, as those of Graph and of the portal.",
                "Without it: the one tenant of the other records, or of the policy, if there is one."
            })
    private @Nullable String tenant;

    /** What was asked for. */
    Reading reading() {
        return new Reading(format, dates, tenant);
    }

    /** Any spelling; other words are refused with those that are known. */
    static final class FormatConverter implements ITypeConverter<FileFormat> {
        @Override
        public FileFormat convert(String text) {
            for (FileFormat format : FileFormat.values()) {
                if (format.name().equalsIgnoreCase(text)) {
                    return format;
                }
            }
            throw new TypeConversionException("'" + text + "' must be auto, lines, json or csv");
        }
    }

    /** The words of {@link DateOrder} as they are typed. */
    static final class DatesConverter implements ITypeConverter<DateOrder> {
        @Override
        public DateOrder convert(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "auto" -> DateOrder.UNKNOWN;
                case "day-first" -> DateOrder.DAY_FIRST;
                case "month-first" -> DateOrder.MONTH_FIRST;
                default ->
                        throw new TypeConversionException(
                                "'" + text + "' must be auto, day-first or month-first");
            };
        }
    }

    /** An id as records have it. */
    static final class TenantConverter implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            if (!text.matches("[0-9A-Za-z._-]{1,64}")) {
                throw new TypeConversionException(
                        "'"
                                + text
                                + "' must be the id of a tenant such as 6f1c2d3e-0000-4000-8000-000000000001");
            }
            return text.toLowerCase(Locale.ROOT);
        }
    }
}
