package io.entracep.detection;

import io.entracep.detection.SequenceDefinition.JoinKey;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.SignalSet;
import io.entracep.state.Need;
import io.entracep.state.TimeRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.cep.pattern.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Flink CEP pattern over the observations of one entity, matched backwards from its last stage.
 * Each end is one alert, unless {@link #anchorStage} names an earlier stage: then everything that
 * follows one anchor is one alert.
 */
public abstract class SequenceDetection extends LookingDetection {
    /** Short for patterns: the entity is who did it. */
    protected static final int ACTOR = Roles.ACTOR;

    /** Short for patterns: it was done to the entity. */
    protected static final int TARGET = Roles.TARGET;

    private @Nullable SequenceStages stages;

    protected SequenceDetection(Entry entry) {
        super(entry);
    }

    @Override
    public final String kind() {
        return "sequence";
    }

    /** The sequence in natural order, its conditions {@link Condition}s. Called once. */
    protected abstract Pattern<Observation, ?> pattern();

    /**
     * What it has to say of a match (observation by stage name, in natural order); null for
     * nothing.
     */
    protected abstract @Nullable Draft describe(Match match, View view);

    /** By stage name: what stages must share. */
    protected Map<String, JoinKey> joinKeys() {
        return Map.of();
    }

    /** By stage name: less than this after the stage before it. */
    protected Map<String, Duration> gaps() {
        return Map.of();
    }

    /** Name of the stage that makes the identity of the alert; null for the last. */
    protected @Nullable String anchorStage() {
        return null;
    }

    /** Name of the first stage. */
    protected final String firstStage() {
        return stages().first();
    }

    /** What alerts of one period are told apart by; empty where one is told of them all. */
    protected String group(Match match) {
        return "";
    }

    /** How far before the first and after the last stage lies what {@link #describe} looks up. */
    protected Duration contextReach() {
        return longer(longestBack(), longestAhead());
    }

    /** The sequence as the engine takes it. */
    public final SequenceDefinition definition() {
        return stages().definition();
    }

    @Override
    public Duration anchorLag() {
        Duration reach = contextReach().plus(period());
        return anchorStage() == null ? reach : reach.plus(stages().window());
    }

    @Override
    public SignalSet triggers() {
        return stages().signals().union(context());
    }

    @Override
    public Set<String> reads() {
        return stages().findingsOf();
    }

    @Override
    public List<Need> needs() {
        List<Need> needs = new ArrayList<>();
        Duration reach =
                stages().window().multipliedBy(anchorStage() == null ? 1 : 2).plus(period());
        for (Condition stage : stages().all()) {
            needs.addAll(stageNeeds(stage, reach.plus(contextReach())));
        }
        Duration farthest = reach.plus(contextReach().multipliedBy(2));
        needs.addAll(lookupNeeds(farthest, signals -> contextNeed(signals, farthest)));
        return needs;
    }

    /** A draft with the stages of the match and as {@code gap} the time from first to last. */
    protected final Draft told(Match match) {
        Draft draft = Draft.of(severity());
        match.stages().forEach(draft::stage);
        List<Observation> stages = List.copyOf(match.stages().values());
        return draft.value("gap", Words.between(stages.get(0), stages.get(stages.size() - 1)));
    }

    /** Whether no end that is alike, by {@link Condition#apart}, lies between both. */
    protected final boolean isFirstAlike(Observation begin, Observation end, View view) {
        Condition last = stages().last();
        return !view.hasBetween(
                begin,
                end,
                last.signals(),
                earlier -> last.filter(earlier) && last.isAlike(earlier, end));
    }

    /** What to keep for a stage: those that are told apart in parts of the window. */
    protected List<Need> stageNeeds(Condition stage, Duration reach) {
        return stage.within(stages().window()).needs(reach);
    }

    /** What to keep of the context; the first and last four of an hour unless overridden. */
    protected Need contextNeed(SignalSet signals, Duration reach) {
        return Need.stages(signals, -1, reach);
    }

    @Override
    public Duration momentsReach() {
        return stages().window().multipliedBy(anchorStage() == null ? 1 : 2);
    }

    @Override
    protected boolean asksAsOfObservations() {
        return true;
    }

    @Override
    public boolean canFind(View view) {
        return stages().canBeFilled(view);
    }

    @Override
    protected TimeRange anchorsAffectedBy(Observation observation) {
        long window = stages().window().toMillis();
        long context = contextReach().toMillis();
        long before = anchorStage() == null ? context : window + context;
        return TimeRange.around(observation.time(), before, window + context)
                .widen(longestPeriod(), 0);
    }

    @Override
    protected TimeRange anchorsAffectedByMoments(TimeRange moments) {
        long window = stages().window().toMillis();
        return moments.widen((anchorStage() == null ? 0 : window) + longestPeriod(), window);
    }

    @Override
    public List<Finding> judge(View view, TimeRange anchors) {
        boolean endIsAnchor = anchorStage() == null;
        TimeRange ends =
                anchors.widen(
                        0, (endIsAnchor ? 0 : stages().window().toMillis()) + longestPeriod());
        Map<String, Finding> findings = new LinkedHashMap<>();
        List<Observation> slice = null;
        for (Observation end : candidates(view, ends, stages().last())) {
            if (!stages().last().filter(end)) {
                continue;
            }
            if (slice == null) {
                slice = slice(view, ends);
            }
            Optional<Match> match = view.matcher(this).matchEndingIn(end, slice).map(Match::new);
            if (match.isEmpty()) {
                continue;
            }
            String anchorStage = anchorStage();
            Observation anchor = anchorStage == null ? end : match.get().stage(anchorStage);
            boolean each = period().isZero();
            long time = each ? anchor.time() : startOfPeriod(anchor.time(), view);
            if (!anchors.contains(time)) {
                continue;
            }
            Draft draft = describe(match.get(), view);
            if (draft != null) {
                // The first end after an anchor, or of a period, makes the alert.
                String name = each ? anchor.eventId() : time + group(match.get());
                findings.putIfAbsent(name, draft.toFinding(id(), view.entity(), name, time));
            }
        }
        return List.copyOf(findings.values());
    }

    private List<Observation> slice(View view, TimeRange ends) {
        TimeRange all = ends.widen(stages().window().toMillis(), 0);
        List<Observation> slice = new ArrayList<>(view.observations(all, stages().signals()));
        for (String countId : stages().findingsOf()) {
            slice.addAll(view.reached(countId, all));
        }
        slice.sort(Observation.ORDER);
        return slice;
    }

    private static List<Observation> candidates(View view, TimeRange range, Condition stage) {
        List<Observation> derived = new ArrayList<>();
        for (String countId : stage.findingsOf()) {
            derived.addAll(view.reached(countId, range));
        }
        derived.sort(Observation.ORDER);
        return derived.isEmpty() ? view.observations(range, stage.signals()) : derived;
    }

    private SequenceStages stages() {
        if (stages == null) {
            stages =
                    new SequenceStages(new SequenceDefinition(id(), pattern(), joinKeys(), gaps()));
        }
        return stages;
    }
}
