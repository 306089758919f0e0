package io.entracep.loop;

import io.entracep.detection.Entry;
import io.entracep.detection.Finding;
import io.entracep.detection.Verdict;
import io.entracep.event.Category;
import io.entracep.event.Device;
import io.entracep.event.EntraEvent;
import io.entracep.event.Origin;
import io.entracep.event.Outcome;
import io.entracep.signal.Derivation;
import io.entracep.signal.Entity;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import java.util.List;

/** Makes of a finding what the second stage inserts: an observation of whom it is about. */
final class Derived {
    private static final SignalSet FINDING = SignalSet.of(Signal.FINDING);

    private Derived() {}

    /** The insert of a finding that holds, the removal of one that no longer does. */
    static LoopInput input(Verdict verdict, Entry entry) {
        return input(verdict, entry, verdict.finding().about());
    }

    /** The same for chains about the tenant. */
    static LoopInput atTenant(Verdict verdict, Entry entry) {
        String tenantId = verdict.finding().entity().tenantId();
        return input(verdict, entry, new Entity(EntityType.TENANT, tenantId, tenantId));
    }

    private static LoopInput input(Verdict verdict, Entry entry, Entity at) {
        Observation observation = observation(verdict, entry, at);
        return verdict.active()
                ? new LoopInput.Insert(observation)
                : new LoopInput.Remove(observation);
    }

    private static Observation observation(Verdict verdict, Entry entry, Entity at) {
        Finding finding = verdict.finding();
        List<Observation> evidence = finding.observations();
        EntraEvent event =
                new EntraEvent(
                        finding.entity().tenantId(),
                        finding.id(),
                        Category.FINDING,
                        Category.FINDING.logName(),
                        time(finding, evidence),
                        // A later delivery of the finding takes the place of an earlier one.
                        verdict.decidedAt(),
                        false,
                        finding.detectionId(),
                        entry.title(),
                        Outcome.UNKNOWN,
                        null,
                        evidence.isEmpty()
                                ? Origin.NONE
                                : evidence.get(evidence.size() - 1).event().origin(),
                        evidence.isEmpty()
                                ? Device.NONE
                                : evidence.get(evidence.size() - 1).event().device(),
                        null,
                        null,
                        null,
                        null);
        return new Observation(
                at,
                Roles.ACTOR,
                FINDING,
                event,
                new Derivation(
                        finding.detectionId(),
                        entry.buildingBlock() ? "" : finding.id(),
                        finding.severity().label(),
                        finding.values(),
                        evidence));
    }

    /**
     * When it happened: at the anchor where that is a record, else when the last record of its
     * evidence made it.
     */
    private static long time(Finding finding, List<Observation> evidence) {
        boolean anchorIsRecord =
                evidence.isEmpty()
                        || evidence.stream().anyMatch(o -> o.eventId().equals(finding.anchor()));
        return anchorIsRecord ? finding.anchorTime() : evidence.get(evidence.size() - 1).time();
    }
}
