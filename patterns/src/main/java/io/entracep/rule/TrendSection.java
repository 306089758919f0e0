package io.entracep.rule;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Matches count only together, where a day has many more than the day so long before: our key
 * {@code trend}.
 *
 * @param line line in the file
 * @param of whose matches are added up
 * @param field different values of this field are counted, null for matches
 * @param against how long before the day of comparison was
 * @param factor how many times as many there must be
 * @param atLeast how many there must be in any case
 */
public record TrendSection(
        int line,
        Whose of,
        @Nullable String field,
        Duration against,
        double factor,
        long atLeast) {}
