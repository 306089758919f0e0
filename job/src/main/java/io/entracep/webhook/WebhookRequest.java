package io.entracep.webhook;

import io.entracep.webhook.WebhookSettings.Login;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request with its secrets, which are read anew each time: a replaced file counts from the next
 * request on.
 */
final class WebhookRequest {
    private static final String HIDDEN = "***";

    private final WebhookSettings settings;
    private final HttpRequest.Builder builder;
    private final List<String> secrets = new ArrayList<>();

    private WebhookRequest(WebhookSettings settings) {
        this.settings = settings;
        String url = settings.url().resolve();
        URI uri = WebhookUrl.parse(url);
        if (settings.url().secret() != null) {
            hide(url);
            hide(uri.getRawPath());
            hide(uri.getRawQuery());
        }
        builder = HttpRequest.newBuilder(uri).timeout(settings.requestTimeout());
    }

    /**
     * A request that posts the body.
     *
     * @throws io.entracep.secret.SecretException where a secret cannot be read
     * @throws IllegalArgumentException where one is not what it must be; tells no secret
     */
    static WebhookRequest post(WebhookSettings settings, byte[] body, Instant now) {
        WebhookRequest request = new WebhookRequest(settings);
        request.builder.POST(HttpRequest.BodyPublishers.ofByteArray(body));
        request.header("Content-Type", "application/json; charset=utf-8");
        request.header("User-Agent", settings.userAgent());
        request.logIn(settings.login());
        for (Map.Entry<String, PlainOrSecret> header : settings.headers().entrySet()) {
            String value = header.getValue().resolve();
            if (header.getValue().secret() != null) {
                request.hide(value);
            }
            request.header(header.getKey(), value);
        }
        request.sign(body, now);
        return request;
    }

    HttpRequest http() {
        return builder.build();
    }

    /**
     * What a receiver said, without our secrets: some repeat what they got.
     *
     * @param response may end within a secret, where its end was not read
     */
    String withoutSecrets(String response) {
        String safe = response;
        for (String secret : secrets) {
            safe = withoutBeginningAtEnd(safe.replace(secret, HIDDEN), secret);
        }
        return safe;
    }

    private static String withoutBeginningAtEnd(String text, String secret) {
        for (int length = secret.length() - 1; length > 0; length--) {
            if (text.endsWith(secret.substring(0, length))) {
                return text.substring(0, text.length() - length);
            }
        }
        return text;
    }

    /** One character is no secret, but would be found everywhere. */
    private void hide(@Nullable String secret) {
        if (secret != null && secret.length() > 1) {
            secrets.add(secret);
        }
    }

    private void logIn(@Nullable Login login) {
        if (login instanceof Login.Bearer bearer) {
            String token = bearer.token().resolve();
            hide(token);
            header("Authorization", "Bearer " + token);
        } else if (login instanceof Login.Basic basic) {
            String password = basic.password().resolve();
            String encoded =
                    Base64.getEncoder()
                            .encodeToString(
                                    (basic.user() + ":" + password)
                                            .getBytes(StandardCharsets.UTF_8));
            hide(password);
            hide(encoded);
            header("Authorization", "Basic " + encoded);
        }
    }

    private void sign(byte[] body, Instant now) {
        if (settings.signingKey() == null) {
            return;
        }
        String key = settings.signingKey().resolve();
        hide(key);
        String timestamp = Long.toString(now.getEpochSecond());
        header(Signature.TIMESTAMP, timestamp);
        header(Signature.SIGNATURE, Signature.of(key, timestamp, body));
    }

    /** The JDK's own complaint about a value would show it. */
    private void header(String name, String value) {
        if (!value.chars().allMatch(c -> (c >= 0x20 && c < 0x7f) || c == '\t')) {
            throw new IllegalArgumentException(
                    "Webhook: the value of the header "
                            + name
                            + " holds a line break, a control character or a letter beyond ASCII."
                            + " Correct the setting or the secret it comes from.");
        }
        builder.setHeader(name, value);
    }
}
