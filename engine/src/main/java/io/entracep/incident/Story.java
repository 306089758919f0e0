package io.entracep.incident;

import io.entracep.alert.Alert;
import io.entracep.alert.EntityReference;
import io.entracep.attack.Tactic;
import io.entracep.attack.Technique;
import io.entracep.detection.Severity;
import io.entracep.policy.Policy;
import io.entracep.state.StableHash;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a set of alerts tells: incidents, the worst first, and the accounts concerned. Alerts that a
 * suppression marks stand apart and join nothing.
 *
 * @param incidents in order of rank; each alert that is not suppressed is in exactly one
 * @param accounts the worst hit first
 * @param suppressed in order of time
 */
public record Story(List<Incident> incidents, List<Account> accounts, List<Alert> suppressed) {
    private static final int ID_DIGITS = 16;

    private static final Comparator<Incident> WORST_FIRST =
            Comparator.comparing(Incident::severity, Comparator.reverseOrder())
                    .thenComparing(incident -> -incident.tactics().size())
                    .thenComparing(incident -> -victims(incident))
                    .thenComparing(incident -> -incident.alerts().size())
                    .thenComparing(Incident::firstEventTime)
                    .thenComparing(Incident::id);

    private static final Comparator<Alert> BY_TIME =
            Comparator.comparing(Alert::firstEventTime)
                    .thenComparing(Alert::lastEventTime)
                    .thenComparing(Alert::alertId);

    /** The story of these alerts. */
    public static Story of(Collection<Alert> alerts, Policy policy) {
        Map<String, List<Alert>> byTenant = new TreeMap<>();
        List<Alert> suppressed = new ArrayList<>();
        for (Alert alert : alerts) {
            if (alert.suppressedBy() != null) {
                suppressed.add(alert);
            } else if (alert.active()) {
                byTenant.computeIfAbsent(alert.tenantId(), any -> new ArrayList<>()).add(alert);
            }
        }
        List<Incident> incidents = new ArrayList<>();
        byTenant.forEach(
                (tenant, its) ->
                        new Linker(its, policy.forTenant(tenant))
                                .groups()
                                .forEach(group -> incidents.add(incident(group))));
        incidents.sort(WORST_FIRST);
        for (int i = 0; i < incidents.size(); i++) {
            incidents.set(i, incidents.get(i).ranked(i + 1));
        }
        Accounts accounts = new Accounts();
        for (Incident incident : incidents) {
            incident.alerts().forEach(alert -> accounts.add(alert, incident.id()));
        }
        suppressed.sort(BY_TIME);
        return new Story(List.copyOf(incidents), accounts.worstFirst(), List.copyOf(suppressed));
    }

    /** Every alert that is in an incident, in order of time. */
    public List<Alert> alerts() {
        return incidents.stream()
                .flatMap(incident -> incident.alerts().stream())
                .sorted(BY_TIME)
                .toList();
    }

    private static Incident incident(Linker.Group group) {
        List<Alert> alerts = group.alerts();
        Alert worst =
                alerts.stream()
                        .max(
                                Comparator.comparing(
                                                (Alert alert) -> Severity.ofLabel(alert.severity()))
                                        .thenComparing(alert -> alert.contains().size())
                                        .thenComparing(Story::stages)
                                        .thenComparing(BY_TIME.reversed()))
                        .orElseThrow();
        TreeSet<String> techniques = new TreeSet<>();
        alerts.forEach(alert -> techniques.addAll(alert.mitre()));
        List<Tactic> tactics =
                techniques.stream()
                        .map(Technique::of)
                        .filter(Objects::nonNull)
                        .map(Technique::tactic)
                        .distinct()
                        .sorted()
                        .toList();
        List<String> addresses =
                alerts.stream()
                        .flatMap(alert -> alert.evidence().stream())
                        .map(evidence -> evidence.ip())
                        .filter(Objects::nonNull)
                        .distinct()
                        .sorted()
                        .limit(Incident.ADDRESSES)
                        .toList();
        return new Incident(
                id(alerts.get(0)),
                0,
                Severity.ofLabel(worst.severity()),
                worst.tenantId(),
                worst.title(),
                whom(worst),
                alerts,
                group.links(),
                Accounts.of(alerts),
                addresses,
                tactics,
                List.copyOf(techniques));
    }

    /** Whom an alert is about, in a word. Attacker-controlled text. */
    public static String whom(Alert alert) {
        EntityReference who = alert.subject() == null ? alert.entity() : alert.subject();
        return who.name() == null ? who.id() : who.name();
    }

    private static int stages(Alert alert) {
        return (int) alert.evidence().stream().map(evidence -> evidence.stage()).distinct().count();
    }

    private static int victims(Incident incident) {
        return (int) incident.accounts().stream().filter(account -> account.about() > 0).count();
    }

    /** Named by its first alert, so that what joins later does not rename it. */
    private static String id(Alert first) {
        return StableHash.name("incident " + first.alertId()).substring(0, ID_DIGITS);
    }
}
