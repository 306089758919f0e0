package io.entracep.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.catalogue.Catalogue;
import io.entracep.testing.Repository;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every scenario of {@code test-data}, under every mutator. */
class ScenarioITCase {

    @TestFactory
    Stream<DynamicTest> comesOutAsExpected() throws Exception {
        Catalogue catalogue = Catalogue.load();
        List<Scenario> scenarios =
                new ScenarioReader(catalogue).readAll(Repository.path("test-data"));
        try (ScenarioRunner runner = new ScenarioRunner(catalogue)) {
            return runner.run(scenarios, EnumSet.allOf(Mutator.class), 1).stream()
                    .map(ScenarioITCase::test);
        }
    }

    private static DynamicTest test(Outcome outcome) {
        return DynamicTest.dynamicTest(
                outcome.name(),
                () ->
                        assertThat(outcome.failures())
                                .as(outcome.scenario().description())
                                .isEmpty());
    }
}
