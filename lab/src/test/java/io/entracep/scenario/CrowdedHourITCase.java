package io.entracep.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.entracep.alert.Alert;
import io.entracep.catalogue.Catalogue;
import io.entracep.catalogue.Rulebook;
import io.entracep.decode.Decoded;
import io.entracep.decode.Position;
import io.entracep.decode.RecordDecoder;
import io.entracep.detection.Severity;
import io.entracep.rule.RuleTexts;
import io.entracep.testing.Repository;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What a detection promises to tell once is told once, and told still, where the last record of its
 * scenario comes a thousand times within the hour; in any order of arrival.
 */
class CrowdedHourITCase {
    private static final int COPIES = 1000;

    /** Scenarios of a run: a thousand records of each have to fit into memory. */
    private static final int AT_ONCE = 25;

    /** A thousand of them fit into an hour. */
    private static final Duration APART = Duration.ofMillis(3_100);

    /** Each record is an alert: a risk has its own state, and each copy is another risk. */
    private static final Set<String> EACH = Set.of("account-at-risk");

    @TestFactory
    Stream<DynamicTest> detectionsTellOnce() throws Exception {
        Catalogue catalogue = Catalogue.load();
        return run(
                catalogue,
                new ScenarioReader(catalogue).readAll(Repository.path("test-data")),
                EnumSet.allOf(Crowd.class));
    }

    /** Orders of rules are a law of their own: one is enough here. */
    @TestFactory
    Stream<DynamicTest> rulesTellOnce() throws Exception {
        RuleTexts texts = ShippedRulesITCase.texts();
        Catalogue catalogue = Catalogue.load(texts);
        return run(
                catalogue,
                new RuleScenarios(catalogue, new ScenarioReader(catalogue)).of(texts),
                EnumSet.of(Crowd.NONE, Crowd.SHUFFLED));
    }

    private static Stream<DynamicTest> run(
            Catalogue catalogue, List<Scenario> scenarios, Set<Crowd> crowds) throws Exception {
        List<DynamicTest> tests = new ArrayList<>();
        try (ScenarioJob job = new ScenarioJob()) {
            for (Map<String, Scenario> batch : batches(scenarios)) {
                tests.addAll(run(job, batch, catalogue, crowds));
            }
        }
        return tests.stream();
    }

    /** The smallest scenario in which each detection speaks, those of one policy together. */
    private static List<Map<String, Scenario>> batches(List<Scenario> all) {
        Map<String, Scenario> smallest = new TreeMap<>();
        for (Scenario scenario : all) {
            for (ExpectedAlert alert : scenario.expectation().alerts()) {
                smallest.merge(
                        alert.detectionId(),
                        scenario,
                        (one, other) ->
                                other.records().size() < one.records().size() ? other : one);
            }
        }
        Map<String, Map<String, Scenario>> byPolicy = new LinkedHashMap<>();
        List<Map<String, Scenario>> batches = new ArrayList<>();
        smallest.forEach(
                (detection, scenario) -> {
                    Map<String, Scenario> batch = byPolicy.get(scenario.policyText());
                    if (batch == null || batch.size() == AT_ONCE) {
                        batch = new TreeMap<>();
                        byPolicy.put(scenario.policyText(), batch);
                        batches.add(batch);
                    }
                    batch.put(detection, scenario);
                });
        return batches;
    }

    private static List<DynamicTest> run(
            ScenarioJob job, Map<String, Scenario> batch, Catalogue catalogue, Set<Crowd> crowds)
            throws Exception {
        Rulebook rulebook =
                new Rulebook(batch.values().iterator().next().policy(), catalogue.ownRules());
        Map<String, List<Result>> results = new TreeMap<>();
        for (Crowd crowd : crowds) {
            List<Decoded> arrivals = new ArrayList<>();
            batch.forEach(
                    (detection, scenario) ->
                            arrivals.addAll(
                                    decoded(detection, crowd.of(scenario.records()), rulebook)));
            Map<String, List<Alert>> said =
                    job.run(arrivals, rulebook).deliveries().stream()
                            .collect(Collectors.groupingBy(Alert::tenantId));
            for (String detection : batch.keySet()) {
                results.computeIfAbsent(detection, key -> new ArrayList<>())
                        .add(
                                Result.of(
                                        said.getOrDefault(tenant(detection), List.of()),
                                        List.of(),
                                        List.of()));
            }
        }
        List<DynamicTest> tests = new ArrayList<>();
        results.forEach(
                (detection, said) ->
                        tests.add(
                                DynamicTest.dynamicTest(
                                        detection, () -> assertOnce(detection, said))));
        return tests;
    }

    private static void assertOnce(String detection, List<Result> said) {
        Result quiet = said.get(0);
        Result crowded = said.get(1);
        for (Result otherwise : said.subList(2, said.size())) {
            assertThat(Comparison.mutations(crowded, otherwise)).isEmpty();
        }
        int once = count(quiet, detection);
        // The thousand may reach into the next period.
        assertThat(count(crowded, detection))
                .isLessThanOrEqualTo(EACH.contains(detection) ? once + COPIES : once + 1);
        if (count(crowded, detection) < once) {
            assertThat(crowded.alerts())
                    .anyMatch(
                            alert ->
                                    count(quiet, alert.detectionId()) == 0
                                            && isWorse(alert, quiet, detection));
        }
    }

    /** Whether so many are told by another detection instead, no less severe. */
    private static boolean isWorse(Alert alert, Result quiet, String detection) {
        return quiet.alerts().stream()
                .filter(before -> before.detectionId().equals(detection))
                .allMatch(
                        before ->
                                Severity.ofLabel(alert.severity())
                                                .compareTo(Severity.ofLabel(before.severity()))
                                        >= 0);
    }

    private static int count(Result said, String detection) {
        return (int)
                said.alerts().stream()
                        .filter(alert -> alert.detectionId().equals(detection))
                        .count();
    }

    private static List<Decoded> decoded(
            String detection, List<ScenarioRecord> records, Rulebook rulebook) {
        RecordDecoder decoder = new RecordDecoder(rulebook.create());
        List<Decoded> decoded = new ArrayList<>();
        for (ScenarioRecord record : records) {
            byte[] bytes = record.bytesFor(tenant(detection));
            decoder.decode(bytes, 0, bytes.length, new Position("test", 0, 0), decoded::add);
        }
        return decoded;
    }

    private static String tenant(String detection) {
        return Ids.of("crowded hour of " + detection);
    }

    /** How often the last record comes, and in which order all do. */
    private enum Crowd {
        NONE,
        IN_ORDER,
        SHUFFLED;

        List<ScenarioRecord> of(List<ScenarioRecord> scenario) {
            List<ScenarioRecord> records = new ArrayList<>(scenario);
            if (this == NONE) {
                return records;
            }
            ScenarioRecord last =
                    Collections.max(records, Comparator.comparing(ScenarioRecord::time));
            for (int i = 1; i <= COPIES; i++) {
                records.add(copy(last, i));
            }
            if (this == SHUFFLED) {
                Collections.shuffle(records, new Random(1));
            }
            return records;
        }

        /** Another event of the same kind, a little later. */
        private static ScenarioRecord copy(ScenarioRecord record, int number) {
            Duration later = APART.multipliedBy(number);
            ObjectNode json = (ObjectNode) shifted(record.json(), record, later);
            ObjectNode inner = json.get("properties") instanceof ObjectNode object ? object : json;
            String id = Ids.of("copy " + number);
            for (ObjectNode node : List.of(json, inner)) {
                for (String name : List.of("id", "Id", "correlationId", "eventDataId")) {
                    if (node.has(name)) {
                        node.put(name, id);
                    }
                }
            }
            return new ScenarioRecord(
                    record.line(), record.time().plus(later), record.emitted().plus(later), json);
        }

        private static JsonNode shifted(JsonNode node, ScenarioRecord record, Duration by) {
            if (node instanceof ObjectNode object) {
                ObjectNode copy = object.objectNode();
                object.properties()
                        .forEach(
                                field ->
                                        copy.set(
                                                field.getKey(),
                                                shifted(field.getValue(), record, by)));
                return copy;
            }
            if (node instanceof ArrayNode list) {
                ArrayNode copy = list.arrayNode();
                list.forEach(each -> copy.add(shifted(each, record, by)));
                return copy;
            }
            return node.isTextual() ? new TextNode(shifted(node.asText(), record, by)) : node;
        }

        private static String shifted(String text, ScenarioRecord record, Duration by) {
            try {
                Instant time = Instant.parse(text);
                return isOf(record, time) ? time.plus(by).toString() : text;
            } catch (DateTimeException noTime) {
                return text;
            }
        }

        private static boolean isOf(ScenarioRecord record, Instant time) {
            return time.equals(record.emitted())
                    || Duration.between(record.time(), time).abs().toSeconds() < 2;
        }
    }
}
