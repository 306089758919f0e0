package io.entracep.sentinel;

import io.entracep.identity.EntraCredential;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How alerts get into Microsoft Sentinel.
 *
 * @param destination where to
 * @param credential who sends; needs the role Monitoring Metrics Publisher on the rule
 * @param scope what the token is for; {@link #PUBLIC_SCOPE} by default
 * @param connectTimeout for a connection; 10 s by default
 * @param requestTimeout for a whole request with its answer; 30 s by default
 * @param certificates PEM file with the certificates to trust instead of those of the Java
 *     installation; null (default): those
 */
public record SentinelSettings(
        Destination destination,
        EntraCredential credential,
        String scope,
        Duration connectTimeout,
        Duration requestTimeout,
        @Nullable String certificates)
        implements Serializable {

    /**
     * Scope in the public cloud. Source: Microsoft, "Logs Ingestion API in Azure Monitor"; in Azure
     * Government {@code https://monitor.azure.us/.default}, in Azure operated by 21Vianet {@code
     * https://monitor.azure.cn/.default}.
     */
    public static final String PUBLIC_SCOPE = "https://monitor.azure.com/.default";

    private static final Pattern RULE = Pattern.compile("dcr-[A-Za-z0-9]+");
    private static final Pattern STREAM = Pattern.compile("Custom-[A-Za-z0-9_]+");

    /**
     * A stream of a data collection rule.
     *
     * @param endpoint logs ingestion address of the rule or of a data collection endpoint, such as
     *     {@code https://name-ab12.westeurope-1.ingest.monitor.azure.com}
     * @param ruleId immutable id of the data collection rule: {@code dcr-} and digits. Not its name
     * @param stream declared in the rule, such as {@code Custom-EntraCepAlerts}
     */
    public record Destination(URI endpoint, String ruleId, String stream) implements Serializable {
        /** Says all problems at once, in an IllegalArgumentException. */
        public Destination {
            List<String> problems = new ArrayList<>();
            if (!isPlainHttps(endpoint)) {
                problems.add(
                        "endpoint is '%s', must be https://host without path".formatted(endpoint));
            }
            if (!RULE.matcher(ruleId).matches()) {
                problems.add(
                        ("rule id is '%s', must be the immutable id of the data collection rule:"
                                        + " dcr- and letters or digits")
                                .formatted(ruleId));
            }
            if (!STREAM.matcher(stream).matches()) {
                problems.add(
                        "stream is '%s', must be Custom- and the stream's name".formatted(stream));
            }
            if (!problems.isEmpty()) {
                throw new IllegalArgumentException(String.join("; ", problems));
            }
        }

        /** The address that takes rows. Source: Microsoft, "Logs Ingestion API", REST API call. */
        URI address() {
            return endpoint.resolve(
                    "/dataCollectionRules/%s/streams/%s?api-version=2023-01-01"
                            .formatted(ruleId, stream));
        }

        private static boolean isPlainHttps(URI endpoint) {
            String path = endpoint.getPath();
            return "https".equals(endpoint.getScheme())
                    && endpoint.getHost() != null
                    && endpoint.getUserInfo() == null
                    && endpoint.getQuery() == null
                    && (path == null || path.isEmpty() || path.equals("/"));
        }
    }

    /** Says all problems at once, in an IllegalArgumentException. */
    public SentinelSettings {
        List<String> problems = new ArrayList<>();
        if (!scope.startsWith("https://") || !scope.endsWith("/.default")) {
            problems.add("scope is '%s', must be https://host/.default".formatted(scope));
        }
        requirePositive(problems, "connect time-out", connectTimeout);
        requirePositive(problems, "request time-out", requestTimeout);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
    }

    /** In the public cloud, with the default times. */
    public static SentinelSettings of(Destination destination, EntraCredential credential) {
        return new SentinelSettings(
                destination,
                credential,
                PUBLIC_SCOPE,
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                null);
    }

    private static void requirePositive(List<String> problems, String name, Duration duration) {
        if (duration.isZero() || duration.isNegative()) {
            problems.add("%s is %s, must be more than nothing".formatted(name, duration));
        }
    }
}
