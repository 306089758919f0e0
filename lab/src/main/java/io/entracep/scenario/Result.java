package io.entracep.scenario;

import io.entracep.alert.Alert;
import io.entracep.alert.Delivery;
import io.entracep.alert.EntityReference;
import io.entracep.alert.Evidence;
import io.entracep.decode.Decoded;
import io.entracep.loop.Undecided;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one run said about one tenant.
 *
 * @param alerts the final set: the last delivery of each alert where it is active, by time, then
 *     detection, then id
 * @param undecided what the end of the records left open
 * @param deadLetters what could not be read or judged
 */
record Result(List<Alert> alerts, List<Undecided> undecided, List<Decoded.DeadLetter> deadLetters) {

    /** Of deliveries in any order. */
    static Result of(
            List<Alert> deliveries,
            List<Undecided> undecided,
            List<Decoded.DeadLetter> deadLetters) {
        Map<String, Alert> last = new HashMap<>();
        for (Alert alert : deliveries) {
            last.merge(
                    alert.alertId(),
                    alert,
                    (one, other) ->
                            other.delivery().decidedAt() > one.delivery().decidedAt()
                                    ? other
                                    : one);
        }
        List<Alert> active =
                last.values().stream()
                        .filter(Alert::active)
                        .sorted(
                                Comparator.comparing(Alert::firstEventTime)
                                        .thenComparing(Alert::detectionId)
                                        .thenComparing(Alert::lastEventTime)
                                        .thenComparing(Alert::reason))
                        .toList();
        return new Result(active, undecided, deadLetters);
    }

    /** Detections of what is undecided, in alphabetical order. */
    List<String> undecidedDetections() {
        return undecided.stream().map(Undecided::detectionId).sorted().toList();
    }

    /**
     * The bodies of the alerts without what depends on the tenant: ids become those of the
     * detections. Equal for runs that said the same.
     */
    List<String> bodies() {
        Map<String, String> detections = new HashMap<>();
        alerts.forEach(alert -> detections.put(alert.alertId(), alert.detectionId()));
        List<String> bodies = new ArrayList<>();
        for (Alert alert : alerts) {
            bodies.add(body(alert, detections).toString());
        }
        bodies.sort(Comparator.naturalOrder());
        return bodies;
    }

    private static Alert body(Alert alert, Map<String, String> detections) {
        String tenant = alert.tenantId();
        return new Alert(
                "",
                alert.status(),
                alert.detectionId(),
                alert.title(),
                alert.severity(),
                "",
                new EntityReference(
                        alert.entity().type(),
                        alert.entity().id().replace(tenant, "tenant"),
                        alert.entity().name()),
                alert.subject(),
                alert.firstEventTime(),
                alert.lastEventTime(),
                alert.reason().replace(tenant, "tenant"),
                alert.evidence().stream().map(Result::withoutHash).toList(),
                alert.affected(),
                alert.affectedCount(),
                alert.guideRows(),
                alert.mitre(),
                alert.policyEntries(),
                null,
                alert.contains().stream()
                        .map(id -> detections.getOrDefault(id, "an alert that is not active"))
                        .sorted()
                        .toList(),
                alert.triage(),
                alert.suppressedBy(),
                new Delivery(0, 0, alert.delivery().late()));
    }

    /** A record without an id has a hash of its bytes for one, and its tenant is among them. */
    private static Evidence withoutHash(Evidence evidence) {
        return evidence.eventId().startsWith("h:")
                ? new Evidence(
                        evidence.stage(),
                        "h:",
                        evidence.time(),
                        evidence.category(),
                        evidence.activity(),
                        evidence.result(),
                        evidence.actor(),
                        evidence.target(),
                        evidence.ip(),
                        evidence.device(),
                        evidence.location())
                : evidence;
    }
}
