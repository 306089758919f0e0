package io.entracep.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;

class MutatorProperties {

    @Property
    void losesNothingAndInventsNothing(
            @ForAll @UniqueElements @Size(max = 50) List<Integer> records,
            @ForAll Mutator mutator,
            @ForAll long seed) {
        List<Integer> expected = new ArrayList<>(records);
        if (mutator == Mutator.DUPLICATE) {
            expected.addAll(records);
        }

        assertThat(mutator.arrivals(records, new Random(seed)))
                .containsExactlyInAnyOrderElementsOf(expected)
                .isEqualTo(mutator.arrivals(records, new Random(seed)));
    }

    @Property
    void keepsTheOrderOfFirstDuplicates(
            @ForAll @UniqueElements @Size(max = 50) List<Integer> records, @ForAll long seed) {
        assertThat(Mutator.DUPLICATE.arrivals(records, new Random(seed)).stream().distinct())
                .containsExactlyElementsOf(records);
    }
}
