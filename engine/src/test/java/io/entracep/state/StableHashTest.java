package io.entracep.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What names findings, and what decides which values are kept. */
class StableHashTest {
    private static final List<String> VALUES =
            IntStream.range(0, 100).mapToObj(i -> "agent " + i).toList();

    @Test
    void aNameIsTheBeginningOfSha256() {
        assertThat(StableHash.name("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223");
    }

    @Test
    void whoDoesNotKnowTheSeedDoesNotKnowWhatIsKept() {
        long known = StableHash.seededOffset(null);
        long secret = StableHash.seededOffset("only we know");

        assertThat(smallest(value -> StableHash.hash64(value, known)))
                .isEqualTo(smallest(StableHash::hash64))
                .isEqualTo(smallest(value -> StableHash.hash64(value, StableHash.seededOffset(""))))
                .isNotEqualTo(smallest(value -> StableHash.hash64(value, secret)));
    }

    private static List<String> smallest(ToLongFunction<String> hash) {
        return VALUES.stream().sorted(Comparator.comparingLong(hash)).limit(10).toList();
    }
}
