package io.entracep.run;

import io.entracep.source.Heartbeat;
import io.entracep.source.KafkaSecurity;
import io.entracep.source.KafkaSettings;
import io.entracep.source.KafkaSettings.Extent;
import io.entracep.source.StartPosition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code source}: which topics hold the logs, and from where on they are read. */
final class SourceSection {
    private static final String SECTION = "source";

    private final ConfigValues values;
    private final ConfigTree tree;

    SourceSection(ConfigValues values) {
        this.values = values;
        this.tree = values.tree();
    }

    /** The source; empty after a problem. */
    Optional<KafkaSettings> read() {
        BrokerSection broker = new BrokerSection(values);
        List<String> servers = broker.servers(SECTION);
        List<String> topics = tree.texts("source.topics");
        if (topics.isEmpty()) {
            tree.problem(
                    "source.topics", "given: a list with at least one topic (Event Hubs: hub)");
        }
        String group = values.text("source.group", "entra-cep");
        StartPosition start = start();
        KafkaSecurity security = broker.security(SECTION, servers);
        Map<String, String> properties = broker.properties(SECTION);
        return values.made(
                SECTION,
                () ->
                        new KafkaSettings(
                                servers,
                                topics,
                                group,
                                start,
                                Extent.ENDLESS,
                                security,
                                properties));
    }

    /** How event time goes on in silence. */
    Heartbeat heartbeat(Duration delay) {
        Heartbeat usual = Heartbeat.after(delay);
        return new Heartbeat(
                delay,
                values.duration("source.heartbeat.quiet-after", usual.quietAfter()),
                values.duration("source.heartbeat.interval", usual.interval()),
                usual.clock());
    }

    private StartPosition start() {
        String start = tree.text("source.start");
        try {
            return start == null ? StartPosition.COMMITTED : StartPosition.parse(start);
        } catch (IllegalArgumentException e) {
            tree.problem(
                    "source.start",
                    "committed, earliest, latest or a time such as 2024-03-01T00:00:00Z");
            return StartPosition.COMMITTED;
        }
    }
}
