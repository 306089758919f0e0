package io.entracep.declared;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.Placement;
import io.entracep.detection.View;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.SignalSet;
import io.entracep.state.Need;
import io.entracep.state.ProfileKind;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A rule about single records: each match is told, or one of an entity and aligned period. */
final class EventRule extends EventDetection {
    static final String MATCH = "match";

    private static final Duration HOUR = Duration.ofHours(1);

    /** Matches of a quarter of an hour that are told one by one. */
    private static final int MOST_EACH = 1000;

    /** Different ones of an hour that are kept. */
    private static final int MAX_VARIANTS = 256;

    private final Story story;
    private final SignalSet examined;

    EventRule(Entry entry, Story story) {
        super(entry);
        this.story = story;
        this.examined = RuleSignals.set(id(), id());
    }

    @Override
    public EntityType entityType() {
        return EntityType.TENANT;
    }

    /** Whoever the record says. */
    @Override
    public boolean reads(EntityType type) {
        return type != EntityType.CORRELATION;
    }

    @Override
    public List<Placement> placements() {
        return List.of(
                new Placement(RuleSignals.of(id()), RuleSignals.of(id(), id()), story::seats));
    }

    @Override
    protected Condition examined() {
        return on(examined);
    }

    @Override
    protected Duration period() {
        return story.once();
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
    public Set<ProfileKind> readsProfile() {
        return story.readsProfile();
    }

    @Override
    protected SignalSet context() {
        return story.readsCreations() ? Circumstances.CREATIONS : SignalSet.NONE;
    }

    @Override
    protected Duration lookBack() {
        return story.readsCreations() ? Circumstances.JUST_CREATED : Duration.ZERO;
    }

    /**
     * Where each match is told, all of them up to a bound. Else what may be told differently must
     * not hide each other: the first and last of each in an hour.
     */
    @Override
    protected List<Need> examinedNeeds(SignalSet signals, Duration reach) {
        return story.once().isZero()
                ? List.of(Need.count(signals, roles(), HOUR, reach, MOST_EACH))
                : story.isAlwaysTheSame()
                        ? super.examinedNeeds(signals, reach)
                        : List.of(
                                Need.perValue(
                                        signals,
                                        roles(),
                                        reach,
                                        observation -> story.variant(observation.event()),
                                        MAX_VARIANTS));
    }

    @Override
    protected @Nullable Draft examine(Observation observation, View view) {
        Draft draft = story.tell(observation, view, severity());
        return draft == null ? null : draft.stage(MATCH, observation);
    }
}
