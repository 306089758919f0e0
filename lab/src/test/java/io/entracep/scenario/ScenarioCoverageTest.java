package io.entracep.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.catalogue.Catalogue;
import io.entracep.detection.Entry;
import io.entracep.testing.Repository;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Every detection of a class has scenarios in which it speaks, and in which it does not; rules have
 * theirs in their own files.
 */
class ScenarioCoverageTest {
    private static final Catalogue CATALOGUE = Catalogue.load();

    @Test
    void everyDetectionSpeaksInAScenarioOfItsFolder() throws IOException {
        Set<String> speaking = new HashSet<>();
        for (Scenario scenario : scenarios()) {
            if (speaks(scenario)) {
                speaking.add(scenario.folder());
            }
        }

        assertThat(CATALOGUE.entries())
                .filteredOn(entry -> !entry.buildingBlock() && !isRule(entry))
                .extracting(Entry::id)
                .isSubsetOf(speaking);
    }

    @Test
    void everyDetectionIsSilentInAScenarioOfItsFolder() throws IOException {
        Set<String> silent = new HashSet<>();
        for (Scenario scenario : scenarios()) {
            boolean excluded =
                    scenario.expectation().excludesOthersOf(scenario.folder())
                            || scenario.expectation().silent().contains(scenario.folder());
            if (excluded && !speaks(scenario)) {
                silent.add(scenario.folder());
            }
        }

        assertThat(CATALOGUE.entries())
                .filteredOn(entry -> !entry.buildingBlock() && !isRule(entry))
                .extracting(Entry::id)
                .isSubsetOf(silent);
    }

    @Test
    void everyFolderIsNamedLikeADetection() throws IOException {
        assertThat(scenarios())
                .extracting(Scenario::folder)
                .isSubsetOf(CATALOGUE.entries().stream().map(Entry::id).toList());
    }

    private static boolean isRule(Entry entry) {
        return CATALOGUE.rules().rule(entry.id()).isPresent()
                || CATALOGUE.rules().correlations().stream()
                        .anyMatch(rule -> rule.key().equals(entry.id()));
    }

    private static boolean speaks(Scenario scenario) {
        return scenario.expectation().alerts().stream()
                .anyMatch(alert -> alert.detectionId().equals(scenario.folder()));
    }

    private static List<Scenario> scenarios() throws IOException {
        return new ScenarioReader(CATALOGUE).readAll(Repository.path("test-data"));
    }
}
