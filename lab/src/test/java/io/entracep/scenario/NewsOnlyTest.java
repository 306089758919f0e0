package io.entracep.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entracep.alert.Alert;
import io.entracep.catalogue.Catalogue;
import io.entracep.event.EntraEvent;
import io.entracep.output.AlertJson;
import io.entracep.testing.DecodedRecords;
import io.entracep.testing.Repository;
import io.entracep.testing.TestJob;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** A delivery tells something that the delivery of the same alert before it did not. */
class NewsOnlyTest {
    private static final Set<String> OF_THE_DELIVERY = Set.of("decidedAt", "revision", "late");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestFactory
    Stream<DynamicTest> noDeliveryTellsWhatTheOneBeforeTold() throws IOException {
        return new ScenarioReader(Catalogue.load())
                .readAll(Repository.path("test-data")).stream()
                        .map(
                                scenario ->
                                        DynamicTest.dynamicTest(
                                                scenario.name(), () -> assertNews(scenario)));
    }

    private static void assertNews(Scenario scenario) throws IOException {
        String tenantId = Ids.of("news of " + scenario.name());
        TestJob job =
                TestJob.withTenantPolicy(scenario.policyText(), tenantId)
                        .given(events(scenario, tenantId));
        job.alerts();
        Map<String, JsonNode> told = new HashMap<>();
        for (Alert delivery : job.deliveries()) {
            ObjectNode body = (ObjectNode) JSON.readTree(AlertJson.delivery(delivery));
            body.remove(OF_THE_DELIVERY);
            assertThat(told.put(delivery.alertId(), body)).isNotEqualTo(body);
        }
    }

    private static List<EntraEvent> events(Scenario scenario, String tenantId) {
        return DecodedRecords.events(
                scenario.records().stream().map(record -> record.bytesFor(tenantId)).toList());
    }
}
