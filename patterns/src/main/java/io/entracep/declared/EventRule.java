package io.entracep.declared;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.Placement;
import io.entracep.detection.View;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.SignalSet;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule about single records: each match is told, or one of an entity and aligned period. */
final class EventRule extends EventDetection {
    static final String MATCH = "match";

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
    protected SignalSet examined() {
        return examined;
    }

    @Override
    protected Duration period() {
        return story.once();
    }

    @Override
    public boolean readsPrivilege() {
        return story.readsPrivilege();
    }

    @Override
    protected @Nullable Draft examine(Observation observation, View view) {
        Draft draft = story.tell(observation, view, severity());
        return draft == null ? null : draft.stage(MATCH, observation);
    }
}
