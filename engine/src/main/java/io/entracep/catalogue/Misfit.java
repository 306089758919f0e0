package io.entracep.catalogue;

import io.entracep.detection.Entry;
import org.jspecify.annotations.Nullable;

/**
 * A setting that a detection cannot use.
 *
 * @param setting its key, such as {@code slow-window}; empty where none can be told
 * @param value what was given, null where the key itself is wrong
 * @param expected what would be right, as the end of a sentence that begins with "must be"
 */
record Misfit(String setting, @Nullable String value, String expected) {

    /** For who wrote the entry. */
    String inWords(Entry entry) {
        return "%s: settings.%s%s must be %s"
                .formatted(
                        entry.id(), setting, value == null ? "" : " is " + value + ",", expected);
    }
}
