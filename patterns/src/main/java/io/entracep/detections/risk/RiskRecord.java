package io.entracep.detections.risk;

import io.entracep.signal.Observation;

/**
 * What the id of a risk record tells: ids of these records are made of the id of the risk, its
 * state, its level and the time of its last change, since it is logged again with each.
 */
public final class RiskRecord {
    private RiskRecord() {}

    /** Id of the risk, the same in all its records. */
    public static String riskId(Observation observation) {
        String id = observation.eventId();
        int end = id.indexOf('|');
        return end < 0 ? id : id.substring(0, end);
    }

    /** When its state last changed, milliseconds; {@link Long#MIN_VALUE} where unknown. */
    public static long updated(Observation observation) {
        String id = observation.eventId();
        String updated = id.substring(id.lastIndexOf('|') + 1);
        return updated.matches("-?\\d{1,18}") ? Long.parseLong(updated) : Long.MIN_VALUE;
    }
}
