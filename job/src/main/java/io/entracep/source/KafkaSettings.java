package io.entracep.source;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * What to read from Kafka or Event Hubs, and how to get there.
 *
 * @param bootstrapServers {@code host:port}, at least one; Event Hubs: {@code
 *     <namespace>.servicebus.windows.net:9093}
 * @param topics topics (Event Hubs: hubs), at least one. Which log a record belongs to is read from
 *     the record, so any mix is fine
 * @param groupId consumer group; offsets are committed under it with each checkpoint
 * @param start where a job without checkpoint begins
 * @param extent whether to stop at what is there now
 * @param security TLS and login
 * @param extraProperties properties of the Kafka client that override all others. No secrets: they
 *     are part of the job graph
 */
public record KafkaSettings(
        List<String> bootstrapServers,
        List<String> topics,
        String groupId,
        StartPosition start,
        Extent extent,
        KafkaSecurity security,
        Map<String, String> extraProperties)
        implements Serializable {

    /** Whether the stream has an end. */
    public enum Extent {
        /** Goes on until the job is stopped. */
        ENDLESS,
        /** Ends with the records that are there when the job starts; for tests and catching up. */
        UNTIL_NOW
    }

    /** Copies the collections. Says all problems at once, in an IllegalArgumentException. */
    public KafkaSettings {
        bootstrapServers = List.copyOf(bootstrapServers);
        topics = List.copyOf(topics);
        extraProperties = Map.copyOf(extraProperties);
        List<String> problems = new ArrayList<>();
        if (bootstrapServers.isEmpty()) {
            problems.add("bootstrap servers are empty, must have at least one host:port");
        }
        for (String server : bootstrapServers) {
            if (!server.matches("\\S+:\\d{1,5}")) {
                problems.add("bootstrap server '" + server + "' must be host:port");
            }
        }
        if (topics.isEmpty() || topics.stream().anyMatch(String::isBlank)) {
            problems.add("topics are " + topics + ", must be at least one name, none blank");
        }
        if (groupId.isBlank()) {
            problems.add("group id is blank, must be a name");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    /** Endless, from the committed offsets on, nothing extra. */
    public static KafkaSettings of(
            List<String> bootstrapServers,
            List<String> topics,
            String groupId,
            KafkaSecurity security) {
        return new KafkaSettings(
                bootstrapServers,
                topics,
                groupId,
                StartPosition.COMMITTED,
                Extent.ENDLESS,
                security,
                Map.of());
    }

    /** The same, beginning elsewhere. */
    public KafkaSettings startingAt(StartPosition position) {
        return new KafkaSettings(
                bootstrapServers, topics, groupId, position, extent, security, extraProperties);
    }

    /** The same, ending with the records that are there when the job starts. */
    public KafkaSettings untilNow() {
        return new KafkaSettings(
                bootstrapServers,
                topics,
                groupId,
                start,
                Extent.UNTIL_NOW,
                security,
                extraProperties);
    }

    /**
     * Properties of any Kafka client under these settings, without the servers.
     *
     * <p>Source of the times: Microsoft, "Apache Kafka configurations for Azure Event Hubs": idle
     * connections are cut by Azure after four minutes, so both ages lie below.
     */
    Properties clientProperties() {
        Map<String, String> properties = new HashMap<>();
        properties.put("metadata.max.age.ms", "180000");
        properties.put("connections.max.idle.ms", "180000");
        properties.put("request.timeout.ms", "60000");
        properties.put("session.timeout.ms", "30000");
        properties.putAll(security.clientProperties());
        properties.putAll(extraProperties);
        Properties result = new Properties();
        properties.forEach(result::setProperty);
        return result;
    }
}
