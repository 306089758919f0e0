package io.entracep.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entracep.broker.EmbeddedBroker;
import io.entracep.catalogue.Rulebook;
import io.entracep.generate.GeneratedRecord;
import io.entracep.generate.LogGenerator;
import io.entracep.generate.Settings;
import io.entracep.pipeline.Pipeline;
import io.entracep.policy.PolicyReader;
import io.entracep.replay.EmbeddedFlink;
import io.entracep.serial.EntraTypes;
import io.entracep.source.EventTimeWatermarks;
import io.entracep.source.KafkaSettings;
import io.entracep.source.KafkaSourceFactory;
import io.entracep.source.StartPosition;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.net.URI;
import java.time.Duration;
import java.util.Iterator;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The live job for a while at an even pace, with RocksDB, through a broker in the same process:
 * tells every minute what it takes, and what it has read. Memory, threads and checkpoints should
 * stop growing.
 *
 * @param settings of the logs
 * @param perSecond records
 * @param minutes how long
 * @param out where it is told
 */
record Soak(Settings settings, int perSecond, int minutes, PrintStream out) {
    private static final String TOPIC = "insights-logs";
    private static final String GROUP = "entra-cep";
    private static final double MEBIBYTE = 1 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    void run() throws Exception {
        LogGenerator generator = new LogGenerator(settings);
        Rulebook rulebook =
                Rulebook.of(PolicyReader.read("the soak's policy", generator.policyYaml()));
        try (EmbeddedBroker broker = EmbeddedBroker.withLogin();
                EmbeddedFlink flink = EmbeddedFlink.start(2, configuration(broker))) {
            broker.createTopic(TOPIC, 2);
            StreamExecutionEnvironment environment = flink.environment();
            environment.configure(configuration(broker));
            environment.setMaxParallelism(Pipeline.MAX_PARALLELISM);
            build(environment, broker, rulebook);
            JobClient job = environment.executeAsync("entra-cep soak");
            out.printf(
                    "%d records/s for %d minutes, RocksDB, -Xmx %.0f MiB%n",
                    perSecond, minutes, Runtime.getRuntime().maxMemory() / MEBIBYTE);
            URI checkpoints = flink.rest().resolve("/jobs/" + job.getJobID() + "/checkpoints");
            feed(broker, generator.inArrivalOrder(), checkpoints);
            job.cancel().get();
        }
    }

    private static void build(
            StreamExecutionEnvironment environment, EmbeddedBroker broker, Rulebook rulebook) {
        Pipeline.Outputs outputs =
                Pipeline.build(
                        environment
                                .fromSource(
                                        KafkaSourceFactory.create(
                                                kafka(broker), EntraTypes.DECODED, rulebook),
                                        EventTimeWatermarks.following(Duration.ofMinutes(15)),
                                        "kafka",
                                        EntraTypes.DECODED)
                                .uid("kafka-source"),
                        rulebook,
                        Duration.ofHours(24));
        outputs.alerts().sinkTo(new DiscardingSink<>());
        outputs.deadLetters().sinkTo(new DiscardingSink<>());
        outputs.undecided().sinkTo(new DiscardingSink<>());
    }

    private void feed(EmbeddedBroker broker, Iterator<GeneratedRecord> records, URI checkpoints)
            throws IOException {
        AtomicReference<Exception> failure = new AtomicReference<>();
        AtomicLong taken = new AtomicLong();
        try (KafkaProducer<byte[], byte[]> producer =
                        new KafkaProducer<>(
                                broker.clientProperties(),
                                new ByteArraySerializer(),
                                new ByteArraySerializer());
                Admin admin = Admin.create(broker.clientProperties())) {
            long begin = System.nanoTime();
            long sent = 0;
            for (int minute = 1; minute <= minutes; minute++) {
                while (sent < 60L * perSecond * minute && records.hasNext()) {
                    sent++;
                    waitUntil(begin + sent * TimeUnit.SECONDS.toNanos(1) / perSecond);
                    var unused =
                            producer.send(
                                    new ProducerRecord<>(TOPIC, records.next().json()),
                                    (answer, error) -> {
                                        taken.incrementAndGet();
                                        failure.compareAndSet(null, error);
                                    });
                }
                if (failure.get() != null) {
                    throw new IOException("The broker does not take records", failure.get());
                }
                try (InputStream answer = checkpoints.toURL().openStream()) {
                    tell(minute, taken.get(), read(admin), JSON.readTree(answer));
                }
            }
        }
    }

    /** Records before the last checkpoint, as the job told the broker. */
    private static long read(Admin admin) throws IOException {
        try {
            return admin
                    .listConsumerGroupOffsets(GROUP)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .values()
                    .stream()
                    .mapToLong(OffsetAndMetadata::offset)
                    .sum();
        } catch (ExecutionException e) {
            throw new IOException("The broker does not tell what was read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    private void tell(int minute, long taken, long read, JsonNode checkpoints) {
        JsonNode last = checkpoints.path("latest").path("completed");
        out.printf(
                Locale.ROOT,
                "minute %d: %d records sent, %d read, heap %.0f MiB after collection, %d threads, %d"
                        + " checkpoints (%d failed), the last %.1f MiB of state in %d ms%n",
                minute,
                taken,
                read,
                heapAfterCollection() / MEBIBYTE,
                ManagementFactory.getThreadMXBean().getThreadCount(),
                checkpoints.path("counts").path("completed").asLong(),
                checkpoints.path("counts").path("failed").asLong(),
                last.path("state_size").asLong() / MEBIBYTE,
                last.path("end_to_end_duration").asLong());
    }

    private static long heapAfterCollection() {
        System.gc();
        long used = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            MemoryUsage after = pool.getCollectionUsage();
            if (pool.getType() == MemoryType.HEAP && after != null) {
                used += after.getUsed();
            }
        }
        return used;
    }

    private static void waitUntil(long nanoTime) {
        for (long left = nanoTime - System.nanoTime();
                left > 0;
                left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static KafkaSettings kafka(EmbeddedBroker broker) {
        return broker.settings(GROUP, TOPIC).startingAt(StartPosition.EARLIEST);
    }

    private static Configuration configuration(EmbeddedBroker broker) {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(10));
        configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                broker.folder().resolve("checkpoints").toUri().toString());
        return configuration;
    }
}
