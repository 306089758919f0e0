package io.entracep.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate for {@code localhost} that vouches for itself, made by the JDK's keytool.
 *
 * @param tls for a server that shows it
 * @param pem file for clients that trust it
 */
public record SelfSigned(SSLContext tls, Path pem) {
    private static final String PASSWORD = "password";

    /** Makes one in the folder. */
    public static SelfSigned in(Path folder) throws Exception {
        Path keys = folder.resolve("server.p12");
        Process keytool =
                new ProcessBuilder(command(keys))
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("keytool.log").toFile())
                        .start();
        if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            throw new IOException("keytool: " + Files.readString(folder.resolve("keytool.log")));
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        String certificate =
                Base64.getMimeEncoder().encodeToString(store.getCertificate("server").getEncoded());
        Path pem =
                Files.writeString(
                        folder.resolve("authority.pem"),
                        "-----BEGIN CERTIFICATE-----\n"
                                + certificate
                                + "\n-----END CERTIFICATE-----\n");
        return new SelfSigned(tls(store), pem);
    }

    private static SSLContext tls(KeyStore store) throws GeneralSecurityException {
        KeyManagerFactory managers =
                KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        return tls;
    }

    private static List<String> command(Path keys) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost,ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                keys.toString(),
                "-storepass",
                PASSWORD);
    }
}
