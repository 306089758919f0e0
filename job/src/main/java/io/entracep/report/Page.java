package io.entracep.report;

import io.entracep.alert.Alert;
import io.entracep.incident.Account;
import io.entracep.incident.Incident;
import io.entracep.incident.Story;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the report shows: everything that its templates need, ready to be written.
 *
 * @param style style sheet
 * @param script the only script that may run
 * @param security content security policy
 * @param data records for the script
 * @param input what was read
 * @param histogram alerts over time
 * @param matrix techniques that fired
 * @param incidents by rank
 * @param accounts the worst hit first
 * @param detections that fired, by id
 * @param suppressed alerts that a suppression marks
 * @param suppressions entries of the policy with the number of alerts that they mark
 * @param alerts number of alerts in incidents
 * @param severities their numbers, in words
 * @param comparison with a former replay, null where none was asked for
 */
public record Page(
        String style,
        String script,
        String security,
        String data,
        InputFacts input,
        Histogram histogram,
        Matrix matrix,
        List<IncidentView> incidents,
        List<AccountView> accounts,
        List<Fired> detections,
        List<AlertView> suppressed,
        Map<SuppressionEntry, Long> suppressions,
        int alerts,
        String severities,
        @Nullable Comparison comparison) {
    private static final int ACCOUNTS = 500;

    /** A detection that fired: what to do, and how often. */
    public record Fired(
            String id,
            String title,
            long alerts,
            List<String> triage,
            List<String> rows,
            List<String> techniques) {}

    /** An account and the incidents that it is in. */
    public record AccountView(Account account, List<Incident> incidents) {}

    static Page of(Results results, String style, String script) {
        Story story = results.story();
        List<Alert> alerts = story.alerts();
        Map<String, Incident> byId =
                story.incidents().stream().collect(Collectors.toMap(Incident::id, one -> one));
        Map<SuppressionEntry, Long> suppressions = new java.util.LinkedHashMap<>();
        results.suppressions().forEach(entry -> suppressions.put(entry, entry.matches(story)));
        List<Alert> all = new java.util.ArrayList<>(alerts);
        all.addAll(story.suppressed());
        return new Page(
                style,
                script,
                "default-src 'none'; base-uri 'none'; form-action 'none'; style-src 'sha256-%s'; script-src 'sha256-%s'"
                        .formatted(hash(style), hash(script)),
                RecordData.json(all),
                InputFacts.of(results.summary()),
                Histogram.of(alerts),
                Matrix.of(story),
                story.incidents().stream().map(IncidentView::of).toList(),
                story.accounts().stream()
                        .limit(ACCOUNTS)
                        .map(
                                account ->
                                        new AccountView(
                                                account,
                                                account.incidents().stream()
                                                        .map(byId::get)
                                                        .toList()))
                        .toList(),
                fired(all),
                AlertView.of(story.suppressed(), List.of()),
                suppressions,
                alerts.size(),
                Numbers.bySeverity(alerts),
                results.comparison());
    }

    /** How many alerts and incidents, in words. */
    public String counts() {
        return "%s in %s: %s."
                .formatted(
                        Numbers.of(alerts, "alert"),
                        Numbers.of(incidents.size(), "incident"),
                        severities);
    }

    /** Number of suppressed alerts in words. */
    public String suppressedInWords() {
        return Numbers.of(suppressed.size(), "alert");
    }

    private static List<Fired> fired(List<Alert> alerts) {
        Map<String, Fired> fired = new TreeMap<>();
        for (Alert alert : alerts) {
            fired.merge(
                    alert.detectionId(),
                    new Fired(
                            alert.detectionId(),
                            alert.title(),
                            1,
                            alert.triage(),
                            alert.guideRows(),
                            alert.mitre()),
                    (a, b) ->
                            new Fired(
                                    a.id(),
                                    a.title(),
                                    a.alerts() + 1,
                                    a.triage(),
                                    a.rows(),
                                    a.techniques()));
        }
        return List.copyOf(fired.values());
    }

    private static String hash(String text) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
