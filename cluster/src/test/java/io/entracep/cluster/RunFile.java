package io.entracep.cluster;

import io.entracep.broker.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The configuration of a live job that reads topic {@code NAME-logs} of the embedded broker as
 * group {@code NAME} and writes to {@code NAME-alerts}, with a checkpoint every second. Alerts that
 * a receiver refuses go to {@code NAME-refused}. Nobody is erased until {@code erasures.jsonl}
 * beside it says so.
 *
 * @param connectionString file with the broker's
 * @param receivers more sinks, in YAML; may be empty
 */
record RunFile(String name, Path policy, int parallelism, Path connectionString, String receivers) {

    /** Writes {@code NAME.yaml}. */
    Path write(Path folder, EmbeddedBroker broker) throws IOException {
        Path erasures = folder.resolve("erasures.jsonl");
        if (!Files.exists(erasures)) {
            Files.createFile(erasures);
        }
        String login =
                """
                  bootstrap-servers: [%s]
                  connection-string: {file: %s}
                  trust-store: {file: %s, password: %s}
                """
                        .formatted(
                                broker.bootstrapServers(),
                                connectionString,
                                broker.trustStore(),
                                broker.trustStorePassword());
        return Files.writeString(
                folder.resolve(name + ".yaml"),
                "source:\n  topics: [%1$s-logs]\n  group: %1$s\n  start: earliest\n".formatted(name)
                        + login
                        + "policy: %s\nparallelism: %d\ncheckpoints: {interval: 1s}\n"
                                .formatted(policy, parallelism)
                        + "erasures: %s\n".formatted(erasures)
                        + "dead-letters: discard\nalert-dead-letters:\n  kafka:\n    topic: %s-refused\n"
                                .formatted(name)
                        + login.indent(2)
                        + "sinks:\n"
                        + receivers.indent(2)
                        + "  alerts:\n    type: kafka\n    topic: %s-alerts\n".formatted(name)
                        + login.indent(2));
    }
}
