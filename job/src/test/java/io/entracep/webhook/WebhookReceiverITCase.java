package io.entracep.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.outbox.Answer;
import io.entracep.outbox.Message;
import io.entracep.outbox.Receiver;
import io.entracep.secret.SecretReference;
import io.entracep.testing.SelfSigned;
import io.entracep.testing.TestingAlertEndpoint;
import io.entracep.testing.TestingAlertEndpoint.Behaviour;
import io.entracep.testing.TestingAlertEndpoint.Received;
import io.entracep.webhook.WebhookSettings.Batch;
import io.entracep.webhook.WebhookSettings.Login;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The webhook against a real HTTPS server that misbehaves. */
class WebhookReceiverITCase {
    private static final String KEY = "signing-key-42";
    private static final String TOKEN = "bearer-token-42";
    private static final String PATH = "/services/T0/path-key-42";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SOON = Duration.ofSeconds(1);

    @TempDir private static Path folder;
    private static SelfSigned certificate;

    private TestingAlertEndpoint endpoint;
    private final List<Receiver> open = new ArrayList<>();

    @BeforeAll
    static void makeCertificate() throws Exception {
        certificate = SelfSigned.in(folder);
    }

    @BeforeEach
    void start() throws Exception {
        endpoint = new TestingAlertEndpoint(certificate);
    }

    @AfterEach
    void stop() {
        open.forEach(Receiver::close);
        endpoint.close();
    }

    @Test
    void aMessageArrivesSignedAndWithItsHeaders() throws Exception {
        Answer answer = send(receiver(settings(Batch.SINGLE)), message("a1", "{\"x\":\"ä\"}"));

        assertThat(answer).isEqualTo(new Answer.Accepted());
        Received request = endpoint.received().get(0);
        assertThat(request.path()).isEqualTo(PATH);
        assertThat(request.body()).isEqualTo("{\"x\":\"ä\"}");
        assertThat(request.header("Content-Type")).isEqualTo("application/json; charset=utf-8");
        assertThat(request.header("User-Agent")).isEqualTo("entra-cep");
        assertThat(request.header("Authorization")).isEqualTo("Bearer " + TOKEN);
        assertThat(request.header("X-Team")).isEqualTo("soc");
        String timestamp = request.header("X-Entra-Cep-Timestamp");
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        StringBuilder hex = new StringBuilder("v1=");
        for (byte part :
                mac.doFinal((timestamp + "." + request.body()).getBytes(StandardCharsets.UTF_8))) {
            hex.append(String.format("%02x", part));
        }
        assertThat(request.header("X-Entra-Cep-Signature")).isEqualTo(hex.toString());
    }

    @Test
    void aBatchIsAnArrayWithinItsBounds() throws Exception {
        Receiver receiver = receiver(settings(new Batch(3, 20)));
        List<Message> messages =
                List.of(
                        message("a", "{\"n\":1}"),
                        message("b", "{\"n\":2}"),
                        message("c", "{\"n\":3}"));

        assertThat(receiver.fitting(messages)).isEqualTo(2);
        assertThat(receiver.fitting(List.of(message("a", "x".repeat(99))))).isEqualTo(1);
        send(receiver, messages.get(0), messages.get(1));
        send(receiver, messages.get(2));

        assertThat(endpoint.received())
                .extracting(Received::body)
                .containsExactly("[{\"n\":1},{\"n\":2}]", "[{\"n\":3}]");
    }

    @Test
    void retryAfterIsHeard() throws Exception {
        endpoint.next(Behaviour.status(429, "Retry-After", "17"));

        assertThat(send(receiver(settings(Batch.SINGLE)), message("a1", "{}")))
                .isEqualTo(new Answer.Later("HTTP 429", Duration.ofSeconds(17)));
    }

    @Test
    void errorsOfTheServerAreForLaterAndRefusalsAreNot() throws Exception {
        endpoint.next(Behaviour.status(500))
                .next(Behaviour.status(413))
                .next(Behaviour.status(401));
        Receiver receiver = receiver(settings(Batch.SINGLE));

        assertThat(send(receiver, message("a1", "{}")))
                .isEqualTo(new Answer.Later("HTTP 500", null));
        assertThat(send(receiver, message("a1", "{}")))
                .isEqualTo(new Answer.Refused("HTTP 413", "status 413", Answer.Reach.SOME));
        assertThat(send(receiver, message("a1", "{}")))
                .isEqualTo(new Answer.Refused("HTTP 401", "status 401", Answer.Reach.EVERY));
    }

    @Test
    void silenceAndBrokenConnectionsAreForLater() throws Exception {
        endpoint.next(Behaviour.hang())
                .next(Behaviour.hangUp())
                .next(Behaviour.halfAnAnswer(Behaviour.hangUp()))
                .next(Behaviour.halfAnAnswer(Behaviour.hang()));
        Receiver receiver =
                receiver(settings(Batch.SINGLE, secret("url", endpoint.url(PATH)), 1_000, SOON));

        assertThat(send(receiver, message("a1", "{}")))
                .isEqualTo(new Answer.Later("no answer in time", null));
        assertThat(send(receiver, message("a1", "{}")))
                .isEqualTo(new Answer.Later("connection broken", null));
        assertThat(send(receiver, message("a1", "{}")))
                .isEqualTo(new Answer.Later("connection broken", null));
        assertThat(send(receiver, message("a1", "{}")))
                .isEqualTo(new Answer.Later("no answer in time", null));
        assertThat(send(receiver, message("a1", "{}"))).isEqualTo(new Answer.Accepted());
    }

    @Test
    void aResetIsForLater() throws Exception {
        try (ServerSocket server =
                certificate
                        .tls()
                        .getServerSocketFactory()
                        .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> reset =
                    CompletableFuture.runAsync(
                            () -> {
                                try (Socket socket = server.accept()) {
                                    socket.setSoLinger(true, 0);
                                    assertThat(socket.getInputStream().read()).isPositive();
                                } catch (java.io.IOException e) {
                                    throw new java.io.UncheckedIOException(e);
                                }
                            });
            String url = "https://localhost:" + server.getLocalPort() + "/";

            Answer answer =
                    send(
                            receiver(settings(Batch.SINGLE, secret("url", url), 1_000, PATIENCE)),
                            message("a1", "{}"));

            assertThat(answer).isEqualTo(new Answer.Later("connection broken", null));
            reset.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void aStrangersCertificateIsNotTrusted() throws Exception {
        WebhookSettings settings = WebhookSettings.to(PlainOrSecret.plain(endpoint.url("/alerts")));

        assertThat(send(receiver(settings), message("a1", "{}")))
                .isEqualTo(new Answer.Later("its certificate is not trusted", null));
        assertThat(endpoint.received()).isEmpty();
    }

    @Test
    void redirectsAreNotFollowed() throws Exception {
        endpoint.next(Behaviour.status(307, "Location", endpoint.url("/elsewhere")));

        assertThat(send(receiver(settings(Batch.SINGLE)), message("a1", "{}")))
                .isEqualTo(new Answer.Refused("HTTP 307", "status 307", Answer.Reach.EVERY));
        assertThat(endpoint.received()).hasSize(1);
    }

    @Test
    void whatAReceiverRepeatsOfOurSecretsIsHiddenAndCut() throws Exception {
        endpoint.next(
                (request, exchange, closed) -> {
                    byte[] echo =
                            (request.path()
                                            + " "
                                            + request.header("Authorization")
                                            + " "
                                            + KEY
                                            + "x".repeat(100_000))
                                    .getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(400, echo.length);
                    exchange.getResponseBody().write(echo);
                });

        Answer answer = send(receiver(settings(Batch.SINGLE)), message("a1", "{}"));

        assertThat(((Answer.Refused) answer).response())
                .startsWith("*** Bearer *** ***xxx")
                .hasSizeLessThanOrEqualTo(2_048);
    }

    @Test
    void aSecretThatIsCutInTwoIsHiddenToo() throws Exception {
        endpoint.next(
                (request, exchange, closed) -> {
                    byte[] echo = ("x".repeat(2_040) + TOKEN).getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(400, echo.length);
                    exchange.getResponseBody().write(echo);
                });

        Answer answer = send(receiver(settings(Batch.SINGLE)), message("a1", "{}"));

        assertThat(((Answer.Refused) answer).response()).isEqualTo("x".repeat(2_040));
    }

    @Test
    void noSecretIsInTextsOfSettingsAndFactories() throws Exception {
        WebhookSettings settings = settings(Batch.SINGLE);
        Receiver receiver = receiver(settings);

        assertThat(settings + " " + new WebhookFactory(settings) + " " + receiver)
                .doesNotContain(KEY, TOKEN, PATH)
                .contains("signing-key");
    }

    @Test
    void aReplacedSecretCountsFromTheNextRequestOn() throws Exception {
        Receiver receiver = receiver(settings(Batch.SINGLE));
        send(receiver, message("a1", "{}"));
        Files.writeString(folder.resolve("token"), "another");
        send(receiver, message("a2", "{}"));
        Files.writeString(folder.resolve("token"), "two\nlines");

        assertThat(send(receiver, message("a3", "{}")))
                .isEqualTo(new Answer.Later("IllegalArgumentException", null));
        assertThat(endpoint.received())
                .extracting(request -> request.header("Authorization"))
                .containsExactly("Bearer " + TOKEN, "Bearer another");
    }

    @Test
    void aSecretThatIsGoneIsForLater() throws Exception {
        Receiver receiver = receiver(settings(Batch.SINGLE));
        Files.delete(folder.resolve("token"));

        assertThat(send(receiver, message("a1", "{}")))
                .isEqualTo(new Answer.Later("a secret cannot be read", null));
    }

    @Test
    void requestsBeyondTheRateWait() throws Exception {
        Receiver receiver =
                receiver(settings(Batch.SINGLE, secret("url", endpoint.url(PATH)), 4, PATIENCE));
        long start = System.nanoTime();
        for (int i = 0; i < 6; i++) {
            assertThat(send(receiver, message("a" + i, "{}"))).isEqualTo(new Answer.Accepted());
        }

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isGreaterThan(Duration.ofMillis(400));
    }

    private Receiver receiver(WebhookSettings settings) {
        Receiver receiver = new WebhookFactory(settings).open();
        open.add(receiver);
        return receiver;
    }

    private WebhookSettings settings(Batch batch) throws Exception {
        return settings(batch, secret("url", endpoint.url(PATH)), 1_000, PATIENCE);
    }

    private static WebhookSettings settings(
            Batch batch, SecretReference url, double requestsPerSecond, Duration timeout)
            throws Exception {
        return new WebhookSettings(
                PlainOrSecret.secret(url),
                batch,
                secret("signing-key", KEY),
                Map.of("X-Team", PlainOrSecret.plain("soc")),
                new Login.Bearer(secret("token", TOKEN)),
                certificate.pem().toString(),
                PATIENCE,
                timeout,
                requestsPerSecond,
                "entra-cep");
    }

    private static SecretReference secret(String name, String value) throws Exception {
        return SecretReference.file(Files.writeString(folder.resolve(name), value));
    }

    private static Message message(String id, String body) {
        return new Message(id, 1, body.getBytes(StandardCharsets.UTF_8));
    }

    private static @Nullable Answer send(Receiver receiver, Message... messages) throws Exception {
        return receiver.send(List.of(messages)).toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
