package io.entracep.detection;

import io.entracep.signal.Observation;
import io.entracep.signal.SignalSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What speaks against a count: successes against failures. The journal keeps of each hour the
 * values with the smallest hashes, and a count is weighed by the same ones (see {@link
 * ComparedValues}): so what is kept of neither decides.
 *
 * @param signals any of these
 * @param test which of these weigh
 * @param value what must differ, as in the rules of the count; null weighs nothing
 * @param perHour how many values of an hour are kept
 */
public record Counterweight(
        SignalSet signals,
        Predicate<Observation> test,
        Function<Observation, @Nullable String> value,
        int perHour) {}
