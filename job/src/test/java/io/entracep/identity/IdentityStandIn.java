package io.entracep.identity;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsServer;
import io.entracep.identity.EntraCredential.Authority;
import io.entracep.testing.SelfSigned;
import io.entracep.testing.StandInServer;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Gives tokens over HTTPS as Microsoft Entra does: client credentials of one application, with a
 * secret or a federated token. The tokens are unsigned.
 */
public final class IdentityStandIn implements AutoCloseable {
    /** The only tenant and application that there are. */
    public static final String TENANT = "0f2b6d0e-5b1c-4a7e-9d58-2f6f0b1a7c11";

    public static final String CLIENT = "6a0c2f52-7f0b-4c39-8a5b-94e1d2c3b4a5";

    private final HttpsServer server;
    private final String certificates;
    private final Map<String, Instant> tokens = new ConcurrentHashMap<>();
    private final List<Map<String, String>> requests = new CopyOnWriteArrayList<>();
    private volatile String secret;
    private volatile Duration lifetime = Duration.ofHours(1);
    private volatile int outage;

    private IdentityStandIn(SelfSigned certificate, String secret) throws IOException {
        this.certificates = certificate.pem().toString();
        this.secret = secret;
        this.server = StandInServer.start(certificate, "identity-stand-in", this::handle);
    }

    /**
     * Starts one.
     *
     * @param secret what it accepts, as a client secret or as a federated token
     */
    public static IdentityStandIn start(SelfSigned certificate, String secret) throws Exception {
        return new IdentityStandIn(certificate, secret);
    }

    /** Where a credential finds it. */
    public Authority authority() {
        return new Authority(
                URI.create("https://localhost:" + server.getAddress().getPort()), certificates);
    }

    /** What it accepts from now on. */
    public void accept(String newSecret) {
        secret = newSecret;
    }

    /** How long the tokens last that it gives from now on. */
    public void tokensLast(Duration duration) {
        lifetime = duration;
    }

    /** Answers 503 from now on. */
    public void breakDown() {
        outage = 503;
    }

    /** Answers again. */
    public void recover() {
        outage = 0;
    }

    /** Whether it gave this token, and the token has not ended or been revoked. */
    public boolean isValid(String token) {
        Instant end = tokens.get(token);
        return end != null && Instant.now().isBefore(end);
    }

    /** No token that was given is valid any longer. */
    public void revokeAll() {
        tokens.clear();
    }

    /** The forms that were sent, the oldest first. */
    public List<Map<String, String>> requests() {
        return requests;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, String> form =
                form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        requests.add(form);
        if (outage != 0) {
            answer(exchange, outage, "{}");
        } else if (!exchange.getRequestURI()
                .getPath()
                .equals("/" + TENANT + "/oauth2/v2.0/token")) {
            answer(exchange, 400, error("invalid_request", "AADSTS90002: No such tenant."));
        } else if (!CLIENT.equals(form.get("client_id"))) {
            answer(exchange, 400, error("unauthorized_client", "AADSTS700016: Not found."));
        } else if (!secret.equals(form.get("client_secret"))
                && !secret.equals(form.get("client_assertion"))) {
            answer(exchange, 401, error("invalid_client", "AADSTS7000215: Invalid client secret."));
        } else {
            answer(exchange, 200, grant(String.valueOf(form.get("scope"))));
        }
    }

    private String grant(String scope) {
        Instant now = Instant.now();
        Instant end = now.plus(lifetime);
        String token =
                base64("{\"alg\":\"none\"}")
                        + "."
                        + base64(
                                "{\"sub\":\"%s\",\"scope\":\"%s\",\"iat\":%d,\"exp\":%d,\"jti\":%d}"
                                        .formatted(
                                                CLIENT,
                                                scope,
                                                now.getEpochSecond(),
                                                end.getEpochSecond(),
                                                requests.size()))
                        + ".";
        tokens.put(token, end);
        return "{\"token_type\":\"Bearer\",\"expires_in\":%d,\"ext_expires_in\":%d,\"access_token\":\"%s\"}"
                .formatted(lifetime.toSeconds(), lifetime.toSeconds(), token);
    }

    private static String error(String error, String description) {
        return "{\"error\":\"%s\",\"error_description\":\"%s\",\"error_codes\":[%s]}"
                .formatted(error, description, description.replaceAll("\\D*(\\d+).*", "$1"));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new HashMap<>();
        Arrays.stream(body.split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .forEach(
                        pair ->
                                form.put(
                                        pair[0],
                                        URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        return form;
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
