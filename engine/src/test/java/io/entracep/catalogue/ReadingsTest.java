package io.entracep.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What detections say of one another. */
class ReadingsTest {
    private static final Map<String, Set<String>> NONE = Map.of("a", Set.of(), "b", Set.of());

    @Test
    void nothingIsWrongWithARow() {
        Map<String, Set<String>> row = Map.of("a", Set.of("b"), "b", Set.of());
        assertThat(new Readings(row, row).problems()).isEmpty();
    }

    @Test
    void aDetectionThatReadsItselfWouldNeverEnd() {
        Map<String, Set<String>> ring = Map.of("a", Set.of("b"), "b", Set.of("a"));
        assertThat(new Readings(ring, NONE).problems())
                .containsExactlyInAnyOrder(
                        "a: reads itself through other detections",
                        "b: reads itself through other detections");
    }

    @Test
    void ofTwoThatArePartsOfOneAnotherNothingWouldBeTold() {
        Map<String, Set<String>> ring = Map.of("a", Set.of("b"), "b", Set.of("a"));
        assertThat(new Readings(NONE, ring).problems())
                .containsExactlyInAnyOrder(
                        "a: part of itself through other detections",
                        "b: part of itself through other detections");
    }

    @Test
    void whatIsNamedExists() {
        Map<String, Set<String>> unknown = Map.of("a", Set.of("c"), "b", Set.of());
        assertThat(new Readings(unknown, unknown).problems())
                .containsExactly(
                        "a: reads c, which does not exist", "a: part of c, which does not exist");
    }
}
