package io.entracep.run;

import io.entracep.format.AlertFormat;
import io.entracep.outbox.AlertBody;
import io.entracep.outbox.OutboxSettings;
import io.entracep.outbox.ReceiverFactory;
import io.entracep.output.AlertFilter;
import io.entracep.output.KafkaOutput;
import io.entracep.sentinel.SentinelReceiverFactory;
import io.entracep.sentinel.SentinelRow;
import io.entracep.sentinel.SentinelSettings;
import io.entracep.webhook.WebhookFactory;
import io.entracep.webhook.WebhookSettings;
import java.nio.file.Path;

/**
 * One place that alerts go to.
 *
 * @param name of its operators, metrics and dead letters: {@code [a-z0-9-]}, at most 40 characters
 * @param filter which alerts it gets
 * @param destination where that is
 */
public record SinkConfig(String name, AlertFilter filter, Destination destination) {

    /** Kinds of places. */
    public sealed interface Destination {
        /** The word for it in the configuration. */
        String type();
    }

    /** Standard output: one line for each delivery. */
    public record Console() implements Destination {
        @Override
        public String type() {
            return "console";
        }
    }

    /**
     * A local file of JSON lines.
     *
     * @param path the file
     * @param format of a line
     */
    public record LocalFile(Path path, AlertFormat format) implements Destination {
        @Override
        public String type() {
            return "file";
        }
    }

    /**
     * A topic, keyed by alert id.
     *
     * @param output the topic
     * @param format of a message
     */
    public record Topic(KafkaOutput output, AlertFormat format) implements Destination {
        @Override
        public String type() {
            return "kafka";
        }
    }

    /** A place that may be down for a while: what it does not take waits in an outbox. */
    public sealed interface Remote extends Destination {
        /** The way there; for each task, and for sending again by hand. */
        ReceiverFactory receivers();

        /** What is sent. */
        AlertBody body();

        /** How much may wait, and for how long. */
        OutboxSettings outbox();
    }

    /**
     * An HTTPS endpoint.
     *
     * @param settings the endpoint
     * @param format of an alert
     * @param outbox how much may wait
     */
    public record Webhook(WebhookSettings settings, AlertFormat format, OutboxSettings outbox)
            implements Remote {
        @Override
        public String type() {
            return "webhook";
        }

        @Override
        public ReceiverFactory receivers() {
            return new WebhookFactory(settings);
        }

        @Override
        public AlertBody body() {
            return format::bytes;
        }
    }

    /**
     * A table in Microsoft Sentinel.
     *
     * @param settings the data collection rule, and who sends
     * @param outbox how much may wait
     */
    public record Sentinel(SentinelSettings settings, OutboxSettings outbox) implements Remote {
        @Override
        public String type() {
            return "sentinel";
        }

        @Override
        public ReceiverFactory receivers() {
            return new SentinelReceiverFactory(settings);
        }

        @Override
        public AlertBody body() {
            return SentinelRow::of;
        }
    }
}
