package io.entracep.declared;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.Placement;
import io.entracep.detection.View;
import io.entracep.rule.BaselineSection;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.SignalSet;
import io.entracep.state.Lesson;
import io.entracep.state.Need;
import io.entracep.state.Profile;
import io.entracep.state.ProfileKind;
import io.entracep.state.TimeRange;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A rule about records with a value that was never seen before. Each value is told once a period.
 */
final class NewValueRule extends EventDetection {
    /** Different values of an hour that are kept. */
    private static final int MAX_VALUES = 64;

    private static final Duration DAY = Duration.ofDays(1);

    private final Story story;
    private final BaselineSection baseline;
    private final SignalSet examined;
    private final Lesson lesson;

    NewValueRule(Entry entry, BaselineSection baseline, Story story) {
        super(entry);
        this.story = story;
        this.baseline = baseline;
        this.examined = RuleSignals.set(id(), id());
        this.lesson = new Lesson(RuleSignals.of(id(), id()), id(), this::value);
    }

    @Override
    public String kind() {
        return "new value";
    }

    private @Nullable String value(Observation observation) {
        for (String field : baseline.fresh()) {
            if (!observation.event().fields().containsKey(field)) {
                return null;
            }
        }
        return Story.group(observation.event(), baseline.fresh());
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
        return List.of(
                new Placement(
                        RuleSignals.of(id()),
                        RuleSignals.of(id(), id()),
                        event -> Seats.of(baseline.of(), event)));
    }

    @Override
    public List<Lesson> lessons() {
        return List.of(lesson);
    }

    /** Whoever was active for long enough has learned, whatever they did. */
    @Override
    public Set<ProfileKind> readsProfile() {
        Set<ProfileKind> kinds = EnumSet.of(ProfileKind.ACTIVITY);
        kinds.addAll(story.readsProfile());
        return kinds;
    }

    @Override
    protected SignalSet context() {
        return story.readsCreations() ? Circumstances.CREATIONS : SignalSet.NONE;
    }

    @Override
    protected Duration lookBack() {
        return story.readsCreations() ? Circumstances.JUST_CREATED : Duration.ZERO;
    }

    @Override
    protected Condition examined() {
        return on(examined);
    }

    @Override
    protected Duration period() {
        return story.onceOr(DAY);
    }

    @Override
    public boolean waits() {
        return story.settles();
    }

    @Override
    public Set<String> alerts() {
        return story.alerts();
    }

    @Override
    public boolean readsPrivilege() {
        return story.readsPrivilege();
    }

    @Override
    protected List<Need> examinedNeeds(SignalSet signals, Duration reach) {
        return List.of(Need.perValue(signals, roles(), reach, this::value, MAX_VALUES));
    }

    /** What is seen today is not new later. */
    @Override
    protected TimeRange anchorsAffectedBy(Observation observation) {
        return new TimeRange(
                        observation.time(),
                        TimeRange.plus(
                                observation.time(),
                                DAY.multipliedBy(Profile.MEMORY_DAYS + 2).toMillis()))
                .widen(longestPeriod(), 0);
    }

    /** It is something to what comes later. */
    @Override
    protected boolean isNothing(Observation inserted, View view) {
        return false;
    }

    @Override
    protected @Nullable Draft examine(Observation observation, View view) {
        String value = value(observation);
        if (value == null
                || !view.baseline()
                        .isNew(
                                lesson,
                                value,
                                observation.time(),
                                days(baseline.memory()),
                                days(baseline.learned()),
                                baseline.minDays() == null ? 1 : baseline.minDays())) {
            return null;
        }
        Draft draft = story.tell(observation, view, severity());
        return draft == null ? null : draft.stage(EventRule.MATCH, observation).group(value);
    }

    private static int days(Duration duration) {
        return (int) Math.min(Profile.MEMORY_DAYS, Math.max(0, duration.toDays()));
    }
}
