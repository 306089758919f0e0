package io.entracep.policy;

import java.util.Arrays;
import java.util.Collection;

/** Numbers, looked up without boxing. */
final class NumberSet {

    static final NumberSet NONE = new NumberSet(new long[0]);

    private final long[] sorted;

    NumberSet(long... numbers) {
        sorted = numbers.clone();
        Arrays.sort(sorted);
    }

    static NumberSet of(Collection<Long> numbers) {
        return new NumberSet(numbers.stream().mapToLong(Long::longValue).toArray());
    }

    boolean contains(long number) {
        return Arrays.binarySearch(sorted, number) >= 0;
    }
}
