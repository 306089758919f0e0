package io.entracep.probe;

import io.entracep.alert.Alert;
import io.entracep.format.AlertFormat;
import io.entracep.outbox.Answer;
import io.entracep.outbox.Message;
import io.entracep.outbox.Receiver;
import io.entracep.output.AlertLine;
import io.entracep.output.KafkaOutput;
import io.entracep.run.SinkConfig;
import io.entracep.run.SinkConfig.Console;
import io.entracep.run.SinkConfig.LocalFile;
import io.entracep.run.SinkConfig.Remote;
import io.entracep.run.SinkConfig.Topic;
import io.entracep.source.KafkaSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends a synthetic alert to a sink, whatever its filter, and its clearing; reads it back. */
final class SinkProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final InstantSource clock;
    private final PrintStream out;
    private final String id;

    /**
     * @param id of the alert
     * @param out where a console sink shows it
     */
    SinkProbe(String id, InstantSource clock, PrintStream out) {
        this.id = id;
        this.clock = clock;
        this.out = out;
    }

    Finding probe(SinkConfig sink, String group) throws InterruptedException {
        String what = "sinks." + sink.name();
        try {
            return new Finding(what, true, send(sink, group));
        } catch (IOException | IllegalStateException | KafkaException e) {
            return new Finding(what, false, String.valueOf(e.getMessage()));
        }
    }

    private List<Alert> both() {
        long now = clock.millis();
        return List.of(ProbeAlert.active(id, now), ProbeAlert.cleared(id, now));
    }

    /** What was seen; throws what is wrong. */
    private String send(SinkConfig sink, String group) throws IOException, InterruptedException {
        SinkConfig.Destination destination = sink.destination();
        if (destination instanceof LocalFile file) {
            return file(file.path(), file.format());
        } else if (destination instanceof Topic topic) {
            return topic(topic.output(), topic.format(), group);
        } else if (destination instanceof Remote remote) {
            return remote(remote);
        } else if (destination instanceof Console) {
            out.println(AlertLine.of(both().get(0), ""));
        }
        return "Printed.";
    }

    private String file(Path path, AlertFormat format) throws IOException {
        List<String> lines = both().stream().map(format::text).toList();
        Path folder = path.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        try {
            Files.write(path, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new IOException("Cannot write %s (%s).".formatted(path, e), e);
        }
        if (!Files.readString(path).contains(lines.get(1))) {
            throw new IOException("What was written to %s is not there.".formatted(path));
        }
        return "Written to %s and read back.".formatted(path);
    }

    private String topic(KafkaOutput output, AlertFormat format, String group)
            throws IOException, InterruptedException {
        Properties properties = output.producerProperties();
        properties.setProperty("bootstrap.servers", String.join(",", output.bootstrapServers()));
        properties.setProperty("client.id", group + "-probe");
        String millis = String.valueOf(PATIENCE.toMillis());
        properties.setProperty("max.block.ms", millis);
        properties.setProperty("request.timeout.ms", millis);
        properties.setProperty("delivery.timeout.ms", millis);
        properties.setProperty("linger.ms", "0");
        RecordMetadata written = null;
        byte[] body = {};
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (Alert alert : both()) {
                body = format.bytes(alert);
                written =
                        producer.send(
                                        new ProducerRecord<>(
                                                output.topic(),
                                                id.getBytes(StandardCharsets.UTF_8),
                                                body))
                                .get();
            }
        } catch (ExecutionException e) {
            throw new IOException(
                    ("The topic %s does not take it (%s). Give the right to send, at Event Hubs the role"
                                    + " Azure Event Hubs Data Sender.")
                            .formatted(output.topic(), e.getCause()),
                    e);
        }
        return written != null && isThere(output, written, body, group)
                ? "In topic %s, and read back.".formatted(output.topic())
                : "In topic %s; we may not read it there, which the job need not."
                        .formatted(output.topic());
    }

    private static boolean isThere(
            KafkaOutput output, RecordMetadata written, byte[] body, String group) {
        KafkaSettings settings =
                KafkaSettings.of(
                        output.bootstrapServers(),
                        List.of(output.topic()),
                        group,
                        output.security());
        try (KafkaConsumer<byte[], byte[]> consumer = BrokerProbe.consumer(settings)) {
            TopicPartition partition = new TopicPartition(written.topic(), written.partition());
            consumer.assign(List.of(partition));
            consumer.seek(partition, written.offset());
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < deadline) {
                for (ConsumerRecord<byte[], byte[]> record :
                        consumer.poll(Duration.ofMillis(200))) {
                    if (record.offset() == written.offset()) {
                        return Arrays.equals(record.value(), body);
                    }
                }
            }
        } catch (KafkaException e) {
            return false;
        }
        return false;
    }

    private String remote(Remote remote) throws IOException, InterruptedException {
        try (Receiver receiver = remote.receivers().open()) {
            for (Alert alert : both()) {
                byte[] body = remote.body().of(alert);
                Answer answer =
                        receiver.send(List.of(new Message(id, alert.delivery().decidedAt(), body)))
                                .toCompletableFuture()
                                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                if (answer instanceof Answer.Refused refused) {
                    throw new IOException(
                            "Refused: %s. It says: %s"
                                    .formatted(refused.reason(), refused.response()));
                } else if (answer instanceof Answer.Later later) {
                    throw new IOException(
                            "Not taken now: %s. The job would try again."
                                    .formatted(later.reason()));
                }
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("No answer within 30 s (%s).".formatted(e), e);
        }
        return "Accepted. Look there for the alert %s: it is active, then cleared.".formatted(id);
    }
}
