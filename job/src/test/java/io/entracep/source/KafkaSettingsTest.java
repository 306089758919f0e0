package io.entracep.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entracep.secret.SecretException;
import io.entracep.secret.SecretReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaSettingsTest {

    private static final KafkaSecurity EVENT_HUBS =
            KafkaSecurity.connectionString(SecretReference.environment("EVENT_HUBS"));

    @TempDir private Path folder;

    @Test
    void reportsAllProblemsAtOnce() {
        assertThatThrownBy(
                        () ->
                                KafkaSettings.of(
                                        List.of("localhost"),
                                        List.of(),
                                        " ",
                                        KafkaSecurity.PLAINTEXT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "bootstrap server 'localhost' must be host:port;"
                                + " topics are [], must be at least one name, none blank;"
                                + " group id is blank, must be a name");
    }

    @Test
    void hasTheClientSettingsThatEventHubsNeeds() {
        assertThat(settings().clientProperties())
                .containsEntry("metadata.max.age.ms", "180000")
                .containsEntry("connections.max.idle.ms", "180000")
                .containsEntry("request.timeout.ms", "60000")
                .containsEntry("session.timeout.ms", "30000")
                .containsEntry("security.protocol", "SASL_SSL")
                .containsEntry("sasl.mechanism", "PLAIN");
    }

    @Test
    void extraPropertiesOverrideAllOthers() {
        KafkaSettings settings =
                new KafkaSettings(
                        List.of("localhost:9093"),
                        List.of("logs"),
                        "group",
                        StartPosition.EARLIEST,
                        KafkaSettings.Extent.ENDLESS,
                        EVENT_HUBS,
                        Map.of("sasl.mechanism", "OAUTHBEARER"));

        assertThat(settings.clientProperties()).containsEntry("sasl.mechanism", "OAUTHBEARER");
    }

    @Test
    void neverHoldsTheSecretItself() throws Exception {
        Path file = Files.writeString(folder.resolve("a \"secret\" file"), " hush\n");
        SecretReference secret = SecretReference.file(file);
        KafkaSettings settings =
                KafkaSettings.of(
                        List.of("localhost:9093"),
                        List.of("logs"),
                        "group",
                        KafkaSecurity.connectionString(secret));

        assertThat(secret.resolve()).isEqualTo("hush");
        assertThat(settings.toString()).doesNotContain("hush").contains("secret");
        assertThat(settings.clientProperties().toString()).doesNotContain("hush");
    }

    @Test
    void saysWhereASecretIsMissing() {
        Path missing = folder.resolve("missing");

        assertThatThrownBy(SecretReference.environment("ENTRA_CEP_NOT_SET")::resolve)
                .isInstanceOf(SecretException.class)
                .hasMessageStartingWith(
                        "There is no secret in environment variable ENTRA_CEP_NOT_SET.");
        assertThatThrownBy(SecretReference.file(missing)::resolve)
                .isInstanceOf(SecretException.class)
                .hasMessageStartingWith("Cannot read the secret in file " + missing + ".");
    }

    @Test
    void readsStartPositions() {
        assertThat(StartPosition.parse(" Committed")).isEqualTo(StartPosition.COMMITTED);
        assertThat(StartPosition.parse("earliest")).isEqualTo(StartPosition.EARLIEST);
        assertThat(StartPosition.parse("LATEST")).isEqualTo(StartPosition.LATEST);
        assertThat(StartPosition.parse("2024-03-01T02:00:00+02:00"))
                .isEqualTo(StartPosition.at(Instant.parse("2024-03-01T00:00:00Z")));
        assertThatThrownBy(() -> StartPosition.parse("yesterday"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "start is 'yesterday', must be committed, earliest, latest or a time such"
                                + " as 2024-03-01T00:00:00Z");
    }

    private static KafkaSettings settings() {
        return KafkaSettings.of(
                List.of("example.servicebus.windows.net:9093"),
                List.of("logs"),
                "group",
                EVENT_HUBS);
    }
}
