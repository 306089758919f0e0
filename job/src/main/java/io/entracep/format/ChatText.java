package io.entracep.format;

import io.entracep.alert.Alert;
import io.entracep.alert.EntityReference;
import io.entracep.alert.Evidence;
import io.entracep.output.TerminalText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What people in a chat are told of an alert, before it is escaped for that chat. */
final class ChatText {
    private ChatText() {}

    /**
     * A fact.
     *
     * @param label our own words
     * @param value may be attacker-controlled
     */
    record Fact(String label, String value) {}

    /** Severity and title, with a mark when it no longer holds. */
    static String headline(Alert alert) {
        return (alert.active() ? "" : "Cleared: ")
                + alert.severity().toUpperCase(Locale.ROOT)
                + " – "
                + alert.title();
    }

    static List<Fact> facts(Alert alert) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("About", named(alert.entity())));
        if (alert.subject() != null) {
            facts.add(new Fact("Subject", named(alert.subject())));
        }
        facts.add(new Fact("First event", alert.firstEventTime()));
        facts.add(new Fact("Last event", alert.lastEventTime()));
        facts.add(new Fact("Detection", alert.detectionId()));
        facts.add(new Fact("Tenant", alert.tenantId()));
        facts.add(new Fact("Alert", alert.alertId()));
        if (!alert.mitre().isEmpty()) {
            facts.add(new Fact("ATT&CK", String.join(", ", alert.mitre())));
        }
        if (alert.suppressedBy() != null) {
            facts.add(new Fact("Suppressed by", alert.suppressedBy()));
        }
        return facts;
    }

    /** One record in one line. */
    static String line(Evidence evidence) {
        return Stream.of(
                        evidence.time()
                                + " "
                                + evidence.activity()
                                + " ("
                                + evidence.result()
                                + ")",
                        labelled("by", evidence.actor()),
                        labelled("on", evidence.target()),
                        labelled("from", evidence.ip()),
                        labelled("device", evidence.device()),
                        labelled("in", evidence.location()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    /**
     * Text without control characters and without a scheme that a chat would turn into a link:
     * {@code https://} is shown as {@code https[:]//}.
     */
    static String plain(String text) {
        return TerminalText.of(text).replace("://", "[:]//");
    }

    /**
     * The beginning of a text, with an ellipsis where it was cut; whole characters only.
     *
     * @param most UTF-16 units, at least 1
     */
    static String cut(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = most - 1;
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + "…";
    }

    private static String labelled(String label, @Nullable String value) {
        return value == null ? "" : label + " " + value;
    }

    private static String named(EntityReference entity) {
        return entity.name() == null
                ? entity.type() + " " + entity.id()
                : entity.type() + " " + entity.name() + " (" + entity.id() + ")";
    }
}
