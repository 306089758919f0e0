package io.entracep.declared;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Match;
import io.entracep.detection.Placement;
import io.entracep.detection.SequenceDefinition.JoinKey;
import io.entracep.detection.SequenceDetection;
import io.entracep.detection.View;
import io.entracep.rule.CorrelationRule;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.state.Need;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.flink.cep.pattern.Pattern;
import org.jspecify.annotations.Nullable;

/** A correlation of rules that match in their order: a Flink CEP pattern. */
final class SequenceOfRules extends SequenceDetection {
    /** Of an entity so many groups are kept of an hour. */
    private static final int GROUPS_PER_HOUR = 64;

    private final CorrelationRule rule;
    private final Story story;
    private final Correlated correlated;

    SequenceOfRules(Entry entry, CorrelationRule rule, Story story, Set<String> counts) {
        super(entry);
        this.rule = rule;
        this.story = story;
        this.correlated = new Correlated(id(), rule, story, counts);
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
    protected Duration period() {
        return story.once();
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
    protected Pattern<Observation, ?> pattern() {
        List<String> rules = rule.rules();
        Pattern<Observation, Observation> pattern =
                Pattern.<Observation>begin(rules.get(0)).where(correlated.condition(rules.get(0)));
        for (String next : rules.subList(1, rules.size())) {
            pattern = pattern.followedBy(next).where(correlated.condition(next));
        }
        return pattern.within(rule.timespan());
    }

    /** What tells groups apart that are seen at one entity. */
    @Override
    protected Map<String, JoinKey> joinKeys() {
        if (!correlated.tellsApart()) {
            return Map.of();
        }
        Map<String, JoinKey> keys = new HashMap<>();
        rule.rules().forEach(key -> keys.put(key, match -> correlated.within(match, key)));
        return keys;
    }

    @Override
    protected List<Need> stageNeeds(Condition stage, Duration reach) {
        for (String key : correlated.tellsApart() ? rule.rules() : List.<String>of()) {
            if (stage.signals().equals(correlated.signals(key))) {
                return List.of(
                        Need.stages(
                                stage.signals(),
                                stage.roles(),
                                reach,
                                match -> correlated.within(match, key),
                                GROUPS_PER_HOUR));
            }
        }
        return super.stageNeeds(stage, reach);
    }

    @Override
    protected String group(Match match) {
        String last = rule.rules().get(rule.rules().size() - 1);
        return correlated.tellsApart()
                ? Objects.requireNonNull(correlated.within(match.stage(last), last))
                : "";
    }

    @Override
    protected Map<String, Duration> gaps() {
        return correlated.gaps();
    }

    @Override
    protected @Nullable Draft describe(Match match, View view) {
        List<String> rules = rule.rules();
        if (!correlated.differ(
                match.stage(rules.get(0)), match.stage(rules.get(rules.size() - 1)))) {
            return null;
        }
        Draft draft =
                story.tell(
                        Correlated.record(match.stage(rules.get(rules.size() - 1))),
                        view,
                        severity());
        if (draft == null) {
            return null;
        }
        rules.forEach(key -> draft.stage(key, match.stage(key)));
        return draft.about(
                correlated.about(
                        rules.stream().map(match::stage).map(Correlated::record).toList()));
    }
}
