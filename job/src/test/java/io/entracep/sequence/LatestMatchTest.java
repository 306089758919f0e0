package io.entracep.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.detection.SequenceMatcher;
import io.entracep.signal.Observation;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The match that is found, stage by stage, against a matcher that tries every choice. */
class LatestMatchTest {
    private static final int SLICES = 500;

    static Stream<Shapes.Shape> shapes() {
        return Shapes.all().stream();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void findsTheLatestOfAllMatches(Shapes.Shape shape) {
        SequenceMatcher reference = new ReferenceMatcher(shape.definition());
        Random random = new Random(shape.definition().id().hashCode());
        int matches = 0;
        try (NfaSequenceMatcherFactory factory = new NfaSequenceMatcherFactory()) {
            SequenceMatcher matcher = factory.create(shape.definition());
            for (int i = 0; i < SLICES; i++) {
                List<Observation> slice = Letters.random(random, 24, shape.letters());
                for (Observation end : slice) {
                    var expected = reference.matchEndingIn(end, slice);
                    assertThat(matcher.matchEndingIn(end, slice))
                            .as("%s ending in %s, slice %d", shape, end.eventId(), i)
                            .isEqualTo(expected);
                    matches += expected.isPresent() ? 1 : 0;
                }
            }
            assertThat(factory.engine().isEmpty()).isTrue();
        }
        assertThat(matches).as("matches compared").isGreaterThan(SLICES / 10);
    }
}
