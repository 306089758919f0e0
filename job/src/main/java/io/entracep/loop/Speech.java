package io.entracep.loop;

import io.entracep.detection.ActiveDetections;
import io.entracep.detection.Detection;
import io.entracep.detection.Finding;
import io.entracep.detection.Severity;
import io.entracep.detection.Verdict;
import io.entracep.signal.Entity;
import io.entracep.signal.EntityType;
import io.entracep.state.EntityMemory;
import io.entracep.state.Said;
import io.entracep.state.TimeRange;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What was said of one entity: compares it with what holds now, and says what differs. */
final class Speech {
    private final Entity entity;
    private final ActiveDetections active;
    private final EntityMemory memory;
    private final long eventTime;
    private final Corrections corrections;
    private final LoopOutput output;
    private boolean corrects;

    Speech(
            Entity entity,
            ActiveDetections active,
            EntityMemory memory,
            long eventTime,
            Corrections corrections,
            LoopOutput output) {
        this.entity = entity;
        this.active = active;
        this.memory = memory;
        this.eventTime = eventTime;
        this.corrections = corrections;
        this.output = output;
    }

    /** Whether nothing was ever said of the entity, as far as is remembered. */
    boolean isSilent() {
        return memory.head().saidHours().length == 0;
    }

    /** Whether the detection said nothing of the entity. */
    boolean isSilent(Detection detection) {
        return isSilent() || said(detection, TimeRange.ALWAYS).isEmpty();
    }

    /** Takes notice of something that happens at this event time, before what it changes. */
    void moved(long time) {
        corrects |= corrections.concern(time);
    }

    /** Whether what was said before a crash is corrected: then nothing is known to be unsaid. */
    boolean corrects() {
        return corrects;
    }

    /**
     * Says what the findings change. What is not due yet is held.
     *
     * @param findings all that hold in the range
     * @param ended whether a bounded input has ended: what is not due will never be
     * @return the ids of what holds and of what was said
     */
    Set<String> compare(
            Detection detection, TimeRange range, List<Finding> findings, boolean ended) {
        if (findings.isEmpty() && isSilent()) {
            return Set.of();
        }
        Map<String, Said> said = said(detection, range);
        Set<String> known = new HashSet<>(said.keySet());
        for (Finding finding : findings) {
            known.add(finding.id());
            if (finding.dueAt() > eventTime) {
                hold(finding, ended);
                continue;
            }
            Said before = said.remove(finding.id());
            if (before == null
                    || !before.active()
                    || corrects()
                    || !before.digest().equals(finding.digest())) {
                remember(finding, finding.digest(), true, before, false);
            }
        }
        said.values().stream().filter(entry -> entry.active() || corrects()).forEach(this::clear);
        return known;
    }

    /** Says findings that a late record made alone; never takes anything back. */
    void add(Detection detection, List<Finding> findings) {
        for (Finding finding : findings) {
            Said before = said(detection, TimeRange.at(finding.anchorTime())).get(finding.id());
            if (before == null && finding.dueAt() <= eventTime) {
                remember(finding, finding.digest(), true, null, true);
            }
        }
    }

    /**
     * Clears what may have been said before a crash, does not hold and is not known to have been
     * said. Decided at the restore: after everything said before it, before everything said since.
     * So nothing needs to be remembered of it.
     */
    void withdraw(List<Finding> mayHaveBeenSaid, Set<String> known) {
        Long since = corrections.since();
        if (since == null) {
            return;
        }
        for (Finding finding : mayHaveBeenSaid) {
            if (!known.contains(finding.id()) && corrections.isFirst(finding.id())) {
                output.say(new Verdict(finding, false, since, 0, false));
            }
        }
    }

    /** Wakes the entity when event time reaches this, or earlier. */
    void wakeNoLaterThan(long time) {
        if (time < memory.head().nextTimer()) {
            memory.head(memory.head().withNextTimer(time));
            output.wakeAt(time);
        }
    }

    private Map<String, Said> said(Detection detection, TimeRange range) {
        Map<String, Said> said = new HashMap<>();
        for (Said entry : memory.said(range)) {
            if (entry.detectionId().equals(detection.id())) {
                said.put(entry.findingId(), entry);
            }
        }
        return said;
    }

    private void hold(Finding finding, boolean ended) {
        if (ended) {
            output.undecided(finding);
        } else {
            wakeNoLaterThan(finding.dueAt());
        }
    }

    private void clear(Said before) {
        Entity subject =
                before.subjectType() == 0
                        ? null
                        : new Entity(
                                EntityType.ofNumber(before.subjectType()),
                                entity.tenantId(),
                                before.subjectId());
        Detection detection = active.byId(before.detectionId());
        Finding gone =
                new Finding(
                        before.detectionId(),
                        entity,
                        subject,
                        before.anchor(),
                        before.anchorTime(),
                        Long.MIN_VALUE,
                        detection == null ? Severity.INFORMATIONAL : detection.entry().severity(),
                        List.of(),
                        Map.of());
        remember(gone, before.digest(), false, before, false);
    }

    private void remember(
            Finding finding,
            String digest,
            boolean holds,
            @Nullable Said before,
            boolean judgedAlone) {
        long decidedAt = output.processingTime();
        Long since = corrections.since();
        if (since != null) {
            decidedAt = Math.max(decidedAt, since + 1);
        }
        int revision = 1;
        if (before != null) {
            decidedAt = Math.max(decidedAt, before.decidedAt() + 1);
            revision = before.revision() + 1;
        }
        Entity subject = finding.subject();
        memory.say(
                new Said(
                        finding.id(),
                        finding.detectionId(),
                        finding.anchor(),
                        finding.anchorTime(),
                        digest,
                        holds,
                        decidedAt,
                        revision,
                        subject == null ? 0 : subject.type().number(),
                        subject == null ? "" : subject.id()));
        output.say(new Verdict(finding, holds, decidedAt, revision, judgedAlone));
    }
}
