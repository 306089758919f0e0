package io.entracep.output;

import io.entracep.alert.Alert;
import io.entracep.detection.Severity;
import java.io.Serializable;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which alerts a sink gets. Detection and tenant of an alert never change; its severity may, from
 * one delivery to the next, so {@link #wants} alone does not decide: see {@code told.Teller}.
 *
 * @param severities empty: every severity
 * @param detections ids; empty: every detection
 * @param tenants ids in lower case; empty: every tenant
 */
public record AlertFilter(Set<Severity> severities, Set<String> detections, Set<String> tenants)
        implements Serializable {
    /** Everything. */
    public static final AlertFilter NONE = new AlertFilter(Set.of(), Set.of(), Set.of());

    /** Copies the sets. */
    public AlertFilter {
        severities = Set.copyOf(severities);
        detections = Set.copyOf(detections);
        tenants =
                tenants.stream()
                        .map(tenant -> tenant.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether this sink has to do with the alert at all: the same for all its deliveries. */
    public boolean concerns(Alert alert) {
        return (detections.isEmpty() || detections.contains(alert.detectionId()))
                && (tenants.isEmpty()
                        || tenants.contains(alert.tenantId().toLowerCase(Locale.ROOT)));
    }

    /** Whether the severity of this delivery is one of those wanted. */
    public boolean wants(Alert alert) {
        return severities.isEmpty() || severities.contains(Severity.ofLabel(alert.severity()));
    }

    /** Whether this sink has to do with every alert. */
    public boolean concernsAll() {
        return detections.isEmpty() && tenants.isEmpty();
    }

    /** In words, for people; empty for everything. */
    public String describe() {
        StringBuilder words = new StringBuilder();
        if (!severities.isEmpty()) {
            append(
                    words,
                    "severity",
                    severities.stream().sorted().map(Severity::label).collect(Collectors.toList()));
        }
        if (!detections.isEmpty()) {
            append(words, "detection", detections.stream().sorted().toList());
        }
        if (!tenants.isEmpty()) {
            append(words, "tenant", tenants.stream().sorted().toList());
        }
        return words.toString();
    }

    private static void append(StringBuilder words, String what, Iterable<String> values) {
        words.append(words.isEmpty() ? "" : "; ").append(what).append(' ');
        words.append(String.join(", ", values));
    }
}
