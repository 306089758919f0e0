package io.entracep.alert;

import io.entracep.detection.Affected;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An alert: its body is a function of the records and the policy entries used; the {@link Delivery}
 * beside it is not.
 *
 * @param alertId identity, the same for the same records in any order
 * @param status {@code active} or {@code cleared}
 * @param detectionId detection
 * @param title one line
 * @param severity lower case, from {@code informational} to {@code critical}
 * @param tenantId tenant
 * @param entity whose state it was found in
 * @param subject whom it is about where that is someone else, else null
 * @param firstEventTime time of the earliest evidence, ISO-8601 in UTC; of the anchor where there
 *     is none
 * @param lastEventTime time of the latest evidence
 * @param reason the condition in words. Holds attacker-controlled text
 * @param evidence records that made it, in time order
 * @param affected accounts of an alert about many, the worst first, at most {@value Affected#MOST};
 *     empty for others
 * @param affectedCount how many accounts there are, named or not
 * @param guideRows rows of the guides
 * @param mitre ATT&CK techniques
 * @param policyEntries entries of the policy that it rests on
 * @param policyVersion names the texts of policy and rules that it rests on; null for none
 * @param contains ids of the alerts that this one is made of
 * @param triage what to do, in order
 * @param suppressedBy suppression entry of the policy that marks it, null for none
 * @param delivery what is not part of the body
 */
public record Alert(
        String alertId,
        String status,
        String detectionId,
        String title,
        String severity,
        String tenantId,
        EntityReference entity,
        @Nullable EntityReference subject,
        String firstEventTime,
        String lastEventTime,
        String reason,
        List<Evidence> evidence,
        List<Affected> affected,
        int affectedCount,
        List<String> guideRows,
        List<String> mitre,
        List<String> policyEntries,
        @Nullable String policyVersion,
        List<String> contains,
        List<String> triage,
        @Nullable String suppressedBy,
        Delivery delivery) {

    /** Status of an alert that holds. */
    public static final String ACTIVE = "active";

    /** Status of an alert that no longer holds. */
    public static final String CLEARED = "cleared";

    private static final long NOW = Duration.ofHours(1).toMillis();

    /** Reason of an alert that no longer holds. */
    public static final String NO_LONGER_HOLDS = "No longer holds: later records changed it.";

    /** One that concerns nobody but its entity and its subject. */
    public static Alert ofOne(
            String alertId,
            String status,
            String detectionId,
            String title,
            String severity,
            String tenantId,
            EntityReference entity,
            @Nullable EntityReference subject,
            String firstEventTime,
            String lastEventTime,
            String reason,
            List<Evidence> evidence,
            List<String> guideRows,
            List<String> mitre,
            List<String> policyEntries,
            List<String> contains,
            List<String> triage,
            @Nullable String suppressedBy,
            Delivery delivery) {
        return new Alert(
                alertId,
                status,
                detectionId,
                title,
                severity,
                tenantId,
                entity,
                subject,
                firstEventTime,
                lastEventTime,
                reason,
                evidence,
                List.of(),
                0,
                guideRows,
                mitre,
                policyEntries,
                null,
                contains,
                triage,
                suppressedBy,
                delivery);
    }

    /** The same, decided by this version of policy and rules. */
    public Alert decidedBy(@Nullable String version) {
        return changed(status, reason, evidence, version, delivery);
    }

    /** The same with another delivery. */
    public Alert deliveredBy(Delivery other) {
        return changed(status, reason, evidence, policyVersion, other);
    }

    /** What is told of it once it does not hold by itself any more, for this reason. */
    public Alert clearedFor(String why) {
        return changed(CLEARED, why, List.of(), policyVersion, delivery);
    }

    private Alert changed(
            String newStatus,
            String newReason,
            List<Evidence> newEvidence,
            @Nullable String newVersion,
            Delivery newDelivery) {
        return new Alert(
                alertId,
                newStatus,
                detectionId,
                title,
                severity,
                tenantId,
                entity,
                subject,
                firstEventTime,
                lastEventTime,
                newReason,
                newEvidence,
                affected,
                affectedCount,
                guideRows,
                mitre,
                policyEntries,
                newVersion,
                contains,
                triage,
                suppressedBy,
                newDelivery);
    }

    /** Whether it holds. */
    public boolean active() {
        return status.equals(ACTIVE);
    }

    /**
     * Whether it tells of something that happened in the hour before: not caught up, not cleared.
     */
    public boolean happensNow() {
        long last = Instant.parse(lastEventTime).toEpochMilli();
        return active() && delivery.decidedAt() - last <= NOW;
    }
}
