package io.entracep.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** Signals of rules behave as a set beside the fixed ones. */
class SignalSetProperties {

    @Property
    void unionAndIntersectionAreThoseOfSets(
            @ForAll @Size(max = 6) Set<@LongRange(min = -4, max = 4) Long> one,
            @ForAll @Size(max = 6) Set<@LongRange(min = -4, max = 4) Long> other,
            @ForAll boolean fixed) {
        SignalSet left = set(one).union(fixed ? SignalSet.of(Signal.SIGN_IN) : SignalSet.NONE);
        SignalSet right = set(other).union(SignalSet.of(Signal.AUDIT));
        Set<Long> all = new HashSet<>(one);
        all.addAll(other);

        assertThat(left.intersects(right)).isEqualTo(!Collections.disjoint(one, other));
        assertThat(right.intersects(left)).isEqualTo(left.intersects(right));
        assertThat(left.union(right).withoutRules())
                .isEqualTo(left.withoutRules().union(right.withoutRules()));
        assertThat(left.union(right))
                .isEqualTo(right.union(left))
                .hasSameHashCodeAs(right.union(left));
        assertThat(left.union(right).rules()).containsExactlyInAnyOrder(longs(all));
        assertThat(all).allMatch(left.union(right)::hasRule);
    }

    @Property
    void keepsOfRulesOnlyThoseInTheOther(
            @ForAll @Size(max = 6) Set<@LongRange(min = -4, max = 4) Long> one,
            @ForAll @Size(max = 6) Set<@LongRange(min = -4, max = 4) Long> other) {
        SignalSet fixed = SignalSet.of(Signal.AUDIT);
        Set<Long> both = new HashSet<>(one);
        both.retainAll(other);

        assertThat(set(one).union(fixed).withRulesOf(set(other))).isEqualTo(set(both).union(fixed));
    }

    private static SignalSet set(Set<Long> numbers) {
        return SignalSet.ofRules(longs(numbers));
    }

    private static long[] longs(Set<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }
}
