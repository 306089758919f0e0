package io.entracep.run;

import io.entracep.format.AlertFormat;
import io.entracep.outbox.OutboxSettings;
import io.entracep.secret.SecretReference;
import io.entracep.webhook.PlainOrSecret;
import io.entracep.webhook.WebhookSettings;
import io.entracep.webhook.WebhookSettings.Batch;
import io.entracep.webhook.WebhookSettings.Login;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a sink of type {@code webhook}. */
final class WebhookSection {
    private static final int MOST_MESSAGES = 10_000;
    private static final int MOST_KILOBYTES = 1_000_000;
    private static final Duration UPDATES_OF_A_CHAT = Duration.ofMinutes(15);
    private static final int KILOBYTE = 1_000;

    private final ConfigValues values;
    private final ConfigTree tree;

    WebhookSection(ConfigValues values) {
        this.values = values;
        this.tree = values.tree();
    }

    /** The sink; empty after a problem. */
    Optional<SinkConfig.Destination> read(String path, AlertFormat format, OutboxSettings outbox) {
        PlainOrSecret url = url(path + ".url", format);
        Batch batch = batch(path + ".batch", format);
        SecretReference signingKey = values.secret(path + ".signing-key");
        Map<String, PlainOrSecret> headers = headers(path + ".headers");
        Login login = login(path);
        String certificates = values.certificates(path + ".certificates");
        Duration connect = values.duration(path + ".connect-timeout", Duration.ofSeconds(10));
        Duration request = values.duration(path + ".request-timeout", Duration.ofSeconds(30));
        double rate = rate(path + ".requests-per-second");
        Duration updates =
                format.isChat() || tree.has(path + ".update-interval")
                        ? values.duration(path + ".update-interval", UPDATES_OF_A_CHAT)
                        : Duration.ZERO;
        return values.made(
                path,
                () -> {
                    if (url == null) {
                        throw new IllegalArgumentException("it has no url");
                    }
                    return new SinkConfig.Webhook(
                            new WebhookSettings(
                                    url,
                                    batch,
                                    signingKey,
                                    headers,
                                    login,
                                    certificates,
                                    connect,
                                    request,
                                    rate,
                                    "entra-cep"),
                            format,
                            outbox,
                            updates);
                });
    }

    private @Nullable PlainOrSecret url(String path, AlertFormat format) {
        PlainOrSecret url = values.plainOrSecret(path);
        if (url == null) {
            tree.problem(path, "given: https://host/path, {env: NAME} or {file: PATH}");
        } else if (url.plain() != null && format.isChat()) {
            tree.problem(
                    path,
                    "a reference, {env: NAME} or {file: PATH}: whoever knows this URL can write to"
                            + " the channel");
        } else if (url.plain() != null && !isUsable(url)) {
            tree.problem(
                    path,
                    "https://host/path (http only for localhost), without user and password in it");
        }
        return url;
    }

    private static boolean isUsable(PlainOrSecret url) {
        try {
            WebhookSettings.to(url);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Batch batch(String path, AlertFormat format) {
        int messages = values.number(path + ".max-alerts", MOST_MESSAGES, 1);
        int kilobytes = values.number(path + ".max-kilobytes", MOST_KILOBYTES, KILOBYTE);
        if (messages == 1) {
            return Batch.SINGLE;
        }
        if (!format.mayBeBatched()) {
            tree.problem(
                    path + ".max-alerts", "1: slack and teams take one alert with each request");
        }
        return new Batch(messages, kilobytes * KILOBYTE);
    }

    private Map<String, PlainOrSecret> headers(String path) {
        Map<String, PlainOrSecret> headers = new HashMap<>();
        for (String name : tree.children(path)) {
            String header = path + "." + name;
            PlainOrSecret value = values.plainOrSecret(header);
            if (!name.matches("[A-Za-z0-9-]+")) {
                tree.problem(header, "a header's name of letters, digits and hyphens");
            } else if (value == null) {
                tree.problem(header, "a text, {env: NAME} or {file: PATH}");
            } else if (name.equalsIgnoreCase("authorization") && value.plain() != null) {
                tree.problem(header, "a reference, {env: NAME} or {file: PATH}: it is a secret");
            } else {
                headers.put(name, value);
            }
        }
        return headers;
    }

    private @Nullable Login login(String path) {
        SecretReference token = values.secret(path + ".bearer-token");
        String basic = path + ".basic";
        if (!tree.has(basic)) {
            return token == null ? null : new Login.Bearer(token);
        }
        if (tree.has(path + ".bearer-token")) {
            tree.problem(basic, "left out, or bearer-token: a login takes one of them");
        }
        String user = tree.required(basic + ".user", "the user's name");
        SecretReference password = values.secret(basic + ".password");
        if (password == null) {
            tree.problem(basic + ".password", "given: {env: NAME} or {file: PATH}");
            return null;
        }
        return new Login.Basic(user, password);
    }

    private double rate(String path) {
        String text = tree.text(path);
        if (text == null) {
            return 10;
        }
        double rate = text.matches("[0-9]{1,6}(\\.[0-9]{1,6})?") ? Double.parseDouble(text) : 0;
        if (!(rate > 0)) {
            tree.problem(path, "a number more than 0, such as 10 or 0.5");
            return 10;
        }
        return rate;
    }
}
