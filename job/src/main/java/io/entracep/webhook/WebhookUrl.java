package io.entracep.webhook;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a webhook's URL may be. Errors never repeat it: for Slack and Teams it is a secret. */
final class WebhookUrl {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    private WebhookUrl() {}

    /**
     * Reads it.
     *
     * @throws IllegalArgumentException saying what it must be
     */
    static URI parse(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException notAUrl) {
            throw unusable(); // The cause would repeat the URL.
        }
        if (uri.getHost() == null || uri.getUserInfo() != null || !isSafe(uri)) {
            throw unusable();
        }
        return uri;
    }

    private static boolean isSafe(URI uri) {
        String scheme = lower(uri.getScheme());
        return scheme.equals("https")
                || (scheme.equals("http") && THIS_MACHINE.contains(lower(uri.getHost())));
    }

    private static String lower(@Nullable String text) {
        return text == null ? "" : text.toLowerCase(Locale.ROOT);
    }

    private static IllegalArgumentException unusable() {
        return new IllegalArgumentException(
                "Webhook: the url must be https://host/path (http only for localhost), without user"
                        + " and password in it. Use login or headers for those.");
    }
}
