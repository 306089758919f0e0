package io.entracep.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.catalogue.Catalogue;
import io.entracep.detection.Condition;
import io.entracep.detection.Detection;
import io.entracep.detection.SequenceDefinition;
import io.entracep.detection.SequenceDefinition.JoinKey;
import io.entracep.detection.SequenceDetection;
import io.entracep.policy.PolicyReader;
import io.entracep.policy.TenantPolicy;
import io.entracep.signal.Derivation;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.testing.Observations;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every sequence of the catalogue finds the same ends as Flink's stock operator, on streams made of
 * its own stages.
 */
class EverySequenceITCase {
    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    private static final int STREAMS = 150;
    private static final int LENGTH = 14;
    private static final int ANY_ROLE = 15;

    static Stream<SequenceDefinition> sequences() {
        Catalogue catalogue = Catalogue.load();
        TenantPolicy policy =
                PolicyReader.read(Path.of("..", "test-data", "policy.yaml")).forTenant("any");
        List<Detection> all = new ArrayList<>(catalogue.detecting(policy).all());
        all.addAll(catalogue.correlating(policy).all());
        return all.stream()
                .filter(SequenceDetection.class::isInstance)
                // Those of rules have no fixed signals; DeclaredRulesTest holds them.
                .filter(detection -> detection.entityType() != EntityType.CORRELATION)
                .map(detection -> joinedByParity(((SequenceDetection) detection).definition()));
    }

    /** The records made here have no role, domain or application to be joined by. */
    private static SequenceDefinition joinedByParity(SequenceDefinition definition) {
        Map<String, JoinKey> joinKeys = new HashMap<>();
        for (String stage : definition.joinKeys().keySet()) {
            joinKeys.put(stage, o -> o.eventId().hashCode() % 2 == 0 ? "even" : "odd");
        }
        return new SequenceDefinition(
                definition.id(), definition.pattern(), joinKeys, definition.gaps());
    }

    @ParameterizedTest
    @MethodSource("sequences")
    void findsTheEndsThatTheStockOperatorFinds(SequenceDefinition definition) throws Exception {
        Random random = new Random(definition.id().hashCode());
        List<Condition> stages = stages(definition.pattern());
        long window = definition.pattern().getWindowSize().orElseThrow().toMillis();
        List<List<Observation>> streams = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            streams.add(stream(stages, window, random));
        }

        try (NfaSequenceMatcherFactory matchers = new NfaSequenceMatcherFactory()) {
            assertThat(
                            SequenceOracle.assertSameAnchors(
                                    matchers.create(definition), definition, streams))
                    .as("anchors compared")
                    .isPositive();
        }
    }

    /** Times fall on few instants, so that some are equal and some lie exactly a window apart. */
    private static List<Observation> stream(List<Condition> stages, long window, Random random) {
        List<Observation> stream = new ArrayList<>();
        for (int i = 0; i < LENGTH; i++) {
            Condition stage = stages.get(random.nextInt(stages.size()));
            List<Signal> signals = new ArrayList<>();
            for (Signal signal : Signal.values()) {
                if (SignalSet.of(signal).intersects(stage.signals())) {
                    signals.add(signal);
                }
            }
            Observation record =
                    Observations.observation("e" + i)
                            .at(
                                    Observations.START.toEpochMilli()
                                            + random.nextInt(9) * (window / 4))
                            .with(signals.get(random.nextInt(signals.size())))
                            .as(1 + random.nextInt(ANY_ROLE))
                            .build();
            List<String> findingsOf = stage.findingsOf().stream().sorted().toList();
            stream.add(
                    findingsOf.isEmpty()
                            ? record
                            : finding(record, findingsOf.get(random.nextInt(findingsOf.size()))));
        }
        return stream;
    }

    private static Observation finding(Observation record, String detectionId) {
        return new Observation(
                record.entity(),
                record.roles(),
                record.signals(),
                record.event(),
                new Derivation(
                        detectionId,
                        "",
                        "high",
                        Map.of("kind", "privileged", "tierZero", "yes"),
                        List.of(record)));
    }

    private static List<Condition> stages(Pattern<Observation, ?> last) {
        List<Condition> stages = new ArrayList<>();
        for (Pattern<?, ?> stage = last; stage != null; stage = stage.getPrevious()) {
            stages.add((Condition) (Object) stage.getCondition());
        }
        return stages;
    }
}
