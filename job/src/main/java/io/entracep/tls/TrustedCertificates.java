package io.entracep.tls;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Certificate authorities of one's own, for a private certificate or a proxy that opens TLS. They
 * replace those of the Java installation.
 */
public final class TrustedCertificates {
    private TrustedCertificates() {}

    /**
     * A TLS context that trusts the certificates in a PEM file and no others.
     *
     * @param file one or more certificates, without keys
     * @throws IllegalStateException saying what to do, where the file cannot be read or has none
     */
    public static SSLContext of(Path file) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            Collection<? extends Certificate> certificates =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw unusable(file, null);
            }
            return trusting(certificates);
        } catch (IOException | GeneralSecurityException e) {
            throw unusable(file, e);
        }
    }

    private static SSLContext trusting(Collection<? extends Certificate> certificates)
            throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        int number = 0;
        for (Certificate certificate : certificates) {
            trusted.setCertificateEntry("trusted-" + number++, certificate);
        }
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static IllegalStateException unusable(Path file, @Nullable Exception cause) {
        return new IllegalStateException(
                "No certificates to trust can be read from "
                        + file
                        + ". It must be a PEM file with at least one certificate"
                        + " (-----BEGIN CERTIFICATE-----), readable by every process that"
                        + " connects.",
                cause);
    }
}
