package io.entracep.told;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.catalogue.Catalogue;
import io.entracep.event.EntraEvent;
import io.entracep.policy.PolicyReader;
import io.entracep.policy.TenantPolicy;
import io.entracep.promise.GeneratedDay;
import io.entracep.scenario.Scenario;
import io.entracep.scenario.ScenarioReader;
import io.entracep.testing.DecodedRecords;
import io.entracep.testing.Repository;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Whatever the cuts into checkpoint and crash, the order in which input is read again, and how
 * often: in the end a receiver has what holds, and nothing was cleared that was not told.
 */
class CrashedScenariosTest {
    private static final String TENANT = "0ddba115-0000-4000-8000-000000000001";
    private static final int RECORDS = 300;
    private static final int FEWEST_ORDERS = 2;
    private static final int MOST_ORDERS = 12;
    private static final GeneratedDay DAY = new GeneratedDay(11, 1_500);

    @TestFactory
    Stream<DynamicTest> afterCrashesReceiversHaveWhatHolds() throws Exception {
        return new ScenarioReader(Catalogue.load())
                .readAll(Repository.path("test-data")).stream()
                        .map(
                                scenario ->
                                        DynamicTest.dynamicTest(
                                                scenario.name(), () -> crash(scenario)));
    }

    @Property(tries = 12)
    void afterCrashesWhereEventTimeMoves(@ForAll long seed, @ForAll boolean moves) {
        Random random = new Random(seed);
        TenantPolicy policy =
                PolicyReader.read("policy.yaml", DAY.policy()).forTenant(DAY.tenantId());
        // In order of arrival: what is too late is no matter of crashes.
        crash(
                policy,
                DAY.events(),
                moves ? Duration.ofHours(3) : null,
                random,
                rest -> shuffleWithin(rest, 20, random));
    }

    private static void crash(Scenario scenario) {
        List<EntraEvent> events = events(scenario);
        Random random = new Random(scenario.name().hashCode());
        int orders = Math.max(FEWEST_ORDERS, Math.min(MOST_ORDERS, RECORDS / events.size()));
        for (int i = 0; i < orders; i++) {
            List<EntraEvent> order = new ArrayList<>(events);
            Collections.shuffle(order, random);
            Consumer<List<EntraEvent>> again =
                    i % 2 == 0
                            ? rest -> Collections.shuffle(rest, random)
                            : rest -> rest.sort(Comparator.comparingLong(EntraEvent::time));
            crash(scenario.policy().forTenant(TENANT), order, null, random, again);
        }
    }

    private static void crash(
            TenantPolicy policy,
            List<EntraEvent> events,
            Duration delay,
            Random random,
            Consumer<List<EntraEvent>> reorder) {
        List<String> expected;
        try (CrashingJob job = new CrashingJob(policy, delay, random)) {
            job.run(events);
            expected = job.active();
        }
        try (CrashingJob job = new CrashingJob(policy, delay, random)) {
            job.crash(events, 1 + random.nextInt(3), reorder);

            assertThat(job.active()).containsExactlyElementsOf(expected);
            assertThat(job.clearedUntold()).isEmpty();
        }
    }

    private static void shuffleWithin(List<EntraEvent> events, int distance, Random random) {
        for (int i = 0; i + distance < events.size(); i += distance) {
            Collections.shuffle(events.subList(i, i + distance), random);
        }
    }

    private static List<EntraEvent> events(Scenario scenario) {
        return DecodedRecords.events(
                scenario.records().stream().map(record -> record.bytesFor(TENANT)).toList());
    }
}
