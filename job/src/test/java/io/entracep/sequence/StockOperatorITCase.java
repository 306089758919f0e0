package io.entracep.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.signal.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The ends that are found, against Flink's own CEP operator. */
class StockOperatorITCase {
    private static final int STREAMS = 250;

    @RegisterExtension
    static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(1)
                            .build());

    static Stream<Shapes.Shape> shapes() {
        return Shapes.all().stream();
    }

    @ParameterizedTest
    @MethodSource("shapes")
    void findsTheEndsThatTheStockOperatorFinds(Shapes.Shape shape) throws Exception {
        Random random = new Random(31 * shape.definition().id().hashCode());
        List<List<Observation>> streams = new ArrayList<>();
        for (int i = 0; i < STREAMS; i++) {
            streams.add(Letters.random(random, 18, shape.letters()));
        }
        try (NfaSequenceMatcherFactory factory = new NfaSequenceMatcherFactory()) {
            int anchors =
                    SequenceOracle.assertSameAnchors(
                            factory.create(shape.definition()), shape.definition(), streams);
            assertThat(anchors).as("anchors compared").isGreaterThan(STREAMS / 10);
        }
    }
}
