package io.entracep.detection;

import io.entracep.detection.Placement.Seat;
import io.entracep.event.EntraEvent;
import io.entracep.signal.Entity;
import java.util.List;
import java.util.function.Function;

/**
 * The records that match a rule, added up by the hour: before they reach who counts them, since
 * nobody looks at them one by one.
 *
 * @param rule number of the rule's signal, as records bring it
 * @param metric name of the total
 * @param at at whom a record is counted
 */
public record CountedTotal(long rule, String metric, Function<EntraEvent, List<Seat>> at) {

    /**
     * A record that is counted.
     *
     * @param entity at whom
     * @param metric name of the total
     */
    public record At(Entity entity, String metric) {}
}
