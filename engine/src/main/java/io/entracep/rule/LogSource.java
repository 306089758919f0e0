package io.entracep.rule;

import org.jspecify.annotations.Nullable;

/**
 * Which logs a rule is about, as written.
 *
 * @param line line in the file
 * @param product such as {@code azure}
 * @param service such as {@code signinlogs}
 * @param category such as {@code authentication}
 * @param definition what the author asks of the log, for people
 */
public record LogSource(
        int line,
        @Nullable String product,
        @Nullable String service,
        @Nullable String category,
        @Nullable String definition) {}
