package io.entracep.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entracep.alert.Alert;
import io.entracep.broker.EmbeddedBroker;
import io.entracep.catalogue.Catalogue;
import io.entracep.detection.Entry;
import io.entracep.event.EntraEvent;
import io.entracep.source.SharedBroker;
import io.entracep.testing.DecodedRecords;
import io.entracep.testing.Repository;
import io.entracep.testing.TestJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobID;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A savepoint of the whole job is the beginning of the next version: with a detection, a signal,
 * constants of enums and components of records added, nested records in lists widened, and a stage
 * renamed, at another parallelism. Half of what each scenario needs lies before the savepoint.
 */
@ExtendWith(SharedBroker.class)
class NewerVersionITCase {
    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    private static final String TOPIC = "insights-logs-versions";
    private static final String ADDED = "life-of-an-account";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What may be a part of another alert is told by the job, not by the loop alone. */
    private static final Set<String> POSSIBLE_PARTS =
            Catalogue.load().entries().stream()
                    .filter(entry -> !entry.partOf().isEmpty())
                    .map(Entry::id)
                    .collect(Collectors.toSet());

    /** What event time alone decides is not decided while the input goes on. */
    private static final Set<String> WAITING =
            Set.of(
                    "pim-activation-not-from-paw",
                    "unused-privileged-account",
                    "role-assigned-outside-pim",
                    "interrupts",
                    "interrupts-with-right-password",
                    "privileged-second-factor-open",
                    "log-stopped");

    /** Longer scenarios add time, and nothing that others do not keep in state. */
    private static final int MOST_RECORDS = 40;

    private static final Set<String> OF_THE_DELIVERY = Set.of("decidedAt", "revision", "late");

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;

    @Test
    void goesOnFromASavepointOfThisOne(
            @InjectMiniCluster MiniCluster cluster, EmbeddedBroker broker) throws Exception {
        List<Scenario> scenarios = scenarios();
        Map<String, String> settings = settings(broker, policy(scenarios));
        Map<String, String> ofFirstHalf = expected(scenarios, true);
        Map<String, String> ofAll = expected(scenarios, false);
        broker.createTopic(TOPIC, 1);

        produce(broker, scenarios, 0);
        JobID first = submit(cluster, VersionedJob.graph(settings));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(active()).isEqualTo(ofFirstHalf));
        String savepoint =
                cluster.stopWithSavepoint(
                                first,
                                folder.resolve("savepoints").toUri().toString(),
                                false,
                                SavepointFormatType.CANONICAL)
                        .get();

        settings.put("parallelism", "2");
        settings.put("savepoint", savepoint);
        produce(broker, scenarios, 1);
        try (NewerVersion newer = newerVersion()) {
            JobID second = submit(cluster, newer.graph(settings));
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> {
                                assertThat(active()).isEqualTo(ofAll);
                                assertThat(deliveries().values())
                                        .filteredOn(alert -> isOf(alert, ADDED))
                                        .filteredOn(NewerVersionITCase::isActive)
                                        .as("of records on both sides of the savepoint")
                                        .isNotEmpty();
                            });
            assertThat(deliveries().values())
                    .filteredOn(alert -> isOf(alert, "account-created-and-deleted"))
                    .filteredOn(NewerVersionITCase::isActive)
                    .isNotEmpty()
                    .allMatch(alert -> stages(alert).contains("made"));
            cluster.cancelJob(second).get();
            assertThat(toldAgain()).isEmpty();

            JobID third = submit(cluster, newer.graph(settings));
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () ->
                                    assertThat(toldAgain())
                                            .as("another went on from the savepoint before")
                                            .isNotEmpty());
            cluster.cancelJob(third).get();
        }
    }

    private NewerVersion newerVersion() throws IOException {
        String detection = "io/entracep/detections/account/AccountCreatedAndDeleted";
        String entry = "account/account-created-and-deleted.yaml";
        return new NewerVersion(folder)
                .adding(
                        "io/entracep/detections/account/LifeOfAnAccount",
                        Files.readString(NewerVersion.original(detection))
                                .replace("AccountCreatedAndDeleted", "LifeOfAnAccount"))
                .addingResource(
                        "catalogue/account/" + ADDED + ".yaml",
                        Files.readString(
                                        Repository.path(
                                                "patterns/src/main/resources/catalogue/" + entry))
                                .replace("account-created-and-deleted", ADDED)
                                .replace("AccountCreatedAndDeleted", "LifeOfAnAccount"))
                .changing(detection, "\"created\"", "\"made\"")
                .changing(
                        "io/entracep/signal/Signal",
                        "SIGN_IN_SUCCESS(1),",
                        "ADDED(121), SIGN_IN_SUCCESS(1),")
                .changing(
                        "io/entracep/state/ProfileKind",
                        "public enum ProfileKind {",
                        "public enum ProfileKind { ADDED(99),")
                .changing(
                        "io/entracep/event/Category",
                        "public enum Category {",
                        "public enum Category { ADDED(99, \"AddedLogs\"),")
                .changing(
                        "io/entracep/state/Said",
                        "String findingId,",
                        "String added, String findingId,")
                .changing(
                        "io/entracep/state/Said",
                        "String subjectId) {}",
                        "String subjectId) { public Said(String a, String b, String c, long d,"
                                + " String e, boolean f, long g, int h, int i, String j) {"
                                + " this(null, a, b, c, d, e, f, g, h, i, j); } }")
                .changing(
                        "io/entracep/state/PrivilegeChange",
                        "long delivered,\n        long content) {",
                        "long delivered, long content, String added) {"
                                + " public PrivilegeChange(long a, String b, int c, String d,"
                                + " String e, long f, long g) { this(a, b, c, d, e, f, g, null); }")
                .changing(
                        "io/entracep/state/Head",
                        "long @Nullable [] rules) {",
                        "long @Nullable [] rules, long added) { public Head(long[] a, long[] b,"
                                + " long[] c, long[] d, long e, long @Nullable [] f,"
                                + " long @Nullable [] g) { this(a, b, c, d, e, f, g, 0); }");
    }

    private static List<Scenario> scenarios() throws IOException {
        return new ScenarioReader(Catalogue.load())
                .readAll(Repository.path("test-data")).stream()
                        .filter(scenario -> scenario.records().size() <= MOST_RECORDS)
                        .toList();
    }

    /** The one that most of them share; a job has one. */
    private static String policy(List<Scenario> scenarios) {
        Map<String, Integer> texts = new HashMap<>();
        scenarios.forEach(scenario -> texts.merge(scenario.policyText(), 1, Integer::sum));
        return Collections.max(texts.entrySet(), Map.Entry.comparingByValue()).getKey();
    }

    private Map<String, String> settings(EmbeddedBroker broker, String policy) {
        Map<String, String> settings = new HashMap<>();
        settings.put("servers", broker.bootstrapServers());
        settings.put("topic", TOPIC);
        settings.put("login", broker.connectionStringFile().toString());
        settings.put("trusted", broker.trustStore().toString());
        settings.put("password", broker.trustStorePassword());
        settings.put("policy", policy);
        settings.put("parallelism", "1");
        settings.put("out", folder.resolve("alerts.jsonl").toString());
        return settings;
    }

    private static JobID submit(MiniCluster cluster, JobGraph graph) throws Exception {
        return cluster.submitJob(graph).get().getJobID();
    }

    private static void produce(EmbeddedBroker broker, List<Scenario> scenarios, int half) {
        Properties properties = new Properties();
        properties.putAll(broker.clientProperties());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (Scenario scenario : scenarios) {
                for (ScenarioRecord record : half(scenario, half)) {
                    producer.send(new ProducerRecord<>(TOPIC, record.bytesFor(tenant(scenario))));
                }
            }
        }
    }

    private static List<ScenarioRecord> half(Scenario scenario, int half) {
        int size = scenario.records().size();
        return half == 0
                ? scenario.records().subList(0, size / 2)
                : scenario.records().subList(size / 2, size);
    }

    private static String tenant(Scenario scenario) {
        return Ids.of("version of " + scenario.name());
    }

    /** Active alerts by id, of the first halves or of all. */
    private static Map<String, String> expected(List<Scenario> scenarios, boolean firstHalf) {
        String policy = policy(scenarios);
        Map<String, String> expected = new TreeMap<>();
        for (Scenario scenario : scenarios) {
            List<ScenarioRecord> records = firstHalf ? half(scenario, 0) : scenario.records();
            for (Alert alert :
                    TestJob.withTenantPolicy(policy, tenant(scenario))
                            .given(events(records, tenant(scenario)))
                            .alerts()) {
                if (isCompared(alert.detectionId())) {
                    expected.put(
                            alert.alertId(),
                            text(alert.detectionId(), alert.reason(), alert.lastEventTime()));
                }
            }
        }
        return expected;
    }

    private static boolean isCompared(String detectionId) {
        return !WAITING.contains(detectionId) && !POSSIBLE_PARTS.contains(detectionId);
    }

    private static List<EntraEvent> events(List<ScenarioRecord> records, String tenantId) {
        return DecodedRecords.events(
                records.stream().map(record -> record.bytesFor(tenantId)).toList());
    }

    /**
     * Active alerts by id as a receiver has them, without those of the added detection, of those
     * that wait and of those that may be parts.
     */
    private Map<String, String> active() throws IOException {
        Map<String, String> active = new TreeMap<>();
        deliveries()
                .forEach(
                        (id, alert) -> {
                            if (isActive(alert)
                                    && !isOf(alert, ADDED)
                                    && isCompared(alert.path("detectionId").asText())) {
                                active.put(
                                        id,
                                        text(
                                                alert.path("detectionId").asText(),
                                                alert.path("reason").asText(),
                                                alert.path("lastEventTime").asText()));
                            }
                        });
        return active;
    }

    /** The delivery of each alert that was decided last. */
    private Map<String, JsonNode> deliveries() throws IOException {
        Map<String, JsonNode> last = new TreeMap<>();
        for (JsonNode alert : written()) {
            last.merge(
                    alert.path("alertId").asText(),
                    alert,
                    (one, other) -> decidedAt(other).compareTo(decidedAt(one)) > 0 ? other : one);
        }
        return last;
    }

    /** Deliveries that tell what the one before of the same alert told. */
    private List<JsonNode> toldAgain() throws IOException {
        Map<String, JsonNode> told = new HashMap<>();
        List<JsonNode> again = new ArrayList<>();
        for (JsonNode alert : written()) {
            JsonNode body = ((ObjectNode) alert.deepCopy()).without(OF_THE_DELIVERY);
            if (body.equals(told.put(alert.path("alertId").asText(), body))) {
                again.add(alert);
            }
        }
        return again;
    }

    /** Every delivery, in order. */
    private List<JsonNode> written() throws IOException {
        Path file = folder.resolve("alerts.jsonl");
        String text = Files.exists(file) ? Files.readString(file) : "";
        List<JsonNode> written = new ArrayList<>();
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
            written.add(JSON.readTree(line));
        }
        return written;
    }

    private static String decidedAt(JsonNode alert) {
        return alert.path("decidedAt").asText();
    }

    private static boolean isActive(JsonNode alert) {
        return alert.path("status").asText().equals(Alert.ACTIVE);
    }

    private static boolean isOf(JsonNode alert, String detectionId) {
        return alert.path("detectionId").asText().equals(detectionId);
    }

    private static List<String> stages(JsonNode alert) {
        return alert.path("evidence").findValuesAsText("stage");
    }

    private static String text(String detectionId, String reason, String lastEventTime) {
        return String.join(" | ", detectionId, reason, lastEventTime);
    }
}
