package io.entracep.campaign;

import io.entracep.alert.Alert;
import io.entracep.detection.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Whether an alert is but a part of another. It is where that other holds, is at least as bad, lies
 * close in time, is about all its accounts, and all its records come from the source that the other
 * is about. What is High about one account is part of an alert about that account only: so no spray
 * hides what happened to an administrator. An attack that goes on into the next period of its
 * detection is a part of its own begin. A suppressed alert contains nothing. A pure function.
 */
final class Containment {
    /** So long after its first record a campaign goes on at most. */
    private static final Duration CAMPAIGN = Duration.ofDays(7);

    /** The same for those about the whole tenant, which has no source. */
    private static final Duration DAY = Duration.ofDays(1);

    private Containment() {}

    static boolean isPart(Candidate part, Candidate of) {
        Alert campaign = of.alert();
        return part.partOf().contains(campaign.detectionId())
                && part.alert().active()
                && campaign.active()
                && campaign.suppressedBy() == null
                && !part.alert().alertId().equals(campaign.alertId())
                && isNoWorse(part.alert(), campaign)
                && isInTime(part.alert(), campaign)
                && !isItsOwnBegin(part.alert(), campaign)
                && isFromItsSource(part, of)
                && !part.accounts().isEmpty()
                && part.namesAll()
                && (!of.namesAll() || of.names(part.accounts()));
    }

    private static boolean isNoWorse(Alert part, Alert campaign) {
        Severity severity = Severity.ofLabel(part.severity());
        return severity.compareTo(Severity.ofLabel(campaign.severity())) <= 0
                && (severity.compareTo(Severity.HIGH) < 0
                        || part.affectedCount() > 0
                        || campaign.entity().type().equals("user"));
    }

    private static boolean isInTime(Alert part, Alert campaign) {
        boolean ofTenant = campaign.entity().type().equals("tenant");
        Duration reach = ofTenant ? DAY : CAMPAIGN;
        Instant begin = Instant.parse(campaign.firstEventTime());
        Instant first = Instant.parse(part.firstEventTime());
        Instant last = Instant.parse(part.lastEventTime());
        return first.isBefore(begin.plus(reach)) && last.isAfter(begin.minus(reach));
    }

    /** Of two periods of one attack only the later is a part. */
    private static boolean isItsOwnBegin(Alert part, Alert campaign) {
        return part.detectionId().equals(campaign.detectionId())
                && part.firstEventTime().compareTo(campaign.firstEventTime()) <= 0;
    }

    private static boolean isFromItsSource(Candidate part, Candidate of) {
        String source = of.alert().entity().id();
        return switch (of.alert().entity().type()) {
            case "ip" -> part.addresses().equals(List.of(source));
            case "as" -> part.systems().equals(List.of(source));
            default -> true;
        };
    }
}
