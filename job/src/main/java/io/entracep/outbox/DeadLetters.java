package io.entracep.outbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.jspecify.annotations.Nullable;

/**
 * Between the outbox, which must not fail, and the dead-letter output, which may: gathers what one
 * step of the outbox gave up, then writes it.
 */
final class DeadLetters implements AutoCloseable {
    private static final SinkWriter.Context NO_TIME =
            new SinkWriter.Context() {
                @Override
                public long currentWatermark() {
                    return Long.MIN_VALUE;
                }

                @Override
                @SuppressWarnings("NullAway") // Flink's interface says null for no timestamp.
                public Long timestamp() {
                    return null;
                }
            };

    private final String sink;
    private final SinkWriter<DeadDelivery> output;
    private final DeliveryLog log;
    private final Queue<DeadDelivery> gathered = new ArrayDeque<>();

    DeadLetters(String sink, SinkWriter<DeadDelivery> output, DeliveryLog log) {
        this.sink = sink;
        this.output = output;
        this.log = log;
    }

    void add(Message message, String reason, @Nullable String response) {
        gathered.add(
                new DeadDelivery(
                        sink,
                        message.alertId(),
                        message.decidedAt(),
                        reason,
                        response,
                        new String(message.body(), StandardCharsets.UTF_8)));
    }

    void write(long now) throws IOException, InterruptedException {
        for (DeadDelivery letter = gathered.poll(); letter != null; letter = gathered.poll()) {
            output.write(letter, NO_TIME);
            log.deadLettered(letter, now);
        }
    }

    void flush(boolean endOfInput) throws IOException, InterruptedException {
        output.flush(endOfInput);
    }

    @Override
    public void close() throws Exception {
        output.close();
    }
}
