package io.entracep.webhook;

import io.entracep.secret.SecretReference;
import java.io.Serializable;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An HTTPS endpoint and how it wants its requests.
 *
 * @param url {@code https}, or {@code http} on this machine. A secret for Slack and Teams, whose
 *     URL is all that a sender needs
 * @param batch how many alerts make a request
 * @param signingKey key of the signature; null for no signature. See {@link Signature}
 * @param headers further headers by name
 * @param login what goes into the header {@code Authorization}; null for none
 * @param authorityFile PEM file with the certificates to trust instead of those of the Java
 *     installation, on every machine that sends; null for those
 * @param connectTimeout until a connection is there; 10 seconds
 * @param requestTimeout until the whole answer is there, connecting included; 30 seconds
 * @param requestsPerSecond at most, over time; more than 0; 10
 * @param userAgent what the request says it comes from; {@code entra-cep}
 */
public record WebhookSettings(
        PlainOrSecret url,
        Batch batch,
        @Nullable SecretReference signingKey,
        Map<String, PlainOrSecret> headers,
        @Nullable Login login,
        @Nullable String authorityFile,
        Duration connectTimeout,
        Duration requestTimeout,
        double requestsPerSecond,
        String userAgent)
        implements Serializable {
    /** What a name of a header may be made of. Source: RFC 9110, section 5.6.2, token. */
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /** Set by the client or by other settings. */
    private static final Set<String> NOT_CUSTOM =
            Set.of(
                    "authorization",
                    "connection",
                    "content-length",
                    "content-type",
                    "expect",
                    "host",
                    "transfer-encoding",
                    "upgrade",
                    "user-agent");

    public WebhookSettings {
        if (url.plain() != null) {
            WebhookUrl.parse(url.plain());
        }
        headers = Map.copyOf(headers);
        for (String name : headers.keySet()) {
            checkHeader(name, login);
        }
        checkPositive(connectTimeout, "connect time-out");
        checkPositive(requestTimeout, "request time-out");
        if (!(requestsPerSecond > 0) || requestsPerSecond > 1_000_000) {
            throw new IllegalArgumentException(
                    "Webhook: requests per second is "
                            + requestsPerSecond
                            + ", must be more than 0 and at most 1000000.");
        }
    }

    /** One alert per request, without signature, headers and login; else the defaults stated. */
    public static WebhookSettings to(PlainOrSecret url) {
        return new WebhookSettings(
                url,
                Batch.SINGLE,
                null,
                Map.of(),
                null,
                null,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                10,
                "entra-cep");
    }

    /**
     * How many alerts make a request.
     *
     * @param messages 1: the body is one object. More: it is a JSON array, also of one
     * @param bytes of the array, at least 1; a single larger alert is sent all the same
     */
    public record Batch(int messages, int bytes) implements Serializable {
        /** One alert per request. */
        public static final Batch SINGLE = new Batch(1, Integer.MAX_VALUE);

        public Batch {
            if (messages < 1 || bytes < 1) {
                throw new IllegalArgumentException(
                        "Webhook: a batch needs at least 1 message and 1 byte.");
            }
        }

        boolean isSingle() {
            return messages == 1;
        }
    }

    /** What goes into the header {@code Authorization}. */
    public sealed interface Login extends Serializable {
        /** A token. */
        record Bearer(SecretReference token) implements Login {}

        /** User and password. */
        record Basic(String user, SecretReference password) implements Login {}
    }

    private static void checkHeader(String name, @Nullable Login login) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean taken =
                NOT_CUSTOM.contains(lower) && !(lower.equals("authorization") && login == null);
        if (taken || lower.startsWith(Signature.PREFIX) || !HEADER_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "Webhook: the header "
                            + name
                            + " cannot be set. Choose a name of letters, digits and hyphens that"
                            + " neither HTTP nor another setting uses.");
        }
    }

    private static void checkPositive(Duration duration, String what) {
        if (duration.isNegative() || duration.isZero()) {
            throw new IllegalArgumentException(
                    "Webhook: the " + what + " is " + duration + ", must be more than 0.");
        }
    }
}
