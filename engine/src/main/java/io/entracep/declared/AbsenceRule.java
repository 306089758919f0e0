package io.entracep.declared;

import io.entracep.detection.AbsenceDetection;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Placement;
import io.entracep.detection.View;
import io.entracep.rule.AbsenceSection;
import io.entracep.rule.Whose;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.SignalSet;
import io.entracep.state.Need;
import io.entracep.state.TimeRange;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** A rule about records after which something does not follow in time. */
final class AbsenceRule extends AbsenceDetection {
    /** Different groups of an hour that are kept. */
    private static final int MAX_GROUPS = 256;

    private final Story story;
    private final AbsenceSection absence;
    private final Whose begun;
    private final SignalSet begins;
    private final SignalSet answers;

    AbsenceRule(Entry entry, AbsenceSection absence, Story story) {
        super(entry);
        this.story = story;
        this.absence = absence;
        this.begun = story.whose() == null ? absence.of() : story.whose();
        this.begins = RuleSignals.set(id(), id());
        this.answers =
                SignalSet.ofRules(
                        absence.expects().stream()
                                .mapToLong(key -> RuleSignals.of(id(), "answer " + key))
                                .toArray());
    }

    @Override
    public EntityType entityType() {
        return EntityType.TENANT;
    }

    @Override
    public boolean reads(EntityType type) {
        return type != EntityType.CORRELATION;
    }

    @Override
    public List<Placement> placements() {
        List<Placement> placements = new ArrayList<>();
        placements.add(
                new Placement(
                        RuleSignals.of(id()),
                        RuleSignals.of(id(), id()),
                        event -> Seats.of(begun, event)));
        for (String key : absence.expects()) {
            placements.add(
                    new Placement(
                            RuleSignals.of(key),
                            RuleSignals.of(id(), "answer " + key),
                            event -> Seats.of(absence.of(), event)));
        }
        return placements;
    }

    @Override
    public SignalSet triggers() {
        return begins.union(answers);
    }

    @Override
    public List<Need> needs() {
        Duration within = absence.within();
        return List.of(
                Need.perValue(begins, -1, within, this::group, MAX_GROUPS),
                Need.perValue(answers, -1, within, this::group, MAX_GROUPS));
    }

    /** Until when it must follow: what the match says, but no longer than the rule does. */
    private Duration within(Observation begin) {
        String until = absence.until() == null ? null : begin.event().fields().get(absence.until());
        if (until == null) {
            return absence.within();
        }
        try {
            long end = OffsetDateTime.parse(until.strip()).toInstant().toEpochMilli();
            long told = Math.max(0, end - begin.time());
            return told < absence.within().toMillis() ? Duration.ofMillis(told) : absence.within();
        } catch (DateTimeException | ArithmeticException e) {
            return absence.within();
        }
    }

    private String group(Observation observation) {
        return Story.group(observation.event(), absence.sharing());
    }

    @Override
    public Duration anchorLag() {
        return absence.within();
    }

    @Override
    public boolean readsPrivilege() {
        return story.readsPrivilege();
    }

    @Override
    public boolean canFind(View view) {
        return view.signals().intersects(begins);
    }

    @Override
    protected TimeRange anchorsAffectedBy(Observation observation) {
        return TimeRange.around(observation.time(), absence.within().toMillis(), 0);
    }

    @Override
    protected List<Unanswered> unanswered(View view, TimeRange anchors) {
        List<Unanswered> unanswered = new ArrayList<>();
        for (Observation begin : view.observations(anchors, begins)) {
            Duration within = within(begin);
            boolean answered =
                    view.firstAfter(
                                    begin,
                                    within,
                                    answers,
                                    answer -> group(answer).equals(group(begin)))
                            != null;
            Draft draft = answered ? null : story.tell(begin, view, severity());
            if (draft != null) {
                unanswered.add(
                        new Unanswered(
                                begin.eventId(),
                                begin.time(),
                                begin.time() + within.toMillis(),
                                draft.stage(EventRule.MATCH, begin)));
            }
        }
        return unanswered;
    }
}
