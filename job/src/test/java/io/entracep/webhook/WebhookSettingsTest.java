package io.entracep.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entracep.secret.SecretReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSettingsTest {
    private static final PlainOrSecret URL = PlainOrSecret.plain("https://soc.example.com/alerts");

    @Test
    void defaultsAreAsDocumented() {
        WebhookSettings settings = WebhookSettings.to(URL);

        assertThat(settings.batch().isSingle()).isTrue();
        assertThat(settings.connectTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(settings.requestTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(settings.requestsPerSecond()).isEqualTo(10);
        assertThat(settings.userAgent()).isEqualTo("entra-cep");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://soc.example.com/alerts",
                "http://localhost:8080/",
                "http://127.0.0.1/x",
                "http://[::1]:80/x",
                "HTTPS://soc.example.com"
            })
    void addressesThatMayBeUsed(String url) {
        assertThatCode(() -> WebhookSettings.to(PlainOrSecret.plain(url)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://soc.example.com/key42",
                "http://localhost.example.com/key42",
                "ftp://localhost/key42",
                "https://user:key42@soc.example.com/",
                "https:///key42",
                "key42",
                "https://soc.example.com/key42 x"
            })
    void addressesThatMayNotAreRefusedWithoutRepeatingThem(String url) {
        assertThatThrownBy(() -> WebhookSettings.to(PlainOrSecret.plain(url)))
                .hasMessageStartingWith("Webhook: the url must be https://")
                .hasMessageNotContaining("key42")
                .hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Host", "content-length", "X-Entra-Cep-Signature", "User-Agent", "a b", ""})
    void headersOfHttpAndOursCannotBeSet(String name) {
        assertThatThrownBy(
                        () ->
                                new WebhookSettings(
                                        URL,
                                        WebhookSettings.Batch.SINGLE,
                                        null,
                                        Map.of(name, PlainOrSecret.plain("x")),
                                        null,
                                        null,
                                        Duration.ofSeconds(1),
                                        Duration.ofSeconds(1),
                                        1,
                                        "x"))
                .hasMessageContaining("cannot be set");
    }

    @Test
    void aSecretThatIsNotThereIsToldAtTheStart() {
        WebhookSettings settings =
                WebhookSettings.to(
                        PlainOrSecret.secret(SecretReference.file(Path.of("no-such-file"))));

        assertThatThrownBy(() -> new WebhookFactory(settings).open())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("file no-such-file")
                .hasMessageContaining("Check that the file is there");
    }
}
