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

    private static List<DynamicTest> run(ScenarioJob job, List<Scenario> batch, Catalogue catalogue)
            throws Exception {
        Rulebook rulebook = new Rulebook(batch.get(0).policy(), catalogue.ownRules());
        Map<Scenario, List<Result>> results = new LinkedHashMap<>();
        for (int order = 0; order < ORDERS; order++) {
            List<Decoded> arrivals = new ArrayList<>();
            for (Scenario scenario : batch) {
                arrivals.addAll(arrivals(scenario, order, rulebook));
            }
            ScenarioJob.Said said = job.run(arrivals, rulebook);
            for (Scenario scenario : batch) {
                results.computeIfAbsent(scenario, key -> new ArrayList<>())
                        .add(result(said, tenant(scenario)));
            }
        }
        List<DynamicTest> tests = new ArrayList<>();
        results.forEach(
                (scenario, all) ->
                        tests.add(DynamicTest.dynamicTest(scenario.name(), () -> assertSame(all))));
        return tests;
    }

    private static Result result(ScenarioJob.Said said, String tenant) {
        List<Alert> alerts =
                said.deliveries().stream().filter(a -> a.tenantId().equals(tenant)).toList();
        List<Undecided> undecided =
                said.undecided().stream().filter(u -> u.tenantId().equals(tenant)).toList();
        return Result.of(alerts, undecided, List.of());
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
    private static List<Decoded> arrivals(Scenario scenario, int order, Rulebook rulebook) {
        List<ScenarioRecord> ordered = withSecondDeliveries(scenario);
        if (order == 1) {
            Collections.reverse(ordered);
        } else if (order > 1) {
            Collections.shuffle(ordered, new Random(order + SEED));
        }
        RecordDecoder decoder = new RecordDecoder(rulebook.create());
        List<Decoded> decoded = new ArrayList<>();
        for (ScenarioRecord record : ordered) {
            byte[] bytes = record.bytesFor(tenant(scenario));
            decoder.decode(bytes, 0, bytes.length, new Position("test", 0, 0), decoded::add);
        }
        return decoded;
    }

    private static String tenant(Scenario scenario) {
        return Ids.of("other contents of " + scenario.file());
    }

    private static void assertSame(List<Result> results) {
        for (Result each : results) {
            assertThat(Comparison.mutations(results.get(0), each)).isEmpty();
        }
    }
}
