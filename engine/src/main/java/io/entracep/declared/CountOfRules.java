package io.entracep.declared;

import io.entracep.detection.CountDetection;
import io.entracep.detection.CountRule;
import io.entracep.detection.Counterweight;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Placement;
import io.entracep.detection.Reach;
import io.entracep.detection.View;
import io.entracep.rule.CorrelationRule;
import io.entracep.rule.CorrelationType;
import io.entracep.signal.EntityType;
import io.entracep.signal.SignalSet;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A correlation that is true from a number of records, or of different values, on. */
final class CountOfRules extends CountDetection {
    private final Story story;
    private final Correlated correlated;
    private final SignalSet counted;
    private final List<CountRule> rules;
    private final @Nullable Counterweight counterweight;

    /**
     * @param atLeast how many it takes
     */
    CountOfRules(Entry entry, CorrelationRule rule, Story story, int atLeast) {
        super(entry);
        this.story = story;
        this.correlated = new Correlated(id(), rule, story, Set.of());
        this.counted = correlated.signals();
        this.counterweight = correlated.counterweight();
        this.rules =
                List.of(
                        new CountRule(
                                "count",
                                rule.timespan(),
                                atLeast,
                                rule.type() == CorrelationType.VALUE_COUNT
                                        ? correlated::value
                                        : null));
    }

    @Override
    public EntityType entityType() {
        return EntityType.CORRELATION;
    }

    @Override
    public boolean reads(EntityType type) {
        return true;
    }

    @Override
    public List<Placement> placements() {
        return correlated.placements();
    }

    @Override
    protected SignalSet counted() {
        return counted;
    }

    @Override
    protected @Nullable Counterweight counterweight() {
        return counterweight;
    }

    @Override
    protected SignalSet context() {
        return counterweight == null ? SignalSet.NONE : counterweight.signals();
    }

    @Override
    protected List<CountRule> rules() {
        return rules;
    }

    @Override
    protected Duration period() {
        return story.onceOr(rules.get(0).window());
    }

    @Override
    public boolean waits() {
        return story.settles();
    }

    @Override
    public boolean readsPrivilege() {
        return story.readsPrivilege();
    }

    @Override
    protected boolean isExcused(Reach reach, View view) {
        return story.tell(reach.end(), view, severity()) == null;
    }

    @Override
    protected Draft describe(Reach reach, View view) {
        Draft draft = Objects.requireNonNull(story.tell(reach.end(), view, severity()));
        return draft.stage(EventRule.MATCH, reach.window()).about(correlated.about(reach.window()));
    }
}
