package io.entracep.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.catalogue.Catalogue;
import io.entracep.event.EntraEvent;
import io.entracep.testing.CrashingJob;
import io.entracep.testing.DecodedRecords;
import io.entracep.testing.Repository;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What was said between a checkpoint and a crash is corrected at a receiver, whatever the order of
 * the input before and after: every scenario in random orders, crashed right after the first thing
 * said that does not hold in the end.
 */
class CrashedScenariosTest {
    private static final String TENANT = "0ddba115-0000-4000-8000-000000000001";
    private static final int RECORDS = 200;
    private static final int FEWEST_ORDERS = 1;
    private static final int MOST_ORDERS = 8;

    @TestFactory
    Stream<DynamicTest> nothingSaidBeforeACrashOutlivesIt() throws Exception {
        return new ScenarioReader(Catalogue.load())
                .readAll(Repository.path("test-data")).stream()
                        .map(
                                scenario ->
                                        DynamicTest.dynamicTest(
                                                scenario.name(), () -> crash(scenario)));
    }

    private static void crash(Scenario scenario) {
        List<EntraEvent> events = events(scenario);
        Random random = new Random(scenario.name().hashCode());
        try (CrashingJob job = new CrashingJob(scenario.policy().forTenant(TENANT))) {
            List<String> expected = job.uninterrupted(events);
            int orders = Math.max(FEWEST_ORDERS, Math.min(MOST_ORDERS, RECORDS / events.size()));
            for (int i = 0; i < orders; i++) {
                List<EntraEvent> order = new ArrayList<>(events);
                Collections.shuffle(order, random);
                int crash = job.firstMistake(order, expected);
                if (crash > 0) {
                    int checkpoint = random.nextInt(crash);
                    List<EntraEvent> again =
                            new ArrayList<>(order.subList(checkpoint, order.size()));
                    again.sort(Comparator.comparingLong(EntraEvent::time));
                    assertThat(
                                    job.crashed(
                                            order.subList(0, checkpoint),
                                            order.subList(checkpoint, crash),
                                            again))
                            .as("order %d, checkpoint %d, crash %d", i, checkpoint, crash)
                            .containsExactlyElementsOf(expected);
                }
            }
        }
    }

    private static List<EntraEvent> events(Scenario scenario) {
        return DecodedRecords.events(
                scenario.records().stream().map(record -> record.bytesFor(TENANT)).toList());
    }
}
