package io.entracep.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.entracep.broker.EmbeddedBroker;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * What a receiver got.
 *
 * @param lines of JSON; those of one alert in the order in which they were sent
 */
record Deliveries(List<String> lines) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> OF_THE_DELIVERY = Set.of("decidedAt", "revision", "late");

    /** Reads a topic to its present end. */
    static Deliveries inTopic(EmbeddedBroker broker, String topic) {
        List<String> lines = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(
                        broker.clientProperties(),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            List<TopicPartition> partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(p -> new TopicPartition(topic, p.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> lines.add(record.value()));
            }
        }
        return new Deliveries(lines);
    }

    /** Reads rows of the Sentinel table. */
    static Deliveries ofRows(List<JsonNode> rows) {
        return new Deliveries(
                rows.stream().map(row -> SentinelRows.alert(row).toString()).toList());
    }

    /** Those of one detection. */
    Deliveries of(String detectionId) throws IOException {
        List<String> some = new ArrayList<>();
        for (String line : lines) {
            if (detectionOf(line).equals(detectionId)) {
                some.add(line);
            }
        }
        return new Deliveries(some);
    }

    /** Those of all detections but one. */
    Deliveries without(String detectionId) throws IOException {
        List<String> some = new ArrayList<>(lines);
        some.removeAll(of(detectionId).lines());
        return new Deliveries(some);
    }

    /**
     * What holds in the end: of each alert the delivery with the greatest {@code decidedAt}, if it
     * is active. Without what belongs to the delivery.
     */
    Map<String, JsonNode> finalSet() throws IOException {
        Map<String, JsonNode> last = new HashMap<>();
        for (String line : lines) {
            JsonNode delivery = JSON.readTree(line);
            String id = delivery.path("alertId").asText();
            JsonNode before = last.get(id);
            if (before == null || !decidedAt(delivery).isBefore(decidedAt(before))) {
                last.put(id, delivery);
            }
        }
        last.values().removeIf(alert -> !isActive(alert));
        return withoutDelivery(last.values());
    }

    /** Ids of those whom the {@link #finalSet} is about. */
    Set<String> entities() throws IOException {
        Set<String> entities = new TreeSet<>();
        finalSet()
                .values()
                .forEach(alert -> entities.add(alert.path("entity").path("id").asText()));
        return entities;
    }

    /** Bodies by alert id, of lines that each are another alert. */
    static Map<String, JsonNode> bodies(List<String> lines) throws IOException {
        List<JsonNode> alerts = new ArrayList<>();
        for (String line : lines) {
            alerts.add(JSON.readTree(line));
        }
        return withoutDelivery(alerts);
    }

    /** Deliveries that tell what an earlier one of the same alert told. */
    int repeats() throws IOException {
        Set<String> told = new HashSet<>();
        int repeats = 0;
        for (String line : lines) {
            JsonNode body = withoutDelivery((ObjectNode) JSON.readTree(line));
            repeats += told.add(body.toString()) ? 0 : 1;
        }
        return repeats;
    }

    /** Deliveries that tell what the one before of the same alert told. */
    List<String> toldAgain() throws IOException {
        Map<String, JsonNode> told = new HashMap<>();
        List<String> again = new ArrayList<>();
        for (String line : lines) {
            ObjectNode delivery = (ObjectNode) JSON.readTree(line);
            JsonNode body = withoutDelivery(delivery);
            if (body.equals(told.put(delivery.path("alertId").asText(), body))) {
                again.add(line);
            }
        }
        return again;
    }

    /** Ids of alerts of which only the clearing arrived. */
    Set<String> onlyCleared() throws IOException {
        Set<String> active = new HashSet<>();
        Set<String> cleared = new HashSet<>();
        for (String line : lines) {
            JsonNode delivery = JSON.readTree(line);
            String id = delivery.path("alertId").asText();
            if (isActive(delivery)) {
                active.add(id);
            } else {
                cleared.add(id);
            }
        }
        cleared.removeAll(active);
        return cleared;
    }

    private static boolean isActive(JsonNode delivery) {
        return delivery.path("status").asText().equals("active");
    }

    private static String detectionOf(String line) throws IOException {
        return JSON.readTree(line).path("detectionId").asText();
    }

    private static Map<String, JsonNode> withoutDelivery(Collection<JsonNode> alerts) {
        Map<String, JsonNode> bodies = new TreeMap<>();
        for (JsonNode alert : alerts) {
            bodies.put(alert.path("alertId").asText(), withoutDelivery((ObjectNode) alert));
        }
        return bodies;
    }

    private static ObjectNode withoutDelivery(ObjectNode alert) {
        return alert.deepCopy().remove(OF_THE_DELIVERY);
    }

    private static Instant decidedAt(JsonNode delivery) {
        return Instant.parse(delivery.path("decidedAt").asText());
    }
}
