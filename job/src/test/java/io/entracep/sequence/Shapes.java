package io.entracep.sequence;

import static io.entracep.sequence.Letters.A;
import static io.entracep.sequence.Letters.B;
import static io.entracep.sequence.Letters.C;
import static io.entracep.sequence.Letters.D;
import static io.entracep.sequence.Letters.M;
import static io.entracep.sequence.Letters.N;
import static io.entracep.sequence.Letters.Z;
import static io.entracep.sequence.Letters.is;

import io.entracep.detection.SequenceDefinition;
import io.entracep.detection.SequenceDefinition.JoinKey;
import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.conditions.SimpleCondition;

/** Sequences of every admitted form, for tests that compare matchers on generated streams. */
final class Shapes {
    private static final JoinKey DEVICE = observation -> observation.event().device().id();

    private Shapes() {}

    /** A sequence and the letters that its streams are made of. */
    record Shape(SequenceDefinition definition, Signal... letters) {
        @Override
        public String toString() {
            return definition.id();
        }
    }

    static List<Shape> all() {
        return List.of(
                new Shape(plain("two-stages", begin(A).followedBy("z").where(is(Z)), 6), A, Z, N),
                new Shape(plain("three-stages", abz(), 8), A, B, Z, N),
                new Shape(
                        plain(
                                "four-stages",
                                begin(A).followedBy("b")
                                        .where(is(B))
                                        .followedBy("c")
                                        .where(is(C))
                                        .followedBy("z")
                                        .where(is(Z)),
                                10),
                        A,
                        B,
                        C,
                        Z),
                new Shape(
                        plain(
                                "negation-before-the-end",
                                begin(A).followedBy("b")
                                        .where(is(B))
                                        .notFollowedBy("n")
                                        .where(is(N))
                                        .followedBy("z")
                                        .where(is(Z)),
                                8),
                        A,
                        B,
                        Z,
                        N),
                new Shape(
                        plain(
                                "negation-before-the-middle",
                                begin(A).notFollowedBy("n")
                                        .where(is(N))
                                        .followedBy("b")
                                        .where(is(B))
                                        .followedBy("z")
                                        .where(is(Z)),
                                8),
                        A,
                        B,
                        Z,
                        N),
                new Shape(
                        plain("negations-everywhere", negationsEverywhere(), 25),
                        A,
                        B,
                        C,
                        Z,
                        A,
                        B,
                        C,
                        Z,
                        N,
                        M),
                new Shape(
                        plain(
                                "two-negations-in-one-place",
                                begin(A).notFollowedBy("n")
                                        .where(is(N))
                                        .notFollowedBy("m")
                                        .where(is(M))
                                        .followedBy("b")
                                        .where(is(B))
                                        .followedBy("z")
                                        .where(is(Z)),
                                8),
                        A,
                        B,
                        Z,
                        N,
                        M),
                new Shape(
                        plain(
                                "same-condition-thrice",
                                begin(A).followedBy("again")
                                        .where(is(A))
                                        .followedBy("and-again")
                                        .where(is(A)),
                                5),
                        A,
                        N),
                new Shape(
                        plain(
                                "overlapping-conditions",
                                Pattern.<Observation>begin("ab")
                                        .where(either(A, B))
                                        .followedBy("bc")
                                        .where(either(B, C))
                                        .notFollowedBy("nc")
                                        .where(either(N, C))
                                        .followedBy("cz")
                                        .where(either(C, Z)),
                                8),
                        A,
                        B,
                        C,
                        Z,
                        N),
                new Shape(
                        plain(
                                "stage-that-negates-too",
                                begin(A).notFollowedBy("bn")
                                        .where(either(B, N))
                                        .followedBy("bc")
                                        .where(either(B, C))
                                        .notFollowedBy("cm")
                                        .where(either(C, M))
                                        .followedBy("d")
                                        .where(either(D, A))
                                        .followedBy("z")
                                        .where(is(Z)),
                                25),
                        A,
                        B,
                        C,
                        D,
                        Z,
                        A,
                        B,
                        C,
                        D,
                        Z,
                        N,
                        M),
                new Shape(gapped("gap-before-the-end", abz(), 9, Map.of("z", 2)), A, B, Z, N),
                new Shape(gapped("gap-before-the-middle", abz(), 9, Map.of("b", 2)), A, B, Z, N),
                new Shape(
                        gapped(
                                "gaps-and-negations",
                                negationsEverywhere(),
                                25,
                                Map.of("b", 3, "c", 4, "z", 5)),
                        A,
                        B,
                        C,
                        Z,
                        A,
                        B,
                        C,
                        Z,
                        N,
                        M),
                new Shape(joined("joined-with-the-end", abz(), "a", "b", "z"), A, B, Z),
                new Shape(joined("joined-without-the-end", abz(), "a", "b"), A, B, Z),
                new Shape(
                        joined("joined-negation", negationsEverywhere(), "a", "n", "c"),
                        A,
                        B,
                        C,
                        Z,
                        A,
                        B,
                        C,
                        Z,
                        N,
                        M));
    }

    private static Pattern<Observation, Observation> begin(Signal letter) {
        return Pattern.<Observation>begin("a").where(is(letter));
    }

    private static Pattern<Observation, Observation> abz() {
        return begin(A).followedBy("b").where(is(B)).followedBy("z").where(is(Z));
    }

    private static Pattern<Observation, Observation> negationsEverywhere() {
        return begin(A).notFollowedBy("n")
                .where(is(N))
                .followedBy("b")
                .where(is(B))
                .notFollowedBy("m")
                .where(is(M))
                .followedBy("c")
                .where(is(C))
                .notFollowedBy("n2")
                .where(is(N))
                .followedBy("z")
                .where(is(Z));
    }

    private static SimpleCondition<Observation> either(Signal one, Signal other) {
        return SimpleCondition.of(observation -> observation.has(one) || observation.has(other));
    }

    private static SequenceDefinition plain(
            String id, Pattern<Observation, ?> pattern, int windowSeconds) {
        return gapped(id, pattern, windowSeconds, Map.of());
    }

    private static SequenceDefinition gapped(
            String id,
            Pattern<Observation, ?> pattern,
            int windowSeconds,
            Map<String, Integer> gapSeconds) {
        Map<String, Duration> gaps = new HashMap<>();
        gapSeconds.forEach((stage, seconds) -> gaps.put(stage, Duration.ofSeconds(seconds)));
        return new SequenceDefinition(
                id, pattern.within(Duration.ofSeconds(windowSeconds)), Map.of(), gaps);
    }

    private static SequenceDefinition joined(
            String id, Pattern<Observation, ?> pattern, String... stages) {
        Map<String, JoinKey> keys = new HashMap<>();
        for (String stage : stages) {
            keys.put(stage, DEVICE);
        }
        return new SequenceDefinition(id, pattern.within(Duration.ofSeconds(25)), keys, Map.of());
    }
}
