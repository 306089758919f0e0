package io.entracep.sequence;

import static io.entracep.sequence.Letters.A;
import static io.entracep.sequence.Letters.B;
import static io.entracep.sequence.Letters.C;
import static io.entracep.sequence.Letters.M;
import static io.entracep.sequence.Letters.N;
import static io.entracep.sequence.Letters.Z;
import static io.entracep.sequence.Letters.is;
import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.detection.SequenceDefinition;
import io.entracep.detection.SequenceMatcher;
import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import io.entracep.testing.Observations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.apache.flink.cep.pattern.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The most work that one end can cause: a full journal, four stages with negations or gaps, nothing
 * found. Work is counted in partial matches asked, which no load of the machine changes; the time
 * is printed for people.
 */
class WorstJournalTest {
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int STAGES = 4;

    /**
     * Twice the steps (each observation may be a stage and a negation), and the start waits too.
     */
    private static final int STEPS = 2 * Candidates.MOST + 1;

    record Case(String name, SequenceDefinition definition, boolean gaps, List<Observation> slice) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() {
        SequenceDefinition negations = SequenceDefinition.of("negations", fourStages());
        SequenceDefinition gaps =
                new SequenceDefinition(
                        "gaps",
                        fourStages(),
                        Map.of(),
                        Map.of("b", WINDOW.dividedBy(2), "c", WINDOW.dividedBy(2)));
        Signal[][] kinds = {{B}, {C}, {B, C}, {B, C, M}, {C, M}, {B, M}};
        List<Case> cases = new ArrayList<>();
        for (SequenceDefinition definition : List.of(negations, gaps)) {
            boolean hasGaps = definition == gaps;
            // The first A is negated at once, so that every choice of B and C is tried in vain.
            cases.add(worst("both alternate", definition, hasGaps, i -> kinds[i % 2]));
            cases.add(worst("each is both", definition, hasGaps, i -> kinds[2 + i % 2]));
            Random random = new Random(7);
            cases.add(
                    worst(
                            "at random",
                            definition,
                            hasGaps,
                            i -> kinds[random.nextInt(kinds.length)]));
        }
        return cases.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void growsWithTheCandidatesNotWithTheirCombinations(Case worst) {
        List<Observation> slice = worst.slice();
        Observation end = slice.get(slice.size() - 1);
        try (NfaSequenceMatcherFactory factory = new NfaSequenceMatcherFactory()) {
            SequenceMatcher matcher = factory.create(worst.definition());
            assertThat(matcher.matchEndingIn(end, slice)).isEmpty();
            long work = factory.engine().work();
            // Without gaps one partial match waits per stage; with gaps, at each of two stages one
            // per candidate so far, which is half of all on average.
            long perStep = worst.gaps() ? Candidates.MOST : STAGES;
            assertThat(work).isGreaterThan(Candidates.MOST).isLessThan(STEPS * perStep);
            System.out.printf(
                    "%s, %s: %d partial matches asked, median %.2f ms%n",
                    worst.definition().id(), worst, work, medianMillis(matcher, end, slice));
        }
    }

    private static double medianMillis(
            SequenceMatcher matcher, Observation end, List<Observation> slice) {
        long[] nanos = new long[51];
        for (int i = 0; i < nanos.length; i++) {
            long start = System.nanoTime();
            matcher.matchEndingIn(end, slice);
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return nanos[nanos.length / 2] / 1e6;
    }

    private static Case worst(
            String name, SequenceDefinition definition, boolean gaps, IntFunction<Signal[]> kind) {
        List<Observation> slice = new ArrayList<>();
        slice.add(at(0, A));
        slice.add(at(1, N));
        for (int i = 2; i < Candidates.MOST; i++) {
            slice.add(at(i, kind.apply(i)));
        }
        slice.add(at(Candidates.MOST, Z));
        return new Case(name, definition, gaps, slice);
    }

    private static Observation at(int second, Signal... letters) {
        return Observations.observation("e%03d".formatted(second))
                .at(Observations.START.plusSeconds(second))
                .with(letters)
                .build();
    }

    private static Pattern<Observation, ?> fourStages() {
        return Pattern.<Observation>begin("a")
                .where(is(A))
                .notFollowedBy("n")
                .where(is(N))
                .followedBy("b")
                .where(is(B))
                .notFollowedBy("m")
                .where(is(M))
                .followedBy("c")
                .where(is(C))
                .followedBy("z")
                .where(is(Z))
                .within(WINDOW);
    }
}
