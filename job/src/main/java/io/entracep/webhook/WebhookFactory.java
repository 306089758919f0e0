package io.entracep.webhook;

import io.entracep.outbox.Receiver;
import io.entracep.outbox.ReceiverFactory;
import io.entracep.secret.SecretException;
import io.entracep.tls.TrustedCertificates;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Opens a webhook. Redirects are not followed: a signed alert goes where the configuration says and
 * nowhere else.
 *
 * @param settings the endpoint
 */
public record WebhookFactory(WebhookSettings settings) implements ReceiverFactory {
    private static final long serialVersionUID = 1L;
    private static final int THREADS = 2;

    /**
     * Opens the receiver, after a look at every secret.
     *
     * @throws IllegalStateException saying what to do, where a secret, the url or the certificates
     *     are not usable
     */
    @Override
    public Receiver open() {
        InstantSource clock = InstantSource.system();
        checkSecrets(clock);
        HttpClient.Builder client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(settings.connectTimeout());
        if (settings.authorityFile() != null) {
            client.sslContext(TrustedCertificates.of(Path.of(settings.authorityFile())));
        }
        ExecutorService threads =
                Executors.newFixedThreadPool(
                        THREADS,
                        work -> {
                            Thread thread = new Thread(work, "webhook");
                            thread.setDaemon(true);
                            return thread;
                        });
        return new WebhookReceiver(
                settings, client.executor(threads).build(), threads, clock, System::nanoTime);
    }

    /** What is wrong now is said at the start, not with the first alert. */
    private void checkSecrets(InstantSource clock) {
        try {
            WebhookRequest.post(settings, new byte[0], clock.instant());
        } catch (SecretException | IllegalArgumentException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }
}
