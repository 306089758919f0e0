package io.entracep.run;

import io.entracep.identity.EntraCredential;
import io.entracep.outbox.OutboxSettings;
import io.entracep.sentinel.SentinelSettings;
import io.entracep.sentinel.SentinelSettings.Destination;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Reads a sink of type {@code sentinel}. */
final class SentinelSection {
    private final ConfigValues values;
    private final ConfigTree tree;

    SentinelSection(ConfigValues values) {
        this.values = values;
        this.tree = values.tree();
    }

    /** The sink; empty after a problem. */
    Optional<SinkConfig.Destination> read(String path, OutboxSettings outbox) {
        URI endpoint = values.https(path + ".endpoint");
        if (endpoint == null) {
            tree.problem(
                    path + ".endpoint",
                    "the logs ingestion address of the rule or of its endpoint: https://host");
        }
        String rule =
                matching(
                        path + ".rule-id",
                        "dcr-[A-Za-z0-9]+",
                        "the rule's immutable id: dcr- and digits; not its name");
        String stream =
                matching(
                        path + ".stream",
                        "Custom-[A-Za-z0-9_]+",
                        "the rule's stream: Custom- and its name");
        if (!tree.has(path + ".identity")) {
            tree.problem(
                    path + ".identity.type",
                    "given: managed-identity, workload-identity or client-secret");
        }
        Optional<EntraCredential> credential = new IdentitySection(values).read(path + ".identity");
        String scope = scope(path + ".identity.scope");
        Duration connect = values.duration(path + ".connect-timeout", Duration.ofSeconds(10));
        Duration request = values.duration(path + ".request-timeout", Duration.ofSeconds(30));
        String certificates = values.certificates(path + ".certificates");
        return values.made(
                path,
                () -> {
                    if (endpoint == null || credential.isEmpty()) {
                        throw new IllegalArgumentException("it has no endpoint or no identity");
                    }
                    return new SinkConfig.Sentinel(
                            new SentinelSettings(
                                    new Destination(endpoint, rule, stream),
                                    credential.get(),
                                    scope,
                                    connect,
                                    request,
                                    certificates),
                            outbox);
                });
    }

    private String matching(String path, String pattern, String expected) {
        String text = tree.required(path, expected);
        if (!text.matches(pattern)) {
            tree.problem(path, expected);
        }
        return text;
    }

    private String scope(String path) {
        String scope = values.text(path, SentinelSettings.PUBLIC_SCOPE);
        if (!scope.matches("https://[^/\\s]+/\\.default")) {
            tree.problem(path, "https://host/.default");
        }
        return scope;
    }
}
