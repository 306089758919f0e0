package io.entracep.rule;

/**
 * Matches count only together, where a day has many more than is usual on that weekday: our key
 * {@code trend}.
 *
 * @param line line in the file
 * @param of whose matches are added up
 * @param factor how many times as many as usual there must be
 * @param atLeast how many there must be in any case
 * @param fromZero whether it also holds where none of the weeks has any
 */
public record TrendSection(int line, Whose of, double factor, long atLeast, boolean fromZero) {}
