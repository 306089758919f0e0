package io.entracep.incident;

import io.entracep.alert.Alert;
import io.entracep.attack.Tactic;
import io.entracep.detection.Severity;
import java.util.List;

/**
 * Alerts that belong to one story.
 *
 * @param id the same for the same alerts in any order; stays when later alerts join
 * @param rank 1 for the one to look at first
 * @param severity of its worst alert
 * @param tenantId tenant
 * @param what title of the worst alert
 * @param whom whom that is about. Attacker-controlled text
 * @param alerts in order of time, never empty
 * @param links why they are together: one fewer than alerts
 * @param accounts whom they are about and who acted, the worst hit first
 * @param addresses of their records, in order; the first {@value #ADDRESSES}
 * @param tactics of ATT&CK, in the order of an attack
 * @param techniques of ATT&CK, in order
 */
public record Incident(
        String id,
        int rank,
        Severity severity,
        String tenantId,
        String what,
        String whom,
        List<Alert> alerts,
        List<Link> links,
        List<Account> accounts,
        List<String> addresses,
        List<Tactic> tactics,
        List<String> techniques) {
    static final int ADDRESSES = 20;

    /** Copies the lists. */
    public Incident {
        alerts = List.copyOf(alerts);
        links = List.copyOf(links);
        accounts = List.copyOf(accounts);
        addresses = List.copyOf(addresses);
        tactics = List.copyOf(tactics);
        techniques = List.copyOf(techniques);
    }

    /** What the worst alert says, and of whom. Holds attacker-controlled text. */
    public String title() {
        return what + ": " + whom;
    }

    /** Time of the earliest evidence, ISO-8601 in UTC. */
    public String firstEventTime() {
        return alerts.get(0).firstEventTime();
    }

    /** Time of the latest evidence. */
    public String lastEventTime() {
        return alerts.stream().map(Alert::lastEventTime).max(String::compareTo).orElseThrow();
    }

    Incident ranked(int newRank) {
        return new Incident(
                id,
                newRank,
                severity,
                tenantId,
                what,
                whom,
                alerts,
                links,
                accounts,
                addresses,
                tactics,
                techniques);
    }
}
