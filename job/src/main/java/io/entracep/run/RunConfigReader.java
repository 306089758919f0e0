package io.entracep.run;

import io.entracep.output.KafkaOutput;
import io.entracep.policy.Problem;
import io.entracep.run.RunConfig.Checkpoints;
import io.entracep.run.RunConfig.Outputs;
import io.entracep.run.RunConfig.StateBackend;
import io.entracep.secret.SecretReference;
import io.entracep.source.KafkaSecurity;
import io.entracep.source.KafkaSecurity.TrustStore;
import io.entracep.source.KafkaSettings;
import io.entracep.source.KafkaSettings.Extent;
import io.entracep.source.StartPosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the configuration of the live job. Either everything in it is right, or all that is wrong
 * is told at once. Paths are relative to the file.
 */
public final class RunConfigReader {
    private static final String SERVER = "host:port, such as example.servicebus.windows.net:9093";

    private final Path file;
    private final ConfigTree tree;

    private RunConfigReader(Path file, ConfigTree tree) {
        this.file = file;
        this.tree = tree;
    }

    /**
     * Reads a file.
     *
     * @throws ConfigException with every problem, also where there is no such file
     */
    public static RunConfig read(Path file) {
        String yaml;
        try {
            yaml = Files.readString(file);
        } catch (IOException e) {
            String said = e.getClass().getSimpleName() + ": " + e.getMessage();
            throw new ConfigException(
                    List.of(
                            new Problem(
                                    file.toString(),
                                    "",
                                    null,
                                    "a file of UTF-8 text that can be read (" + said + ")",
                                    0)));
        }
        return new RunConfigReader(file, ConfigTree.parse(file.toString(), yaml)).config();
    }

    private RunConfig config() {
        String policy = tree.text("policy");
        StateBackend backend = stateBackend();
        Outputs outputs = outputs();
        KafkaOutput kafka = outputs.kafka();
        Duration delay = duration("watermark-delay", Duration.ofMinutes(15));
        Duration disorder = duration("allowed-disorder", Duration.ofHours(24));
        Integer parallelism = parallelism();
        Checkpoints checkpoints =
                new Checkpoints(
                        duration("checkpoints.interval", Duration.ofSeconds(30)),
                        tree.text("checkpoints.directory"));
        checkSource();
        if (outputs.none()) {
            tree.problem("outputs", "given: console: true, file or kafka, at least one");
        }
        if (kafka != null) {
            checkServers("outputs.kafka");
        }
        StartPosition start = start();
        KafkaSecurity security = security("source");
        Map<String, String> properties = tree.below("source.properties");
        List<String> servers = tree.texts("source.bootstrap-servers");
        List<String> topics = tree.texts("source.topics");
        String group = group();
        tree.finish();
        return new RunConfig(
                new KafkaSettings(
                        servers, topics, group, start, Extent.ENDLESS, security, properties),
                policy == null ? null : resolve(policy),
                delay,
                disorder,
                parallelism,
                checkpoints,
                backend,
                outputs);
    }

    private void checkSource() {
        checkServers("source");
        if (tree.texts("source.topics").isEmpty()) {
            tree.problem(
                    "source.topics", "given: a list with at least one topic (Event Hubs: hub)");
        }
    }

    private void checkServers(String section) {
        String path = section + ".bootstrap-servers";
        List<String> servers = tree.texts(path);
        if (servers.isEmpty()) {
            tree.problem(path, "given: a list of " + SERVER);
        }
        for (int i = 0; i < servers.size(); i++) {
            if (!servers.get(i).matches("[^\\s:]+:\\d{1,5}")) {
                tree.problem(tree.has(path + "[0]") ? path + "[" + i + "]" : path, SERVER);
            }
        }
    }

    private String group() {
        String group = tree.text("source.group");
        return group == null || group.isEmpty() ? "entra-cep" : group;
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

    private KafkaSecurity security(String section) {
        SecretReference secret = secret(section + ".connection-string");
        KafkaSecurity security =
                secret == null ? KafkaSecurity.PLAINTEXT : KafkaSecurity.connectionString(secret);
        String store = section + ".trust-store";
        if (!tree.has(store)) {
            return security;
        }
        String location = tree.required(store + ".file", "the path of the trust store");
        String type = tree.text(store + ".type");
        return security.trusting(
                new TrustStore(
                        resolve(location).toString(),
                        type == null ? "PKCS12" : type,
                        tree.text(store + ".password")));
    }

    /** Secrets are named, never given. */
    private @Nullable SecretReference secret(String path) {
        if (!tree.has(path)) {
            return null;
        }
        String variable = tree.text(path + ".env");
        String secretFile = tree.text(path + ".file");
        boolean one = (variable == null) != (secretFile == null);
        if (!one || tree.text(path) != null) {
            tree.problem(
                    path,
                    "a reference: env: NAME of an environment variable, or file: PATH (the secret"
                            + " itself does not belong here)");
            return null;
        }
        String name = variable == null ? String.valueOf(secretFile) : variable;
        if (name.isEmpty()) {
            return null;
        }
        return variable == null
                ? SecretReference.file(resolve(name))
                : SecretReference.environment(name);
    }

    private Outputs outputs() {
        String alerts = tree.text("outputs.file");
        String deadLetters =
                tree.required(
                        "outputs.dead-letters",
                        "a file for what cannot be read, or discard, to count it only");
        return new Outputs(
                flag("outputs.console"),
                alerts == null ? null : resolve(alerts),
                tree.has("outputs.kafka") ? kafka() : null,
                deadLetters.equals("discard") ? null : resolve(deadLetters));
    }

    private KafkaOutput kafka() {
        return new KafkaOutput(
                tree.texts("outputs.kafka.bootstrap-servers"),
                tree.required("outputs.kafka.topic", "the topic (Event Hubs: hub) for alerts"),
                security("outputs.kafka"),
                tree.below("outputs.kafka.properties"));
    }

    private boolean flag(String path) {
        String text = tree.text(path);
        if (text != null && !text.equals("true") && !text.equals("false")) {
            tree.problem(path, "true or false");
        }
        return "true".equals(text);
    }

    private StateBackend stateBackend() {
        String text = tree.text("state-backend");
        if (text != null && !text.equals("heap") && !text.equals("rocksdb")) {
            tree.problem("state-backend", "heap or rocksdb");
            return StateBackend.HEAP;
        }
        return text == null
                ? StateBackend.HEAP
                : StateBackend.valueOf(text.toUpperCase(Locale.ROOT));
    }

    private @Nullable Integer parallelism() {
        String text = tree.text("parallelism");
        if (text == null) {
            return null;
        }
        int number = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
        if (number < 1 || number > 256) {
            tree.problem("parallelism", "a whole number, 1 to 256");
            return null;
        }
        return number;
    }

    private Duration duration(String path, Duration byDefault) {
        String text = tree.text(path);
        if (text == null) {
            return byDefault;
        }
        if (!text.matches("[1-9][0-9]{0,5}[smhd]")) {
            tree.problem(path, "a positive duration such as 90s, 15m, 24h or 7d");
            return byDefault;
        }
        long amount = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 's' -> Duration.ofSeconds(amount);
            case 'm' -> Duration.ofMinutes(amount);
            case 'h' -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private Path resolve(String path) {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? Path.of(path) : folder.resolve(path).normalize();
    }
}
