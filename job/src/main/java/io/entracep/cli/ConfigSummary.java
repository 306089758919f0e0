package io.entracep.cli;

import io.entracep.run.RunConfig;
import io.entracep.run.SinkConfig;
import io.entracep.secret.SecretException;
import io.entracep.secret.SecretReference;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** What a configuration says, in a few lines: its sinks, and where its secrets are. */
final class ConfigSummary {
    private final RunConfig config;

    ConfigSummary(RunConfig config) {
        this.config = config;
    }

    void print(PrintStream out) {
        Table sinks = new Table();
        sinks.row(List.of("sink", "type", "gets"));
        for (SinkConfig sink : config.sinks()) {
            String filter = sink.filter().describe();
            sinks.row(
                    List.of(
                            sink.name(),
                            type(sink.destination()),
                            filter.isEmpty() ? "every alert" : filter));
        }
        out.printf(
                "%nState: %s%n",
                config.checkpoints().directory() == null
                        ? "%s in one process; on a cluster where Flink is configured to keep it"
                                .formatted(config.checkpoints().directoryInOneProcess())
                        : config.checkpoints().directory());
        out.println();
        sinks.print(out);
        if (config.secrets().isEmpty()) {
            return;
        }
        Table secrets = new Table();
        secrets.row(List.of("secret", "in", "on this machine"));
        config.secrets()
                .forEach(
                        (key, secret) ->
                                secrets.row(
                                        List.of(
                                                key,
                                                secret.toString(),
                                                isThere(secret) ? "there" : "MISSING")));
        out.println();
        secrets.print(out);
    }

    private static String type(SinkConfig.Destination destination) {
        String format = "";
        if (destination instanceof SinkConfig.Webhook webhook) {
            format = " (" + webhook.format().name().toLowerCase(Locale.ROOT) + ")";
        }
        return destination.type() + format;
    }

    private static boolean isThere(SecretReference secret) {
        try {
            secret.resolve();
            return true;
        } catch (SecretException e) {
            return false;
        }
    }
}
