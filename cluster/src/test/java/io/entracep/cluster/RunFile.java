package io.entracep.cluster;

import io.entracep.broker.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The configuration of a live job between two topics of the embedded broker. */
final class RunFile {
    private RunFile() {}

    /**
     * Writes {@code NAME.yaml}: reads topic {@code NAME-logs} as group {@code NAME}, writes to
     * {@code NAME-alerts}, with a checkpoint every second.
     */
    static Path write(
            Path folder,
            String name,
            EmbeddedBroker broker,
            Path policy,
            int parallelism,
            Path connectionString)
            throws IOException {
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
                "source:\n  topics: [%s-logs]\n  group: %s\n  start: earliest\n"
                                .formatted(name, name)
                        + login
                        + "policy: %s\nparallelism: %d\ncheckpoints: {interval: 1s}\n"
                                .formatted(policy, parallelism)
                        + "dead-letters: discard\nsinks:\n  alerts:\n    type: kafka\n    topic: %s-alerts\n"
                                .formatted(name)
                        + login.indent(2));
    }
}
