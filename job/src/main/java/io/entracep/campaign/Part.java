package io.entracep.campaign;

import io.entracep.alert.Alert;
import io.entracep.alert.Delivery;
import java.util.List;

/**
 * An alert that may be a part, and what was told of it.
 *
 * @param candidate as it was last delivered
 * @param told whether it is told as one that holds
 * @param decidedAt greatest time at which anything was told of it, milliseconds
 * @param revision how often anything was told of it
 */
public record Part(Candidate candidate, boolean told, long decidedAt, int revision) {

    /** One of which nothing was told. */
    static Part of(Candidate candidate) {
        return new Part(candidate, false, Long.MIN_VALUE, 0);
    }

    /** The same, delivered anew. */
    Part with(Candidate delivered) {
        return new Part(delivered, told, decidedAt, revision);
    }

    /** After this was told of it. */
    Part told(Alert alert) {
        return new Part(
                candidate,
                alert.active(),
                alert.delivery().decidedAt(),
                alert.delivery().revision());
    }

    /** The alert as it is to be told next. */
    Alert alert() {
        return candidate.alert().deliveredBy(next());
    }

    /** What is told where it is a part. */
    Alert contained(Alert campaign) {
        return candidate
                .alert()
                .clearedFor(
                        "Part of alert " + campaign.alertId() + ", " + campaign.detectionId() + ".")
                .deliveredBy(next());
    }

    private Delivery next() {
        Delivery delivery = candidate.alert().delivery();
        return revision == 0
                ? delivery
                : new Delivery(
                        Math.max(delivery.decidedAt(), decidedAt + 1),
                        Math.max(delivery.revision(), revision + 1),
                        delivery.late());
    }

    List<String> partOf() {
        return candidate.partOf();
    }
}
