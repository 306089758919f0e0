package io.entracep.lab;

import io.entracep.cli.CliException;
import io.entracep.cli.EntraCep;
import io.entracep.cli.RunCommand;
import io.entracep.cli.Streams;
import io.entracep.generate.GeneratedRecord;
import io.entracep.generate.LogGenerator;
import io.entracep.generate.Manner;
import io.entracep.generate.Settings;
import io.entracep.source.KafkaPreflight;
import io.entracep.source.KafkaSettings;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code generate}: the logs of the sample company, into a file or a topic. */
@Command(
        name = "generate",
        description = {
            "Writes the logs of a sample company under attack: two weeks of history and a day. The same"
                    + " numbers give the same bytes.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  entra-cep generate --out logs.jsonl --policy-out policy.yaml",
            "  entra-cep generate --people 2000 --days 30 --attacks none --out quiet.jsonl",
            "  entra-cep generate --config run.yaml --rate 200     into the topic that `run` reads",
            "  entra-cep generate --config run.yaml --now          with times of today, as they come"
        })
final class GenerateCommand implements Callable<Integer> {
    private static final Duration PREFLIGHT = Duration.ofSeconds(10);

    private final Streams streams;

    @ArgGroup(multiplicity = "1")
    private @Nullable Where where;

    private static final Set<String> ATTACKS = Set.of("all", "slow", "careful", "none");

    @Option(
            names = "--records",
            paramLabel = "N",
            description =
                    "About so many records, more where history and attacks alone exceed it; default 30000, or eight for each person and day where --people or --days is given.")
    private @Nullable Integer records;

    @Option(
            names = "--people",
            paramLabel = "N",
            description = "Employees, 80 or more; default 150.")
    private @Nullable Integer people;

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "Days after two weeks of history; default 1.")
    private @Nullable Integer days;

    @Option(
            names = "--attacks",
            paramLabel = "all|slow|careful|none",
            defaultValue = "all",
            description =
                    "Whether the company is attacked, from the first day on: by those who are fast and loud, who take their time, or who come from near and change their address. With none it lives as real ones do: travels, typing errors, old telephones, strangers who try accounts; default ${DEFAULT-VALUE}.")
    private String attacks = "all";

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Of all that is random; default ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Records a second into a topic; default ${DEFAULT-VALUE}.")
    private int rate;

    @Option(
            names = "--now",
            description =
                    "The last day is today, in UTC. Into a topic: what is past at once, then each record when it would arrive, until Ctrl-C: for panels of delay. Into a file: what would have arrived by now.")
    private boolean now;

    @Option(
            names = "--policy-out",
            paramLabel = "FILE",
            description = "Also writes the company's policy.")
    private @Nullable Path policy;

    GenerateCommand(Streams streams) {
        this.streams = streams;
    }

    private static final class Where {
        @Option(names = "--out", paramLabel = "FILE", description = "One record a line.")
        private @Nullable Path file;

        @Option(
                names = "--config",
                paramLabel = "FILE",
                description = "A configuration of `run`; into the first topic of its source.")
        private @Nullable Path config;
    }

    @Override
    public Integer call() throws Exception {
        LogGenerator generator = new LogGenerator(settings());
        if (policy != null) {
            try {
                Files.writeString(policy, generator.policyYaml());
            } catch (IOException e) {
                throw notWritten(policy, "--policy-out", e);
            }
        }
        Where target = Objects.requireNonNull(where);
        if (target.file != null) {
            write(generator, target.file);
        } else if (target.config != null) {
            send(generator, RunCommand.read(target.config).source());
        }
        return EntraCep.DONE;
    }

    private Settings settings() {
        boolean wrong =
                (records != null && records < 0)
                        || rate < 1
                        || where == null
                        || (people != null && people < 80)
                        || (days != null && (days < 1 || days > 366))
                        || !ATTACKS.contains(attacks);
        if (wrong) {
            throw CliException.unusable(
                    "--records must be 0 or more, --rate 1 or more, --people 80 or more, --days 1 to 366, --attacks all, slow, careful or none. `entra-cep generate --help` explains them.",
                    null);
        }
        Settings settings = Settings.demo().withSeed(seed);
        if (people != null) {
            settings = settings.withUsers(people);
        }
        if (days != null) {
            settings = settings.withPeriod(settings.start(), Duration.ofDays(days));
        }
        if (now) {
            Instant today = InstantSource.system().instant().truncatedTo(ChronoUnit.DAYS);
            settings =
                    settings.withPeriod(
                            today.minus(settings.length()).plus(1, ChronoUnit.DAYS),
                            settings.length());
        }
        settings =
                switch (attacks) {
                    case "none" -> settings.withAttacks(Set.of()).withUnsettledLife();
                    case "slow" -> settings.withManner(Manner.SLOWLY);
                    case "careful" -> settings.withManner(Manner.CAREFULLY);
                    default -> settings;
                };
        boolean sized = people != null || days != null;
        long span = settings.historyDays() + settings.length().toDays();
        return settings.withRecords(
                records != null
                        ? records
                        : sized
                                ? (int) Math.min(50_000_000, settings.users() * span * 8)
                                : settings.targetRecords());
    }

    private void write(LogGenerator generator, Path file) {
        long number = 0;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            long end = now ? InstantSource.system().millis() : Long.MAX_VALUE;
            for (Iterator<GeneratedRecord> all = generator.inArrivalOrder(); all.hasNext(); ) {
                GeneratedRecord next = all.next();
                if (next.arrivalTime() > end) {
                    break;
                }
                out.write(next.json());
                out.write('\n');
                number++;
            }
        } catch (IOException e) {
            throw notWritten(file, "--out", e);
        }
        streams.err().printf("Wrote %d records to %s.%n", number, file);
    }

    private static CliException notWritten(Path file, String option, IOException e) {
        return CliException.failed(
                "Cannot write %s (%s: %s). Check that its folder is there and may be written, or name another file with %s."
                        .formatted(file, e.getClass().getSimpleName(), e.getMessage(), option),
                e);
    }

    /** As Azure does: several records to a message, without a key. */
    private void send(LogGenerator generator, KafkaSettings topics)
            throws ExecutionException, InterruptedException {
        new KafkaPreflight(topics, PREFLIGHT).check();
        String topic = topics.topics().get(0);
        long begin = System.nanoTime();
        long number = 0;
        List<Future<RecordMetadata>> answers = new ArrayList<>();
        try (KafkaProducer<byte[], byte[]> producer = producer(topics)) {
            for (Iterator<List<GeneratedRecord>> all = generator.messages(); all.hasNext(); ) {
                List<GeneratedRecord> message = all.next();
                number += message.size();
                waitUntil(begin + number * TimeUnit.SECONDS.toNanos(1) / rate);
                if (now) {
                    // Not before it would be there.
                    long early =
                            message.get(message.size() - 1).arrivalTime()
                                    - InstantSource.system().millis();
                    waitUntil(
                            System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Math.max(0, early)));
                }
                answers.add(
                        producer.send(new ProducerRecord<>(topic, LogGenerator.envelope(message))));
            }
            for (Future<RecordMetadata> answer : answers) {
                answer.get();
            }
        }
        streams.err().printf("Sent %d records to %s.%n", number, topic);
    }

    private static KafkaProducer<byte[], byte[]> producer(KafkaSettings topics) {
        Properties properties = new Properties();
        topics.security().clientProperties().forEach(properties::setProperty);
        properties.setProperty("bootstrap.servers", String.join(",", topics.bootstrapServers()));
        properties.setProperty("client.id", "entra-cep-generate");
        return new KafkaProducer<>(
                properties, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static void waitUntil(long nanoTime) {
        long left = nanoTime - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = nanoTime - System.nanoTime();
        }
    }
}
