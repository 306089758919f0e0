package io.entracep.outbox;

import io.entracep.alert.Alert;
import io.entracep.state.Erasure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Delivers alerts to one receiver, at least once. What is not accepted waits in the state of the
 * writer; no checkpoint and no other sink waits for the receiver. Of several deliveries of one
 * alert the newest is sent. Run it with parallelism 1; with more, key the stream by alert id, or
 * one alert's deliveries may overtake each other (receivers keep the greatest {@code decidedAt}).
 *
 * <p>Bodies wait in the format they were made in: a new format holds for alerts after it.
 *
 * <pre>{@code
 * alerts.sinkTo(new OutboxSink("soc", new WebhookFactory(webhook), AlertFormat.SLACK::bytes,
 *                 OutboxSettings.defaults(), new DeadDeliveryFile(path)))
 *         .setParallelism(1).name("soc").uid("sink-soc");
 * }</pre>
 */
public final class OutboxSink implements Sink<Alert>, SupportsWriterState<Alert, PendingMessage> {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final ReceiverFactory receivers;
    private final AlertBody format;
    private final OutboxSettings settings;
    private final Sink<DeadDelivery> deadLetters;
    private final Acceptances acceptances;
    private final Erasure erasure;

    /**
     * @param name in metrics, logs and dead letters; not blank
     * @param format makes the body of a message
     * @param deadLetters gets what will not be sent again; at least once. {@link DeadDeliveryFile},
     *     {@link DeadDeliveryTopic}, or any sink without state and commits
     */
    public OutboxSink(
            String name,
            ReceiverFactory receivers,
            AlertBody format,
            OutboxSettings settings,
            Sink<DeadDelivery> deadLetters) {
        this(name, receivers, format, settings, deadLetters, Acceptances.UNHEARD, Erasure.NONE);
    }

    /**
     * @param acceptances hears what the receiver took
     * @param erasure who is taken out of what waited when the job was stopped
     */
    public OutboxSink(
            String name,
            ReceiverFactory receivers,
            AlertBody format,
            OutboxSettings settings,
            Sink<DeadDelivery> deadLetters,
            Acceptances acceptances,
            Erasure erasure) {
        if (name.isBlank()) {
            throw new IllegalArgumentException("A sink needs a name");
        }
        this.name = name;
        this.receivers = receivers;
        this.format = format;
        this.settings = settings;
        this.deadLetters = deadLetters;
        this.acceptances = acceptances;
        this.erasure = erasure;
    }

    @Override
    public StatefulSinkWriter<Alert, PendingMessage> createWriter(WriterInitContext context)
            throws IOException {
        return restoreWriter(context, List.of());
    }

    @Override
    public StatefulSinkWriter<Alert, PendingMessage> restoreWriter(
            WriterInitContext context, Collection<PendingMessage> pending) throws IOException {
        Receiver receiver = receivers.open();
        try {
            return new OutboxWriter(this, receiver, context, kept(pending));
        } catch (IOException | RuntimeException e) {
            receiver.close();
            throw e;
        }
    }

    private List<PendingMessage> kept(Collection<PendingMessage> pending) {
        return pending.stream().filter(waiting -> !concerns(waiting.message())).toList();
    }

    private boolean concerns(Message message) {
        String body = new String(message.body(), StandardCharsets.UTF_8);
        return erasure.concerns(body, message.decidedAt());
    }

    @Override
    public SimpleVersionedSerializer<PendingMessage> getWriterStateSerializer() {
        return new PendingMessageSerializer();
    }

    String name() {
        return name;
    }

    AlertBody format() {
        return format;
    }

    OutboxSettings settings() {
        return settings;
    }

    Sink<DeadDelivery> deadLetters() {
        return deadLetters;
    }

    Acceptances acceptances() {
        return acceptances;
    }
}
