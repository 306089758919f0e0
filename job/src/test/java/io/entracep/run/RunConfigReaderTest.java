package io.entracep.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.entracep.detection.Severity;
import io.entracep.format.AlertFormat;
import io.entracep.identity.EntraCredential;
import io.entracep.outbox.OutboxSettings;
import io.entracep.output.AlertFilter;
import io.entracep.output.KafkaOutput;
import io.entracep.run.RunConfig.StateBackend;
import io.entracep.secret.SecretReference;
import io.entracep.sentinel.SentinelSettings;
import io.entracep.source.EntraLogin;
import io.entracep.source.Heartbeat;
import io.entracep.source.StartPosition;
import io.entracep.webhook.PlainOrSecret;
import io.entracep.webhook.WebhookSettings;
import io.entracep.yaml.Problem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunConfigReaderTest {
    private static final String SMALLEST =
            """
            source:
              bootstrap-servers: localhost:9092
              topics: [logs]
            sinks:
              screen: {type: console}
            dead-letters: discard
            """;

    /** Ends within the sinks. */
    private static final String SINKS =
            """
            source:
              bootstrap-servers: localhost:9092
              topics: [logs]
            dead-letters: discard
            alert-dead-letters: {file: refused.jsonl}
            sinks:
            """;

    @TempDir private Path folder;

    @Test
    void statesEveryDefault() throws IOException {
        RunConfig config = read(SMALLEST);

        assertThat(config.source().groupId()).isEqualTo("entra-cep");
        assertThat(config.source().start()).isEqualTo(StartPosition.COMMITTED);
        assertThat(config.source().security().connectionString()).isNull();
        assertThat(config.mostTenants()).isEqualTo(1_000);
        assertThat(config.checkpoints().toleratedFailures()).isEqualTo(Duration.ofHours(6));
        assertThat(config.checkpoints().toleratedNumber()).isEqualTo(720);
        assertThat(config.checkpoints().directory()).isNull();
        assertThat(config.checkpoints().directoryInOneProcess())
                .isEqualTo(folder.toUri() + "run-state");
        assertThat(config.process()).isEqualTo(new ProcessSettings(256, null, null));
        assertThat(config.policy()).isNull();
        assertThat(config.watermarkDelay()).isEqualTo(Duration.ofMinutes(15));
        assertThat(config.heartbeat())
                .isEqualTo(
                        new Heartbeat(
                                Duration.ofMinutes(15),
                                Duration.ofMinutes(5),
                                Duration.ofSeconds(10),
                                Clock.systemUTC()));
        assertThat(config.allowedDisorder()).isEqualTo(Duration.ofHours(24));
        assertThat(config.parallelism()).isNull();
        assertThat(config.checkpoints().interval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.checkpoints().directory()).isNull();
        assertThat(config.stateBackend()).isEqualTo(StateBackend.HEAP);
        assertThat(config.sinks())
                .containsExactly(
                        new SinkConfig("screen", AlertFilter.NONE, new SinkConfig.Console()));
        assertThat(config.deadLetters()).isEqualTo(new DeadLetterTarget.Discarded());
        assertThat(config.alertDeadLetters()).isNull();
        assertThat(config.secrets()).isEmpty();
        assertThat(config.brokers()).containsExactly(config.source());
    }

    @Test
    void readsEveryKey() throws IOException {
        RunConfig config =
                read(
                        """
                        source:
                          bootstrap-servers: [a:1, b:2]
                          topics: [x, y]
                          group: soc
                          start: 2026-03-01T00:00:00Z
                          connection-string: {env: CONNECTION}
                          trust-store: {file: trust.p12, type: PKCS12, password: public}
                          properties: {fetch.min.bytes: 1}
                          heartbeat: {quiet-after: 2m, interval: 30s}
                        policy: policy.yaml
                        watermark-delay: 5m
                        allowed-disorder: 2d
                        parallelism: 3
                        checkpoints: {interval: 1m, directory: file:///checkpoints}
                        state-backend: rocksdb
                        dead-letters: {file: dead.jsonl}
                        alert-dead-letters:
                          kafka: {bootstrap-servers: [d:4], topic: refused}
                        sinks:
                          all: {type: file, path: alerts.jsonl, format: ocsf}
                          bus:
                            type: kafka
                            bootstrap-servers: [c:3]
                            topic: alerts
                            connection-string: {file: secret}
                        """);

        assertThat(config.source().bootstrapServers()).containsExactly("a:1", "b:2");
        assertThat(config.source().topics()).containsExactly("x", "y");
        assertThat(config.source().groupId()).isEqualTo("soc");
        assertThat(config.source().start().kind()).isEqualTo(StartPosition.Kind.TIME);
        assertThat(config.source().security().connectionString())
                .isEqualTo(SecretReference.environment("CONNECTION"));
        assertThat(config.source().security().trustStore().location())
                .isEqualTo(folder.resolve("trust.p12").toString());
        assertThat(config.source().extraProperties()).containsEntry("fetch.min.bytes", "1");
        assertThat(config.policy()).isEqualTo(folder.resolve("policy.yaml"));
        assertThat(config.watermarkDelay()).isEqualTo(Duration.ofMinutes(5));
        assertThat(config.heartbeat().quietAfter()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.heartbeat().interval()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.allowedDisorder()).isEqualTo(Duration.ofDays(2));
        assertThat(config.parallelism()).isEqualTo(3);
        assertThat(config.checkpoints().interval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.checkpoints().directory()).isEqualTo("file:///checkpoints");
        assertThat(config.stateBackend()).isEqualTo(StateBackend.ROCKSDB);
        assertThat(config.sinks().get(0).destination())
                .isEqualTo(
                        new SinkConfig.LocalFile(folder.resolve("alerts.jsonl"), AlertFormat.OCSF));
        KafkaOutput bus = ((SinkConfig.Topic) config.sinks().get(1).destination()).output();
        assertThat(bus.topic()).isEqualTo("alerts");
        assertThat(bus.security().connectionString())
                .isEqualTo(SecretReference.file(folder.resolve("secret")));
        assertThat(config.deadLetters())
                .isEqualTo(new DeadLetterTarget.LocalFile(folder.resolve("dead.jsonl")));
        assertThat(config.brokers())
                .extracting(broker -> String.join(",", broker.topics()))
                .containsExactly("x,y", "alerts", "refused");
        assertThat(config.secrets())
                .containsOnlyKeys("source.connection-string", "sinks.bus.connection-string");
    }

    @Test
    void readsEveryKeyOfAWebhook() throws IOException {
        SinkConfig sink =
                read(SINKS
                                + """
                                          soar:
                                            type: webhook
                                            url: {env: URL}
                                            format: ocsf
                                            batch: {max-alerts: 7, max-kilobytes: 9}
                                            signing-key: {file: key}
                                            headers: {X-A: b, X-C: {env: D}}
                                            basic: {user: me, password: {env: P}}
                                            certificates: ca.pem
                                            connect-timeout: 1s
                                            request-timeout: 2s
                                            requests-per-second: 0.5
                                            filter:
                                              minimum-severity: high
                                              detections: [password-spray]
                                              tenants: [6A1F0C52-7d38-4b9e-8c21-5e0f9b3d7a64]
                                            outbox:
                                              max-alerts: 3
                                              max-mebibytes: 4
                                              requests-in-flight: 5
                                              give-up-after: 6d
                                        """)
                        .sinks()
                        .get(0);

        SinkConfig.Webhook webhook = (SinkConfig.Webhook) sink.destination();
        assertThat(webhook.format()).isEqualTo(AlertFormat.OCSF);
        assertThat(webhook.settings())
                .isEqualTo(
                        new WebhookSettings(
                                PlainOrSecret.secret(SecretReference.environment("URL")),
                                new WebhookSettings.Batch(7, 9_000),
                                SecretReference.file(folder.resolve("key")),
                                Map.of(
                                        "X-A",
                                        PlainOrSecret.plain("b"),
                                        "X-C",
                                        PlainOrSecret.secret(SecretReference.environment("D"))),
                                new WebhookSettings.Login.Basic(
                                        "me", SecretReference.environment("P")),
                                folder.resolve("ca.pem").toString(),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(2),
                                0.5,
                                "entra-cep"));
        assertThat(webhook.outbox().bounds()).isEqualTo(new OutboxSettings.Bounds(3, 4L << 20));
        assertThat(webhook.outbox().requestsInFlight()).isEqualTo(5);
        assertThat(webhook.outbox().giveUp().after()).isEqualTo(Duration.ofDays(6));
        assertThat(sink.filter())
                .isEqualTo(
                        new AlertFilter(
                                Set.of(Severity.HIGH, Severity.CRITICAL),
                                Set.of("password-spray"),
                                Set.of("6a1f0c52-7d38-4b9e-8c21-5e0f9b3d7a64")));
    }

    @Test
    void whatCountsInOneProcessIsRead() throws IOException {
        RunConfig config =
                read(
                        SMALLEST
                                + "rocksdb: {max-mebibytes: 512}\n"
                                + "metrics: {port: 9249, host: 0.0.0.0}\n"
                                + "log: {file: log/a.log, level: info}\n");

        assertThat(config.process())
                .isEqualTo(
                        new ProcessSettings(
                                512,
                                new ProcessSettings.MetricsAddress("0.0.0.0", 9249),
                                new ProcessSettings.LogFile(
                                        folder.resolve("log/a.log"), ProcessSettings.Level.INFO)));
    }

    @Test
    void failuresAreToleratedForOneCheckpointAtLeast() {
        assertThat(
                        problems(
                                SMALLEST
                                        + "checkpoints: {interval: 10m, tolerate-failures-for: 5m}\n"
                                        + "metrics: {host: x}\nlog: {level: loud}\n"))
                .extracting(Problem::key)
                .containsExactlyInAnyOrder(
                        "checkpoints.tolerate-failures-for",
                        "metrics.port",
                        "log.level",
                        "log.file");
    }

    @Test
    void aWebhookAndSentinelHaveTheDefaultsOfTheirSettings() throws IOException {
        List<SinkConfig> sinks =
                read(SINKS
                                + """
                                          soar: {type: webhook, url: https://soar.example.com/}
                                          azure:
                                            type: sentinel
                                            endpoint: https://e.ingest.monitor.azure.com
                                            rule-id: dcr-0
                                            stream: Custom-A
                                            identity: {type: managed-identity}
                                        """)
                        .sinks();

        assertThat(sinks.get(0).destination())
                .isEqualTo(
                        new SinkConfig.Webhook(
                                WebhookSettings.to(
                                        PlainOrSecret.plain("https://soar.example.com/")),
                                AlertFormat.JSON,
                                OutboxSettings.defaults(),
                                Duration.ZERO));
        assertThat(sinks.get(1).destination())
                .isEqualTo(
                        new SinkConfig.Sentinel(
                                SentinelSettings.of(
                                        new SentinelSettings.Destination(
                                                URI.create("https://e.ingest.monitor.azure.com"),
                                                "dcr-0",
                                                "Custom-A"),
                                        EntraCredential.systemAssigned()),
                                OutboxSettings.defaults()));
    }

    @Test
    void readsAnIdentityAsALogin() throws IOException {
        RunConfig config =
                read(
                        SMALLEST.replace(
                                "  topics:",
                                """
                                identity:
                                  type: client-secret
                                  tenant-id: t
                                  client-id: c
                                  secret: {env: S}
                                  authority-host: https://login.microsoftonline.us
                                  authority-certificates: ca.pem
                                  scope: https://hub.example.us/.default
                                topics:
                                """
                                        .indent(2)
                                        .stripTrailing()));

        assertThat(config.source().security().identity())
                .isEqualTo(
                        new EntraLogin(
                                EntraCredential.clientSecret(
                                                "t", "c", SecretReference.environment("S"))
                                        .from(
                                                new EntraCredential.Authority(
                                                        URI.create(
                                                                "https://login.microsoftonline.us"),
                                                        folder.resolve("ca.pem").toString())),
                                "https://hub.example.us/.default"));
    }

    @Test
    void tellsEveryProblemOfSinks() {
        assertThat(
                        problems(
                                SINKS.replace("alert-dead-letters: {file: refused.jsonl}\n", "")
                                        + """
                                          Soc: {type: console}
                                          post: {type: pigeon, colour: grey}
                                          slack:
                                            type: webhook
                                            format: slack
                                            url: https://hooks.slack.com/services/PLANTED
                                            batch: {max-alerts: 2}
                                            filter:
                                              minimum-severity: urgent
                                              detections: [password-spray, no-such-detection]
                                              tenants: [contoso]
                                          soar:
                                            type: webhook
                                            url: ftp://soar.example.com
                                            headers: {Authorization: PLANTED, bad.name: x}
                                            basic: {user: me}
                                            requests-per-second: 0
                                          azure:
                                            type: sentinel
                                            endpoint: http://plain.example.com
                                            rule-id: my-rule
                                            stream: Alerts
                                            identity: {type: client-secret}
                                          bus: {type: kafka, format: slack}
                                          one: {type: file, path: same.jsonl}
                                          two: {type: file, path: ./same.jsonl}
                                          bare:
                                        """))
                .extracting(Problem::key)
                .containsExactlyInAnyOrder(
                        "alert-dead-letters",
                        "sinks.Soc",
                        "sinks.post.type",
                        "sinks.slack.url",
                        "sinks.slack.batch.max-alerts",
                        "sinks.slack.filter.minimum-severity",
                        "sinks.slack.filter.detections[1]",
                        "sinks.slack.filter.tenants[0]",
                        "sinks.soar.url",
                        "sinks.soar.headers.Authorization",
                        "sinks.soar.headers.bad",
                        "sinks.soar.headers.bad.name",
                        "sinks.soar.basic.password",
                        "sinks.soar.requests-per-second",
                        "sinks.azure.endpoint",
                        "sinks.azure.rule-id",
                        "sinks.azure.stream",
                        "sinks.azure.identity.tenant-id",
                        "sinks.azure.identity.client-id",
                        "sinks.azure.identity.secret",
                        "sinks.bus.format",
                        "sinks.bus.bootstrap-servers",
                        "sinks.bus.topic",
                        "sinks.two.path",
                        "sinks.bare");
    }

    @Test
    void noSecretInAWrongPlaceIsRepeated() {
        assertThat(
                        problems(
                                SINKS
                                        + """
                                          soar:
                                            type: webhook
                                            url: ftp://PLANTED
                                            headers: {Authorization: PLANTED}
                                            bearer-token: PLANTED
                                            signing-kee: PLANTED
                                            basic: {user: a, password: PLANTED}
                                          azure: {type: sentinel, identity: {secret: PLANTED}}
                                          bus:
                                            type: kafka
                                            properties: {sasl.jaas.config: PLANTED}
                                            conection-string: PLANTED
                                        """))
                .hasSizeGreaterThan(8)
                .extracting(Problem::message)
                .noneMatch(message -> message.contains("PLANTED"));
    }

    @Test
    void tellsEveryProblemWithItsLine() {
        assertThat(
                        problems(
                                """
                                source:
                                  bootstrap-servers: [localhost]
                                  topics: [logs]
                                  start: sometime
                                  connection-string: Endpoint=sb://example
                                  heartbeat: {quiet-after: 0s}
                                parallelism: many
                                state-backend: disk
                                watermark-delay: 15
                                sinks: {}
                                dead-letters: {file: a, kafka: {topic: b}}
                                colour: red
                                """))
                .extracting(Problem::key)
                .containsExactly(
                        "sinks",
                        "dead-letters",
                        "source.bootstrap-servers[0]",
                        "source.start",
                        "source.connection-string",
                        "source.heartbeat.quiet-after",
                        "parallelism",
                        "state-backend",
                        "watermark-delay",
                        "colour");
    }

    @Test
    void aSecretInTheFileIsNotRepeated() {
        assertThat(
                        problems(
                                SMALLEST.replace(
                                        "topics:",
                                        "connection-string: SharedAccessKey=x\n  topics:")))
                .extracting(Problem::message)
                .noneMatch(message -> message.contains("SharedAccessKey"));
    }

    @Test
    void aMissingFileIsAProblem() {
        ConfigException thrown =
                catchThrowableOfType(
                        ConfigException.class,
                        () -> RunConfigReader.read(folder.resolve("missing.yaml")));

        assertThat(thrown).hasMessageContaining("missing.yaml: must be a file");
    }

    @Test
    void brokenYamlIsAProblemWithItsLine() {
        assertThat(problems("source:\n  topics: [a\nx: y\n"))
                .extracting(Problem::message)
                .anyMatch(message -> message.contains("run.yaml:") && message.contains("YAML"));
    }

    private RunConfig read(String yaml) throws IOException {
        return RunConfigReader.read(Files.writeString(folder.resolve("run.yaml"), yaml));
    }

    private List<Problem> problems(String yaml) {
        return catchThrowableOfType(ConfigException.class, () -> read(yaml)).problems();
    }
}
