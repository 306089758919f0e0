package io.entracep.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.catalogue.Catalogue;
import io.entracep.catalogue.Rulebook;
import io.entracep.decode.Decoded;
import io.entracep.decode.Position;
import io.entracep.decode.RecordDecoder;
import io.entracep.loop.Undecided;
import io.entracep.testing.Repository;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Promise 1 where one event comes several times with other contents: whatever the order, the same
 * delivery wins, and the final set is the same.
 */
class OtherContentsITCase {
    private static final int ORDERS = 4;
    private static final long SEED = Long.getLong("seed", 1);

    @TestFactory
    Stream<DynamicTest> doNotLetTheOrderShow() throws Exception {
        Catalogue catalogue = Catalogue.load();
        Map<String, List<Scenario>> byPolicy =
                new ScenarioReader(catalogue)
                        .readAll(Repository.path("test-data")).stream()
                                .collect(
                                        Collectors.groupingBy(
                                                Scenario::policyText,
                                                LinkedHashMap::new,
                                                Collectors.toList()));
        List<DynamicTest> tests = new ArrayList<>();
        try (ScenarioJob job = new ScenarioJob()) {
            for (List<Scenario> batch : byPolicy.values()) {
                tests.addAll(run(job, batch, catalogue));
            }
        }
        return tests.stream();
    }

    private static List<DynamicTest> run(
            ScenarioJob job, List<Scenario> batch, Catalogue catalogue) throws Exception {
        Rulebook rulebook = new Rulebook(batch.get(0).policy(), catalogue.ownRules());
        List<Decoded> arrivals = new ArrayList<>();
        for (Scenario scenario : batch) {
            List<ScenarioRecord> records = withSecondDeliveries(scenario);
            for (int order = 0; order < ORDERS; order++) {
                arrivals.addAll(arrivals(records, scenario, order, rulebook));
            }
        }
        ScenarioJob.Said said = job.run(arrivals, rulebook);
        Map<String, List<Alert>> alerts =
                said.deliveries().stream().collect(Collectors.groupingBy(Alert::tenantId));
        Map<String, List<Undecided>> undecided =
                said.undecided().stream().collect(Collectors.groupingBy(Undecided::tenantId));
        List<DynamicTest> tests = new ArrayList<>();
        for (Scenario scenario : batch) {
            List<Result> results = new ArrayList<>();
            for (int order = 0; order < ORDERS; order++) {
                String tenant = tenant(scenario, order);
                results.add(
                        Result.of(
                                alerts.getOrDefault(tenant, List.of()),
                                undecided.getOrDefault(tenant, List.of()),
                                List.of()));
            }
            tests.add(DynamicTest.dynamicTest(scenario.name(), () -> assertSame(results)));
        }
        return tests;
    }

    private static List<ScenarioRecord> withSecondDeliveries(Scenario scenario) {
        Random random = new Random(scenario.name().hashCode() ^ SEED);
        OtherContents other = new OtherContents(random);
        List<ScenarioRecord> records = new ArrayList<>(scenario.records());
        for (ScenarioRecord record : scenario.records()) {
            for (int i = random.nextInt(3); i > 0; i--) {
                records.add(other.of(record));
            }
        }
        return records;
    }

    /** In order, in reverse order, in any order. */
    private static List<Decoded> arrivals(
            List<ScenarioRecord> records, Scenario scenario, int order, Rulebook rulebook) {
        List<ScenarioRecord> ordered = new ArrayList<>(records);
        if (order == 1) {
            Collections.reverse(ordered);
        } else if (order > 1) {
            Collections.shuffle(ordered, new Random(order + SEED));
        }
        RecordDecoder decoder = new RecordDecoder(rulebook.create());
        List<Decoded> decoded = new ArrayList<>();
        for (ScenarioRecord record : ordered) {
            byte[] bytes = record.bytesFor(tenant(scenario, order));
            decoder.decode(bytes, 0, bytes.length, new Position("test", 0, 0), decoded::add);
        }
        return decoded;
    }

    private static String tenant(Scenario scenario, int order) {
        return Ids.of("other contents of " + scenario.file() + " " + order);
    }

    private static void assertSame(List<Result> results) {
        for (Result each : results) {
            assertThat(Comparison.mutations(results.get(0), each)).isEmpty();
        }
    }
}
