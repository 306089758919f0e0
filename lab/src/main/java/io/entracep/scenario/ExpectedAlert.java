package io.entracep.scenario;

import io.entracep.alert.Alert;
import io.entracep.alert.AlertFactory;
import io.entracep.alert.EntityReference;
import io.entracep.alert.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a scenario says of one alert. What it does not say is not compared: null, or empty for
 * lists.
 *
 * @param line line in the file
 * @param detectionId detection
 * @param severity lower case
 * @param entity name or id of whom it is about
 * @param subject name or id of the subject
 * @param stages stages of the evidence in order, each once
 * @param evidence number of records in evidence
 * @param reason text of the alert
 * @param reasonContains parts of it
 * @param first time of the earliest evidence, as alerts spell it
 * @param last time of the latest
 * @param policyEntries entries of the policy
 * @param contains detections of the alerts that it is made of
 * @param suppressedBy entry of the policy that marks it
 */
public record ExpectedAlert(
        int line,
        String detectionId,
        @Nullable String severity,
        @Nullable String entity,
        @Nullable String subject,
        List<String> stages,
        @Nullable Integer evidence,
        @Nullable String reason,
        List<String> reasonContains,
        @Nullable String first,
        @Nullable String last,
        List<String> policyEntries,
        List<String> contains,
        @Nullable String suppressedBy) {

    static ExpectedAlert read(Section section, Instant start) {
        return read(section, section.required("detection"), section.text("severity"), start);
    }

    /** What the test of a rule says of its alerts. */
    static ExpectedAlert ofRule(Section test, String rule, String severity, Instant start) {
        return read(test, rule, severity, start);
    }

    private static ExpectedAlert read(
            Section section, String detectionId, @Nullable String severity, Instant start) {
        return new ExpectedAlert(
                section.line(),
                detectionId,
                severity,
                section.text("entity"),
                section.text("subject"),
                section.texts("stages"),
                section.has("evidence") ? section.number("evidence", 0) : null,
                section.text("reason"),
                section.texts("reason-contains"),
                time(section, "first", start),
                time(section, "last", start),
                section.texts("policy-entries"),
                section.texts("contains"),
                section.text("suppressed-by"));
    }

    private static @Nullable String time(Section section, String key, Instant start) {
        return section.has(key)
                ? AlertFactory.time(start.plus(section.span(key, Duration.ZERO)).toEpochMilli())
                : null;
    }

    /**
     * What differs, one line each; empty where the alert is this one.
     *
     * @param all alerts of the run, for what it contains
     */
    List<String> differences(Alert alert, List<Alert> all) {
        List<String> found = new ArrayList<>();
        different(found, "severity", severity, alert.severity());
        differentEntity(found, "entity", entity, alert.entity());
        differentEntity(found, "subject", subject, alert.subject());
        List<String> actual = alert.evidence().stream().map(Evidence::stage).distinct().toList();
        different(found, "stages", stages.isEmpty() ? null : stages, actual);
        different(found, "evidence", evidence, alert.evidence().size());
        different(found, "reason", reason, alert.reason());
        for (String part : reasonContains) {
            if (!alert.reason().contains(part)) {
                found.add("reason: expected to contain " + part + ", actual " + alert.reason());
            }
        }
        different(found, "first", first, alert.firstEventTime());
        different(found, "last", last, alert.lastEventTime());
        different(
                found,
                "policy-entries",
                policyEntries.isEmpty() ? null : policyEntries,
                alert.policyEntries());
        List<String> parts =
                all.stream()
                        .filter(other -> alert.contains().contains(other.alertId()))
                        .map(Alert::detectionId)
                        .sorted()
                        .toList();
        different(
                found,
                "contains",
                contains.isEmpty() ? null : contains.stream().sorted().toList(),
                parts);
        different(found, "suppressed-by", suppressedBy, alert.suppressedBy());
        return found;
    }

    private static void differentEntity(
            List<String> found,
            String what,
            @Nullable String expected,
            @Nullable EntityReference actual) {
        boolean same =
                expected == null
                        || (actual != null
                                && (expected.equals(actual.name())
                                        || expected.equals(actual.id())
                                        || Ids.of(expected).equals(actual.id())));
        if (!same) {
            found.add(what + ": expected " + expected + ", actual " + label(actual));
        }
    }

    private static void different(
            List<String> found, String what, @Nullable Object expected, @Nullable Object actual) {
        if (expected != null && !expected.equals(actual)) {
            found.add(what + ": expected " + expected + ", actual " + actual);
        }
    }

    static String label(@Nullable EntityReference entity) {
        return entity == null ? "nobody" : entity.name() == null ? entity.id() : entity.name();
    }

    /** In a few words. */
    String label() {
        return detectionId + (entity == null ? "" : " about " + entity) + " (line " + line + ")";
    }
}
