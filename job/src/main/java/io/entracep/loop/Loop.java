package io.entracep.loop;

import io.entracep.detection.ActiveDetections;
import io.entracep.detection.Detection;
import io.entracep.detection.Finding;
import io.entracep.detection.SequenceDetection;
import io.entracep.detection.SequenceMatcher;
import io.entracep.detection.Severity;
import io.entracep.detection.Verdict;
import io.entracep.detection.View;
import io.entracep.loop.LoopInput.Add;
import io.entracep.loop.LoopInput.Insert;
import io.entracep.loop.LoopInput.Remove;
import io.entracep.signal.Entity;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.SignalSet;
import io.entracep.state.EntityMemory;
import io.entracep.state.EntityMemory.Change;
import io.entracep.state.EntityStore;
import io.entracep.state.HourIndexes;
import io.entracep.state.Said;
import io.entracep.state.TimeRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Insert, judge, say what changed. Knows no kinds of detection and no Flink: state comes as an
 * {@link EntityStore}, words leave through a {@link LoopOutput}.
 */
final class Loop {
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final long DAY = Duration.ofDays(1).toMillis();

    /** A bound of memory; beyond it something is withdrawn again, which changes nothing. */
    private static final int MOST_REMEMBERED = 100_000;

    private final Function<String, ActiveDetections> detectionsOfTenant;
    private final SequenceMatcher.Factory matcherFactory;
    private final Map<SequenceDetection, SequenceMatcher> matchers = new HashMap<>();
    private final long allowedDisorder;
    private final LoopOutput output;
    private final HourIndexes indexes = new HourIndexes();

    /** Processing time of the restore while what was said before it is corrected, else null. */
    private @Nullable Long restoredAt;

    /** Ids of what was withdrawn since; once is enough. */
    private final Set<String> withdrawn = new HashSet<>();

    /** Greatest watermark; what the end of a bounded input adds to event time is none. */
    private long watermark = Long.MIN_VALUE;

    /**
     * @param allowedDisorder how much later than event time a record may come and still change
     *     verdicts, milliseconds
     */
    Loop(
            Function<String, ActiveDetections> detectionsOfTenant,
            SequenceMatcher.Factory matcherFactory,
            long allowedDisorder,
            LoopOutput output) {
        this.detectionsOfTenant = detectionsOfTenant;
        this.matcherFactory = matcherFactory;
        this.allowedDisorder = allowedDisorder;
        this.output = output;
    }

    /**
     * What was said just before a crash is not in the restored state. For a while everything judged
     * is said again, even if unchanged, and what may have been said but does not hold is withdrawn.
     *
     * @param since processing time of the restore; null to end it
     */
    void correct(@Nullable Long since) {
        restoredAt = since;
        if (since == null || withdrawn.size() > MOST_REMEMBERED) {
            withdrawn.clear();
        }
    }

    /**
     * Handles one input of an entity.
     *
     * @param eventTime watermark, {@link Long#MIN_VALUE} before the first
     */
    void handle(LoopInput input, EntityStore store, long eventTime) {
        if (eventTime != Long.MAX_VALUE) {
            watermark = Math.max(watermark, eventTime);
        }
        Turn turn = new Turn(input.entity(), store, eventTime);
        if (input instanceof Insert insert) {
            if (insert.observation().time() < TimeRange.plus(eventTime, -allowedDisorder)) {
                turn.judgeAlone(insert.observation());
            } else {
                turn.insert(insert.observation());
            }
        } else if (input instanceof Remove remove) {
            turn.remove(remove.observation());
        } else if (input instanceof Add add) {
            turn.add(add);
        }
    }

    /**
     * Handles a timer, as of its own time: event time may jump by weeks at once, and what was due
     * in between must not be forgotten before it is said.
     *
     * @param timer the time it was set for
     * @param horizon greatest event time of a bounded input that has ended; else not looked at
     * @param ended whether it has ended
     */
    void wake(Entity entity, EntityStore store, long timer, long horizon, boolean ended) {
        long eventTime = ended ? horizon : timer;
        if (!ended) {
            watermark = Math.max(watermark, eventTime);
        }
        Turn turn = new Turn(entity, store, eventTime);
        if (turn.memory.head().nextTimer() != timer) {
            return;
        }
        turn.memory.head(turn.memory.head().withNextTimer(Long.MAX_VALUE));
        if (!ended) {
            turn.memory.forget(eventTime, allowedDisorder, turn.active.longestLag(entity.type()));
        }
        turn.judgeWhatWaits(ended);
        if (!ended && !turn.memory.isEmpty()) {
            turn.wakeNoLaterThan(
                    hourAfter(
                            TimeRange.plus(
                                    eventTime, turn.memory.head().isEmpty() ? 7 * DAY : DAY)));
        }
    }

    private static long hourAfter(long time) {
        return TimeRange.plus(Math.floorDiv(time, HOUR) * HOUR, HOUR);
    }

    private SequenceMatcher matcher(SequenceDetection detection) {
        return matchers.computeIfAbsent(detection, key -> matcherFactory.create(key.definition()));
    }

    /** One input of one entity. */
    private final class Turn {
        private final Entity entity;
        private final ActiveDetections active;
        private final EntityMemory memory;
        private final long eventTime;
        private final View view;
        private boolean late;

        Turn(Entity entity, EntityStore store, long eventTime) {
            this(entity, detectionsOfTenant.apply(entity.tenantId()), store, indexes, eventTime);
        }

        private Turn(
                Entity entity,
                ActiveDetections active,
                EntityStore store,
                HourIndexes indexesOfStore,
                long eventTime) {
            this.entity = entity;
            this.active = active;
            this.eventTime = eventTime;
            this.memory =
                    new EntityMemory(
                            entity,
                            store,
                            active.plan(entity.type()),
                            active.policy().zone(),
                            indexesOfStore);
            this.view =
                    new View(
                            entity,
                            memory,
                            active.policy(),
                            allowedDisorder,
                            Loop.this::matcher,
                            active::byId);
        }

        void insert(Observation observation) {
            Change change = memory.insert(observation);
            output.inserted(observation, change, memory);
            if (restoredAt != null) {
                judge(observation, asIfGone(observation, change));
            } else if (!change.isNone()) {
                judge(observation, change);
            } else {
                return;
            }
            wakeToForget(observation.time());
        }

        /** Unless it is woken anyway. */
        private void wakeToForget(long time) {
            if (memory.head().nextTimer() == Long.MAX_VALUE) {
                wakeNoLaterThan(hourAfter(TimeRange.plus(time, allowedDisorder + DAY)));
            }
        }

        void remove(Observation observation) {
            if (memory.remove(observation) || restoredAt != null) {
                judge(
                        observation,
                        new Change(false, observation, List.of(), Set.of(), false, false));
            }
        }

        /** On a memory of its own: what is known of that time may be gone already. */
        void judgeAlone(Observation observation) {
            output.late();
            Turn alone =
                    new Turn(entity, active, new MapEntityStore(), new HourIndexes(), eventTime);
            Change change = alone.memory.insert(observation);
            for (Detection detection : active.of(entity.type())) {
                TimeRange range = alone.affected(detection, observation, change);
                List<Finding> findings = alone.findings(detection, range, observation.eventId());
                if (findings == null) {
                    continue;
                }
                late = true;
                for (Finding finding : findings) {
                    Said before =
                            said(detection, TimeRange.at(finding.anchorTime())).get(finding.id());
                    if (before == null && finding.dueAt() <= eventTime) {
                        say(finding, null);
                    }
                }
                late = false;
            }
        }

        void add(Add add) {
            if (memory.addTotal(add.metric(), add.hour(), add.sketch())) {
                judgeTotal(add.metric(), add.hour());
                wakeToForget(add.hour() * HOUR);
            }
        }

        private void judgeTotal(String metric, long hour) {
            for (Detection detection : active.of(EntityType.TENANT)) {
                if (detection.readsTotals().contains(metric)) {
                    judge(detection, detection.anchorsAffectedByTotal(hour), metric, List.of());
                }
            }
        }

        void judgeWhatWaits(boolean ended) {
            for (Detection detection : active.of(entity.type())) {
                if (detection.waits()) {
                    judge(
                            detection,
                            open(detection, TimeRange.ALWAYS, ended),
                            "event time " + eventTime,
                            ended);
                }
            }
        }

        private void judge(Observation observation, Change change) {
            SignalSet signals = observation.signals();
            if (change.previous() != null) {
                signals = signals.union(change.previous().signals());
            }
            for (Observation dropped : change.dropped()) {
                signals = signals.union(dropped.signals());
            }
            for (Detection detection :
                    active.affectedBy(
                            entity.type(),
                            signals,
                            !change.trained().isEmpty(),
                            change.privilege())) {
                if (isNothingToFind(detection) || isOnlyRefined(detection, observation, change)) {
                    continue;
                }
                judge(
                        detection,
                        affected(detection, observation, change),
                        observation.eventId(),
                        change.touched());
            }
        }

        private void judge(
                Detection detection, TimeRange anchors, String what, List<Observation> touched) {
            TimeRange range = open(detection, anchors, false);
            Set<String> known = judge(detection, range, what, false);
            if (restoredAt != null && known != null) {
                withdraw(detection, range, what, touched, known);
            }
        }

        /** The part of the range that may still change. */
        private TimeRange open(Detection detection, TimeRange anchors, boolean ended) {
            // Without a watermark nothing was forgotten, however long the input was.
            return anchors.notBefore(
                    TimeRange.plus(
                            ended ? watermark : eventTime,
                            -allowedDisorder - detection.anchorLag().toMillis()));
        }

        /**
         * Judges the anchors again and says what differs from what was said. Returns the ids of
         * what it found and of what was said; null where it could not be judged.
         */
        private @Nullable Set<String> judge(
                Detection detection, TimeRange range, String what, boolean ended) {
            List<Finding> findings = findings(detection, range, what);
            if (findings == null) {
                return null;
            }
            if (findings.isEmpty() && memory.head().saidHours().length == 0) {
                return Set.of();
            }
            Map<String, Said> said = said(detection, range);
            Set<String> known = new HashSet<>(said.keySet());
            for (Finding finding : findings) {
                known.add(finding.id());
                if (finding.dueAt() > eventTime) {
                    hold(finding, ended);
                } else {
                    Said before = said.remove(finding.id());
                    if (before == null
                            || !before.active()
                            || restoredAt != null
                            || !before.digest().equals(finding.digest())) {
                        say(finding, before);
                    }
                }
            }
            said.values().stream()
                    .filter(entry -> entry.active() || restoredAt != null)
                    .forEach(this::clear);
            return known;
        }

        /**
         * Clears what may have been said before a crash, does not hold and is not known to have
         * been said. Decided at the restore: after everything said before it, before everything
         * said since. So nothing needs to be remembered of it.
         */
        private void withdraw(
                Detection detection,
                TimeRange range,
                String what,
                List<Observation> touched,
                Set<String> known) {
            Long since = restoredAt;
            if (since == null) {
                return;
            }
            try {
                for (Finding finding : detection.mayHaveFound(view, range, touched)) {
                    if (!known.contains(finding.id()) && withdrawn.add(finding.id())) {
                        output.say(new Verdict(finding, false, since, 0, false));
                    }
                }
            } catch (RuntimeException e) {
                output.failed(detection.id(), entity, what, e);
            }
        }

        /**
         * Before the crash it may have arrived earlier, or been kept where now it is not: whatever
         * it can change is judged.
         */
        private static Change asIfGone(Observation observation, Change change) {
            List<Observation> dropped = new ArrayList<>(change.dropped());
            dropped.add(observation);
            return new Change(
                    change.journal(),
                    change.previous(),
                    dropped,
                    change.trained(),
                    change.privilege(),
                    change.refused());
        }

        /** Nor to clear. */
        private boolean isNothingToFind(Detection detection) {
            return restoredAt == null
                    && memory.head().saidHours().length == 0
                    && !detection.canFind(view);
        }

        /** There is nothing to refine. */
        private boolean isOnlyRefined(Detection detection, Observation observation, Change change) {
            Observation previous = change.previous();
            return restoredAt == null
                    && detection.onlyRefines(observation)
                    && (previous == null || detection.onlyRefines(previous))
                    && change.dropped().stream().allMatch(detection::onlyRefines)
                    && change.trained().isEmpty()
                    && !change.privilege()
                    && said(detection, TimeRange.ALWAYS).isEmpty();
        }

        private TimeRange affected(Detection detection, Observation observation, Change change) {
            try {
                return detection.affected(observation, change, active::byId, view);
            } catch (RuntimeException e) {
                output.failed(detection.id(), entity, observation.eventId(), e);
                return TimeRange.NEVER;
            }
        }

        private @Nullable List<Finding> findings(
                Detection detection, TimeRange range, String what) {
            if (range.isEmpty()) {
                return null;
            }
            try {
                return detection.judge(view, range);
            } catch (RuntimeException e) {
                output.failed(detection.id(), entity, what, e);
                return null;
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

        private void say(Finding finding, @Nullable Said before) {
            remember(finding, finding.digest(), true, before);
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
                            detection == null
                                    ? Severity.INFORMATIONAL
                                    : detection.entry().severity(),
                            List.of(),
                            Map.of());
            remember(gone, before.digest(), false, before);
        }

        private void remember(
                Finding finding, String digest, boolean active, @Nullable Said before) {
            long decidedAt = output.processingTime();
            if (restoredAt != null) {
                decidedAt = Math.max(decidedAt, restoredAt + 1);
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
                            active,
                            decidedAt,
                            revision,
                            subject == null ? 0 : subject.type().number(),
                            subject == null ? "" : subject.id()));
            output.say(new Verdict(finding, active, decidedAt, revision, late));
        }

        void wakeNoLaterThan(long time) {
            if (time < memory.head().nextTimer()) {
                memory.head(memory.head().withNextTimer(time));
                output.wakeAt(time);
            }
        }
    }
}
