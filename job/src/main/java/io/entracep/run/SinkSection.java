package io.entracep.run;

import io.entracep.format.AlertFormat;
import io.entracep.outbox.OutboxSettings;
import io.entracep.outbox.OutboxSettings.Bounds;
import io.entracep.outbox.OutboxSettings.GiveUp;
import io.entracep.output.AlertFilter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads {@code sinks}: a mapping from names to the places that alerts go to. */
final class SinkSection {
    private static final String NAME = "[a-z0-9-]{1,40}";
    private static final List<String> TYPES =
            List.of("console", "file", "kafka", "webhook", "sentinel");
    private static final List<AlertFormat> PLAIN_FORMATS =
            List.of(AlertFormat.JSON, AlertFormat.OCSF);

    private final ConfigValues values;
    private final ConfigTree tree;

    SinkSection(ConfigValues values) {
        this.values = values;
        this.tree = values.tree();
    }

    /** The sinks in the order of the file, without those that have a problem. */
    List<SinkConfig> read() {
        List<SinkConfig> sinks = new ArrayList<>();
        if (tree.children("sinks").isEmpty()) {
            tree.problem("sinks", "given: at least one name, such as soc: {type: console}");
        }
        for (String name : tree.children("sinks")) {
            read(name).ifPresent(sinks::add);
        }
        return sinks;
    }

    /** Whether a sink of this type waits for a receiver that may refuse alerts for good. */
    boolean hasRemote() {
        return tree.children("sinks").stream()
                .map(name -> tree.text("sinks." + name + ".type"))
                .anyMatch(type -> "webhook".equals(type) || "sentinel".equals(type));
    }

    private Optional<SinkConfig> read(String name) {
        String path = "sinks." + name;
        if (!name.matches(NAME)) {
            tree.problem(path, "a name of a-z, 0-9 and hyphens, at most 40 characters");
        }
        if (tree.text(path) != null) {
            tree.problem(path, "a mapping, such as {type: console}");
            return Optional.empty();
        }
        String type = values.choice(path + ".type", TYPES, word -> word);
        if (type == null) {
            tree.problem(path + ".type", "one of " + String.join(", ", TYPES));
            tree.below(path);
            return Optional.empty();
        }
        AlertFilter filter = new FilterSection(values).read(path + ".filter");
        return destination(path, type)
                .map(destination -> new SinkConfig(name, filter, destination));
    }

    private Optional<SinkConfig.Destination> destination(String path, String type) {
        return switch (type) {
            case "console" -> Optional.of(new SinkConfig.Console());
            case "file" -> file(path);
            case "kafka" -> {
                AlertFormat format = format(path, PLAIN_FORMATS);
                yield new BrokerSection(values)
                        .topic(path)
                        .map(output -> new SinkConfig.Topic(output, format));
            }
            case "webhook" ->
                    new WebhookSection(values)
                            .read(
                                    path,
                                    format(path, List.of(AlertFormat.values())),
                                    outbox(path + ".outbox"));
            default -> new SentinelSection(values).read(path, outbox(path + ".outbox"));
        };
    }

    private Optional<SinkConfig.Destination> file(String path) {
        tree.required(path + ".path", "the file for alerts");
        Path file = values.written(path + ".path");
        AlertFormat format = format(path, PLAIN_FORMATS);
        return Optional.ofNullable(file).map(name -> new SinkConfig.LocalFile(name, format));
    }

    private AlertFormat format(String path, List<AlertFormat> formats) {
        AlertFormat format =
                values.choice(
                        path + ".format",
                        formats,
                        choice -> choice.name().toLowerCase(Locale.ROOT));
        return format == null ? AlertFormat.JSON : format;
    }

    private OutboxSettings outbox(String path) {
        OutboxSettings defaults = OutboxSettings.defaults();
        Bounds bounds = defaults.bounds();
        int megabytes = values.number(path + ".max-mebibytes", 4096, (int) (bounds.bytes() >> 20));
        Duration after =
                tree.has(path + ".give-up-after")
                        ? values.duration(path + ".give-up-after", Duration.ofDays(1))
                        : null;
        return new OutboxSettings(
                new Bounds(
                        values.number(path + ".max-alerts", 10_000_000, bounds.messages()),
                        (long) megabytes << 20),
                values.number(path + ".requests-in-flight", 100, defaults.requestsInFlight()),
                defaults.mostPerRequest(),
                defaults.backOff(),
                new GiveUp(after, null),
                defaults.endOfInputWait());
    }
}
