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
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes of a finding what the second stage inserts: an observation of whom it is about. */
final class Derived {
    private static final SignalSet FINDING = SignalSet.of(Signal.FINDING);

    private Derived() {}

    /** The insert of a finding that holds, the removal of one that no longer does. */
    static LoopInput input(Verdict verdict, Entry entry, Entity at) {
        Finding finding = verdict.finding();
        List<Observation> evidence = finding.observations();
        return input(
                verdict.active(),
                observation(verdict, entry, at, finding.id(), time(finding, evidence), evidence));
    }

    /**
     * The same for the begin of what is told once a period: whoever goes on must not move the step
     * out of a window. Null where the anchor is a record.
     */
    static @Nullable LoopInput begin(Verdict verdict, Entry entry, Entity at) {
        Finding finding = verdict.finding();
        List<Observation> evidence = finding.observations();
        if (isAtRecord(finding, evidence)) {
            return null;
        }
        Observation first = evidence.get(0);
        return input(
                verdict.active() && first.time() < time(finding, evidence),
                observation(
                        verdict, entry, at, finding.id() + ":begin", first.time(), List.of(first)));
    }

    private static LoopInput input(boolean holds, Observation observation) {
        return holds ? new LoopInput.Insert(observation) : new LoopInput.Remove(observation);
    }

    private static Observation observation(
            Verdict verdict,
            Entry entry,
            Entity at,
            String id,
            long time,
            List<Observation> evidence) {
        Finding finding = verdict.finding();
        EntraEvent event =
                new EntraEvent(
                        finding.entity().tenantId(),
                        id,
                        Category.FINDING,
                        Category.FINDING.logName(),
                        time,
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
        return isAtRecord(finding, evidence)
                ? finding.anchorTime()
                : evidence.get(evidence.size() - 1).time();
    }

    private static boolean isAtRecord(Finding finding, List<Observation> evidence) {
        return evidence.isEmpty()
                || evidence.stream().anyMatch(o -> o.eventId().equals(finding.anchor()));
    }
}
