package io.entracep.sentinel;

import io.entracep.identity.EntraCredential;
import io.entracep.identity.EntraTokens;
import io.entracep.outbox.Receiver;
import io.entracep.outbox.ReceiverFactory;
import io.entracep.secret.SecretException;
import io.entracep.secret.SecretReference;
import io.entracep.tls.TrustedCertificates;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * Opens the way to Microsoft Sentinel. The bodies of its messages are {@link SentinelRow}s.
 *
 * @param settings where to and as whom
 */
public record SentinelReceiverFactory(SentinelSettings settings) implements ReceiverFactory {
    private static final long serialVersionUID = 1L;

    @Override
    public Receiver open() {
        requireSecret(settings.credential());
        HttpClient.Builder client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(settings.connectTimeout());
        if (settings.certificates() != null) {
            client.sslContext(TrustedCertificates.of(Path.of(settings.certificates())));
        }
        return new SentinelReceiver(
                settings,
                new EntraTokens(settings.credential(), settings.scope()),
                client.build(),
                InstantSource.system());
    }

    /** A secret that is not there is told at the start, not with the first alert. */
    private static void requireSecret(EntraCredential credential) {
        SecretReference secret = credential.secret();
        if (secret != null) {
            try {
                secret.resolve();
            } catch (SecretException e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        }
    }
}
