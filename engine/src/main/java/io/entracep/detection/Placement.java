package io.entracep.detection;

import io.entracep.event.EntraEvent;
import io.entracep.signal.Entity;
import io.entracep.signal.SignalSet;
import java.util.List;
import java.util.function.Function;

/**
 * At whom a detection sees the records that match a rule.
 *
 * @param rule number of the rule's signal, as records bring it
 * @param seen the signal by which the detection finds them there, and nobody else
 * @param at whom a record concerns
 */
public record Placement(long rule, SignalSet seen, Function<EntraEvent, List<Seat>> at) {

    /**
     * @param signal number of the signal by which the detection finds them
     */
    public Placement(long rule, long signal, Function<EntraEvent, List<Seat>> at) {
        this(rule, SignalSet.ofRules(signal), at);
    }

    /**
     * One place.
     *
     * @param entity whom it concerns
     * @param roles the part that it plays, bits of {@link io.entracep.signal.Roles}
     */
    public record Seat(Entity entity, int roles) {}
}
