package io.entracep.told;

import io.entracep.alert.Alert;
import io.entracep.alert.Delivery;
import io.entracep.alert.Evidence;
import java.util.List;

/** The same alert, told otherwise. */
final class Revised {
    private Revised() {}

    /** That it no longer holds, with the severity that was told. */
    static Alert cleared(Alert alert, String severity) {
        return with(alert, Alert.CLEARED, severity, Alert.NO_LONGER_HOLDS, List.of());
    }

    /** That it holds, where nothing more is known of it. */
    static Alert holding(Alert alert) {
        return with(
                alert,
                Alert.ACTIVE,
                alert.severity(),
                "Holds again; earlier deliveries have its evidence.",
                List.of());
    }

    static Alert withoutEvidence(Alert alert) {
        return with(alert, alert.status(), alert.severity(), alert.reason(), List.of());
    }

    private static Alert with(
            Alert alert, String status, String severity, String reason, List<Evidence> evidence) {
        return new Alert(
                alert.alertId(),
                status,
                alert.detectionId(),
                alert.title(),
                severity,
                alert.tenantId(),
                alert.entity(),
                alert.subject(),
                alert.firstEventTime(),
                alert.lastEventTime(),
                reason,
                evidence,
                alert.affected(),
                alert.affectedCount(),
                alert.guideRows(),
                alert.mitre(),
                alert.policyEntries(),
                alert.policyVersion(),
                alert.contains(),
                alert.triage(),
                alert.suppressedBy(),
                alert.delivery());
    }

    static Alert delivered(Alert alert, long decidedAt, int revision) {
        return new Alert(
                alert.alertId(),
                alert.status(),
                alert.detectionId(),
                alert.title(),
                alert.severity(),
                alert.tenantId(),
                alert.entity(),
                alert.subject(),
                alert.firstEventTime(),
                alert.lastEventTime(),
                alert.reason(),
                alert.evidence(),
                alert.affected(),
                alert.affectedCount(),
                alert.guideRows(),
                alert.mitre(),
                alert.policyEntries(),
                alert.policyVersion(),
                alert.contains(),
                alert.triage(),
                alert.suppressedBy(),
                new Delivery(decidedAt, revision, alert.delivery().late()));
    }
}
