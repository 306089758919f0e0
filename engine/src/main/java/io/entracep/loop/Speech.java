package io.entracep.loop;

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
    private final Eras eras;
    private final EntityMemory memory;
    private final long eventTime;
    private final LoopOutput output;

    /** Ids of detections that said something; null where not yet asked. */
    private @Nullable Set<String> speakers;

    Speech(Entity entity, Eras eras, EntityMemory memory, long eventTime, LoopOutput output) {
        this.entity = entity;
        this.eras = eras;
        this.memory = memory;
        this.eventTime = eventTime;
        this.output = output;
    }

    /** Whether the detection said nothing of the entity, as far as is remembered. */
    boolean isSilent(Detection detection) {
        if (memory.head().saidHours().length == 0) {
            return true;
        }
        if (speakers == null) {
            speakers = new HashSet<>();
            for (Said said : memory.said(TimeRange.ALWAYS)) {
                speakers.add(said.detectionId());
            }
        }
        return !speakers.contains(detection.id());
    }

    /**
     * Says what the findings change. What is not due yet is held.
     *
     * @param findings all that hold in the range
     * @param ended whether a bounded input has ended: what is not due will never be
     */
    void compare(Detection detection, TimeRange range, List<Finding> findings, boolean ended) {
        if (findings.isEmpty() && isSilent(detection)) {
            return;
        }
        Map<String, Said> said = said(detection, range);
        for (Finding finding : findings) {
            if (finding.dueAt() > eventTime && !(ended && detection.isDecidedAtTheEnd())) {
                hold(finding, ended);
                continue;
            }
            Said before = said.remove(finding.id());
            if (before != null && before.active() && !isOf(finding.subject(), before)) {
                before = clear(before); // Whoever it was about would never hear of it again.
            }
            String digest = finding.digest();
            if (before == null || !before.active() || !before.digest().equals(digest)) {
                remember(finding, digest, true, before, false);
            }
        }
        said.values().stream().filter(Said::active).forEach(each -> clear(each));
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

    /** Wakes the entity when event time reaches this, or earlier. */
    void wakeNoLaterThan(long time) {
        if (time < memory.head().nextTimer()) {
            memory.head(memory.head().withNextTimer(time));
            output.wakeAt(time);
        }
    }

    private Map<String, Said> said(Detection detection, TimeRange range) {
        Map<String, Said> said = new HashMap<>();
        if (isSilent(detection)) {
            return said;
        }
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

    private static boolean isOf(@Nullable Entity subject, Said said) {
        return subject == null
                ? said.subjectType() == 0
                : said.subjectType() == subject.type().number()
                        && said.subjectId().equals(subject.id());
    }

    private Said clear(Said before) {
        Entity subject =
                before.subjectType() == 0
                        ? null
                        : new Entity(
                                EntityType.ofNumber(before.subjectType()),
                                entity.tenantId(),
                                before.subjectId());
        Detection detection = eras.detection(before.detectionId(), before.anchorTime());
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
        return remember(gone, before.digest(), false, before, false);
    }

    private Said remember(
            Finding finding,
            String digest,
            boolean holds,
            @Nullable Said before,
            boolean judgedAlone) {
        long decidedAt = output.processingTime();
        int revision = 1;
        if (before != null) {
            decidedAt = Math.max(decidedAt, before.decidedAt() + 1);
            revision = before.revision() + 1;
        }
        Entity subject = finding.subject();
        if (speakers != null) {
            speakers.add(finding.detectionId());
        }
        Said said =
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
                        subject == null ? "" : subject.id());
        memory.say(said);
        output.say(new Verdict(finding, holds, decidedAt, revision, judgedAlone));
        return said;
    }
}
