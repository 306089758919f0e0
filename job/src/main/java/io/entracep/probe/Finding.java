package io.entracep.probe;

/**
 * What was tried, and what came of it.
 *
 * @param what was tried: {@code source}, {@code sinks.soc}
 * @param works whether it works
 * @param detail a sentence or two: what was seen; of what does not work, what to do
 */
public record Finding(String what, boolean works, String detail) {}
