package io.entracep.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A self-signed certificate for {@code localhost} and 127.0.0.1, made at start and valid for this
 * one broker: the broker's key store, and a trust store for its clients. Both are PKCS #12 files
 * with one password.
 *
 * @param keyStore key and certificate, for the broker
 * @param trustStore the certificate alone, for clients
 * @param password of both files
 */
record BrokerCertificate(Path keyStore, Path trustStore, String password) {

    private static final String ALIAS = "broker";
    private static final long KEYTOOL_TIMEOUT_SECONDS = 60;

    /** Makes both files in the folder. */
    static BrokerCertificate create(Path folder, String password) {
        BrokerCertificate certificate =
                new BrokerCertificate(
                        folder.resolve("broker.p12"), folder.resolve("clients.p12"), password);
        try {
            certificate.generateKeyStore(folder.resolve("keytool.log"));
            certificate.exportTrustStore();
        } catch (IOException | GeneralSecurityException e) {
            throw new BrokerException("Cannot make a certificate in " + folder, e);
        }
        return certificate;
    }

    /** The JDK has no public API to sign a certificate; its keytool has, and is always there. */
    private void generateKeyStore(Path log) throws IOException {
        Process keytool =
                new ProcessBuilder(keytoolCommand())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        try {
            if (!keytool.waitFor(KEYTOOL_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                keytool.destroyForcibly();
                throw new BrokerException("keytool made no certificate within 60 s");
            }
        } catch (InterruptedException e) {
            keytool.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new BrokerException("Interrupted while keytool made a certificate", e);
        }
        if (keytool.exitValue() != 0) {
            throw new BrokerException(
                    "keytool failed: " + Files.readString(log, StandardCharsets.UTF_8));
        }
    }

    private List<String> keytoolCommand() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-validity",
                "3650",
                "-storetype",
                "PKCS12",
                "-keystore",
                keyStore.toString(),
                "-storepass",
                password);
    }

    private void exportTrustStore() throws IOException, GeneralSecurityException {
        Certificate certificate = load().getCertificate(ALIAS);
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(ALIAS, certificate);
        try (OutputStream out = Files.newOutputStream(trustStore)) {
            trusted.store(out, password.toCharArray());
        }
    }

    private KeyStore load() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keyStore)) {
            keys.load(in, password.toCharArray());
        }
        return keys;
    }
}
