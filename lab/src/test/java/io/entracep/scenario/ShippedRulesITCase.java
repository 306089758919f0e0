package io.entracep.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.catalogue.Catalogue;
import io.entracep.detection.Entry;
import io.entracep.policy.PolicyReader;
import io.entracep.policy.TenantPolicy;
import io.entracep.rule.RuleTest;
import io.entracep.rule.RuleTexts;
import io.entracep.testing.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The rules that come with the program, by the tests in their own files, under every mutator. */
class ShippedRulesITCase {
    private static final Path FOLDER = Repository.path("patterns/src/main/resources/rules");

    private static RuleTexts texts;
    private static Catalogue catalogue;

    @BeforeAll
    static void reads() throws IOException {
        texts = texts();
        catalogue = Catalogue.load(texts);
    }

    /** All rule files. */
    static RuleTexts texts() throws IOException {
        try (Stream<Path> folders = Files.list(FOLDER)) {
            return RuleTexts.readAll(
                    folders.filter(Files::isDirectory).sorted().toList(), new ArrayList<>());
        }
    }

    @Test
    void noneHasAProblem() {
        assertThat(catalogue.ruleProblems()).isEmpty();
    }

    @Test
    void eachHasATestThatFiresAndOneThatStaysSilent() {
        // Rules that only correlations are about are tested by these.
        Stream<Map.Entry<String, List<RuleTest>>> told =
                Stream.concat(
                        catalogue.rules().rules().stream()
                                .filter(rule -> catalogue.entry(rule.key()) != null)
                                .filter(rule -> !isBuildingBlock(rule.key()))
                                .map(rule -> Map.entry(rule.key(), rule.rule().tests())),
                        catalogue.rules().correlations().stream()
                                .filter(rule -> !isBuildingBlock(rule.key()))
                                .map(rule -> Map.entry(rule.key(), rule.tests())));
        assertThat(told)
                .allSatisfy(
                        rule ->
                                assertThat(rule.getValue())
                                        .as(rule.getKey())
                                        .extracting(RuleTest::fires)
                                        .anyMatch(fires -> fires != null)
                                        .anyMatch(fires -> fires == null));
    }

    /** Tests of the chains and correlations that read them are their tests. */
    @Test
    void eachBuildingBlockIsRead() {
        TenantPolicy policy =
                PolicyReader.read(Repository.path("test-data/policy.yaml")).forTenant("any");
        Set<String> read = new HashSet<>();
        catalogue.correlating(policy).all().forEach(chain -> read.addAll(chain.reads()));
        catalogue.detecting(policy).all().forEach(asking -> read.addAll(asking.alerts()));

        catalogue.rules().correlations().forEach(counts -> read.addAll(counts.rules()));
        catalogue.rules().rules().stream()
                .map(rule -> rule.rule().absence())
                .filter(Objects::nonNull)
                .forEach(absence -> read.addAll(absence.expects()));

        assertThat(catalogue.rules().rules())
                .filteredOn(rule -> isBuildingBlock(rule.key()))
                .isNotEmpty()
                .allSatisfy(rule -> assertThat(read).contains(rule.key()));
    }

    /** Also what only correlations are about, which is no detection of its own. */
    private static boolean isBuildingBlock(String rule) {
        Entry entry = catalogue.entry(rule);
        return entry == null || entry.buildingBlock();
    }

    @TestFactory
    Stream<DynamicTest> comesOutAsExpected() throws Exception {
        List<Scenario> scenarios =
                new RuleScenarios(catalogue, new ScenarioReader(catalogue)).of(texts);
        assertThat(scenarios).hasSizeGreaterThan(150);
        try (ScenarioRunner runner = new ScenarioRunner(catalogue)) {
            return runner.run(scenarios, EnumSet.allOf(Mutator.class), 1).stream()
                    .map(
                            outcome ->
                                    DynamicTest.dynamicTest(
                                            outcome.name(),
                                            () ->
                                                    assertThat(outcome.failures())
                                                            .as(outcome.scenario().description())
                                                            .isEmpty()));
        }
    }
}
