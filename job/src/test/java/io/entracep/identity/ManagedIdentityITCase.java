package io.entracep.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Managed identity as App Service offers it: an address in the environment, so each is asked from a
 * process of its own.
 */
class ManagedIdentityITCase {
    private static final String HEADER = "c0ffee";
    private static final String SCOPE = "https://monitor.azure.com/.default";

    @TempDir private Path folder;

    @Test
    void getsATokenFromTheMachine() throws Exception {
        HttpServer machine =
                HttpServer.create(new InetSocketAddress(InetAddress.getByName("localhost"), 0), 0);
        machine.createContext("/msi/token", ManagedIdentityITCase::answer);
        machine.start();
        try {
            String endpoint = "http://localhost:" + machine.getAddress().getPort() + "/msi/token";

            assertThat(said(endpoint)).contains("token for client-1 on https://monitor.azure.com");
        } finally {
            machine.stop(0);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        String query = exchange.getRequestURI().getQuery();
        boolean known = HEADER.equals(exchange.getRequestHeaders().getFirst("X-IDENTITY-HEADER"));
        String body =
                "{\"access_token\":\"for client-1 on %s\",\"expires_on\":\"%d\",\"token_type\":\"Bearer\"}"
                        .formatted(
                                query.replaceAll(".*resource=([^&]*).*", "$1"),
                                Instant.now().getEpochSecond() + 3600);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        boolean right = known && query.contains("client_id=client-1");
        exchange.sendResponseHeaders(right ? 200 : 400, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private String said(String endpoint) throws Exception {
        Path output = folder.resolve("output");
        ProcessBuilder builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-Dlog4j2.configurationFile=log4j2.xml",
                                "-cp",
                                System.getProperty("java.class.path"),
                                TokenProcess.class.getName(),
                                "client-1",
                                SCOPE)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile());
        builder.environment().put("IDENTITY_ENDPOINT", endpoint);
        builder.environment().put("IDENTITY_HEADER", HEADER);
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return Files.readString(output);
    }
}
