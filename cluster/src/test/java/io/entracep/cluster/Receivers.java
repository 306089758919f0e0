package io.entracep.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entracep.identity.IdentityStandIn;
import io.entracep.sentinel.IngestionStandIn;
import io.entracep.testing.SelfSigned;
import io.entracep.testing.TestingAlertEndpoint;
import io.entracep.testing.TestingAlertEndpoint.Behaviour;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A webhook, and Sentinel with the Entra that gives tokens for it, over HTTPS on this machine.
 * Webhook and Sentinel fail often, each in its own order. Nobody sees the secrets but they.
 */
final class Receivers implements AutoCloseable {
    /** Alerts in a request to the webhook. */
    static final int BATCH = 20;

    /** Path of the webhook's address. */
    private static final String URL_SECRET = "planted-url-secret-9e2d";

    private static final String SIGNING_KEY = "planted-signing-key-41c7";
    private static final String CLIENT_SECRET = "planted~client-secret-d08b";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final SelfSigned certificate;
    private final TestingAlertEndpoint webhook;
    private final IdentityStandIn entra;
    private final IngestionStandIn sentinel;
    private final DealtFaults webhookFaults = new DealtFaults(1);
    private final DealtFaults sentinelFaults = new DealtFaults(2);
    private final SignedRequests signed = new SignedRequests(SIGNING_KEY, InstantSource.system());
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final List<String> doubted = new CopyOnWriteArrayList<>();

    private Receivers(Path folder) throws Exception {
        this.folder = folder;
        certificate = SelfSigned.in(folder);
        webhook = new TestingAlertEndpoint(certificate);
        entra = IdentityStandIn.start(certificate, CLIENT_SECRET);
        sentinel = IngestionStandIn.start(certificate, entra);
        webhook.usually(
                (request, exchange, closed) -> {
                    Optional<String> doubt =
                            signed.doubt(
                                    request.header("X-Entra-Cep-Timestamp"),
                                    request.header("X-Entra-Cep-Signature"),
                                    request.body());
                    if (doubt.isPresent()) {
                        doubted.add(doubt.get());
                        Behaviour.status(401).handle(request, exchange, closed);
                        return;
                    }
                    JsonNode alerts = JSON.readTree(request.body());
                    webhookFaults.handle(
                            exchange,
                            alerts.size(),
                            () -> alerts.forEach(alert -> taken.add(alert.toString())));
                });
        sentinel.usually(sentinelFaults::handle);
    }

    /**
     * Starts them.
     *
     * @param folder gets the certificate and the files of the secrets
     */
    static Receivers start(Path folder) throws Exception {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("signing-key"), SIGNING_KEY);
        Files.writeString(folder.resolve("client-secret"), CLIENT_SECRET);
        Receivers receivers = new Receivers(folder);
        Files.writeString(folder.resolve("url"), receivers.webhook.url("/hook/" + URL_SECRET));
        return receivers;
    }

    /** Both as sinks of a configuration, below {@code sinks}. */
    String sinks() {
        return """
               soar:
                 type: webhook
                 url: {file: %1$s/url}
                 batch: {max-alerts: %9$d}
                 signing-key: {file: %1$s/signing-key}
                 certificates: %2$s
                 request-timeout: 2s
               azure:
                 type: sentinel
                 endpoint: %3$s
                 rule-id: %4$s
                 stream: %5$s
                 certificates: %2$s
                 request-timeout: 2s
                 identity:
                   type: client-secret
                   tenant-id: %6$s
                   client-id: %7$s
                   secret: {file: %1$s/client-secret}
                   authority-host: %8$s
                   authority-certificates: %2$s
               """
                .formatted(
                        folder,
                        certificate.pem(),
                        sentinel.endpoint(),
                        IngestionStandIn.RULE,
                        IngestionStandIn.STREAM,
                        IdentityStandIn.TENANT,
                        IdentityStandIn.CLIENT,
                        entra.authority().host(),
                        BATCH);
    }

    /** What nobody else may read. */
    static List<String> secrets() {
        return List.of(URL_SECRET, SIGNING_KEY, CLIENT_SECRET);
    }

    /** Both answer every request. */
    void getWell() {
        webhookFaults.getWell();
        sentinelFaults.getWell();
    }

    /** Both; the Entra goes on. */
    void goDown() {
        webhookFaults.goDown();
        sentinelFaults.goDown();
    }

    void comeBack() {
        webhookFaults.comeBack();
        sentinelFaults.comeBack();
    }

    /** What requests got, by receiver. */
    Map<String, Map<DealtFaults.Outcome, Integer>> outcomes() {
        return Map.of("webhook", webhookFaults.counts(), "sentinel", sentinelFaults.counts());
    }

    /** Why requests to the webhook were refused for their signature. */
    List<String> doubted() {
        return List.copyOf(doubted);
    }

    Deliveries atTheWebhook() {
        return new Deliveries(List.copyOf(taken));
    }

    Deliveries atSentinel() {
        return Deliveries.ofRows(sentinel.rows());
    }

    @Override
    public void close() {
        webhookFaults.close();
        sentinelFaults.close();
        webhook.close();
        sentinel.close();
        entra.close();
    }
}
