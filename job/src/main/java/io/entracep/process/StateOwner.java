package io.entracep.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entracep.source.KafkaSettings;
import java.io.IOException;
import java.util.Collections;
import java.util.List;

/**
 * Whose state lies in a folder.
 *
 * @param group consumer group
 * @param brokers where it reads
 * @param topics what it reads
 */
record StateOwner(String group, List<String> brokers, List<String> topics) {
    private static final ObjectMapper JSON = new ObjectMapper();

    static StateOwner of(KafkaSettings source) {
        return new StateOwner(source.groupId(), source.bootstrapServers(), source.topics());
    }

    /**
     * Reads what {@link #json} wrote.
     *
     * @throws IOException if it is something else
     */
    static StateOwner parse(byte[] json) throws IOException {
        return JSON.readValue(json, StateOwner.class);
    }

    String json() {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A record of texts is JSON", e);
        }
    }

    /** Brokers and topics come and go; all of them at once do not. */
    boolean isSameJobAs(StateOwner other) {
        return group.equals(other.group)
                && !Collections.disjoint(brokers, other.brokers)
                && !Collections.disjoint(topics, other.topics);
    }

    String describe() {
        return "group %s, topics %s at %s"
                .formatted(group, String.join(", ", topics), String.join(", ", brokers));
    }
}
