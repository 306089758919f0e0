package io.entracep.sequence;

import io.entracep.detection.SequenceMatcher;
import io.entracep.signal.Observation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.flink.cep.nfa.NFA;
import org.jspecify.annotations.Nullable;

/** Matches one sequence: filters the slice, splits it by join key, runs the NFA on what is left. */
final class NfaSequenceMatcher implements SequenceMatcher {
    /**
     * Join keys tried where the end itself is not joined, those seen latest: keys can be invented.
     */
    static final int MOST_KEYS = 64;

    private static final Set<String> NOTHING_JOINED = Set.of("");

    private final NfaEngine engine;
    private final Stages stages;
    private final NFA<Step> nfa;
    private final PartialMatches partialMatches;

    NfaSequenceMatcher(NfaEngine engine, Stages stages, NFA<Step> nfa) {
        this.engine = engine;
        this.stages = stages;
        this.nfa = nfa;
        this.partialMatches = new PartialMatches(stages);
    }

    @Override
    public Optional<Map<String, Observation>> matchEndingIn(
            Observation end, List<Observation> slice) {
        if (!stages.end().accepts(end)) {
            return Optional.empty();
        }
        List<Sighting> before = Sighting.before(end, slice, stages);
        if (!everyStageIsIn(before)) {
            return Optional.empty();
        }
        List<Observation> best = null;
        for (String key : keys(end, before)) {
            Candidates candidates = Candidates.of(end, before, key, stages);
            if (candidates.mayMatch()) {
                best = later(best, latestMatch(candidates));
            }
        }
        return Optional.ofNullable(best).map(this::byStageName);
    }

    private boolean everyStageIsIn(List<Sighting> before) {
        long seen = stages.end().bit();
        for (Sighting sighting : before) {
            seen |= sighting.stages();
        }
        return (seen & stages.positiveBits()) == stages.positiveBits();
    }

    /** Latest first; the order decides nothing but which keys are tried. */
    private Set<String> keys(Observation end, List<Sighting> before) {
        if (!stages.hasJoins()) {
            return NOTHING_JOINED;
        }
        String keyOfEnd = stages.end().keyOf(end);
        if (keyOfEnd != null) {
            return Set.of(keyOfEnd);
        }
        Set<String> keys = new LinkedHashSet<>();
        for (Sighting sighting : before) {
            for (Stage stage : stages.positive()) {
                String key = sighting.is(stage) ? stage.keyOf(sighting.observation()) : null;
                if (key != null && keys.size() < MOST_KEYS) {
                    keys.add(key);
                }
            }
        }
        return keys;
    }

    /** Observations by stage from the end, null where nothing matches. */
    private @Nullable List<Observation> latestMatch(Candidates candidates) {
        List<Observation> latest = null;
        for (Map<String, List<Step>> match : engine.run(nfa, partialMatches, candidates.steps())) {
            List<Observation> taken = new ArrayList<>();
            for (Stage stage : stages.positive()) {
                List<Step> steps = Objects.requireNonNull(match.get(stage.name()), stage.name());
                taken.add(0, candidates.observation(steps.get(0)));
            }
            latest = later(latest, taken);
        }
        return latest;
    }

    private static @Nullable List<Observation> later(
            @Nullable List<Observation> a, @Nullable List<Observation> b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        for (int i = 0; i < a.size(); i++) {
            int order = Observation.ORDER.compare(a.get(i), b.get(i));
            if (order != 0) {
                return order > 0 ? a : b;
            }
        }
        return a;
    }

    private Map<String, Observation> byStageName(List<Observation> fromEnd) {
        Map<String, Observation> match = new LinkedHashMap<>();
        for (Stage stage : stages.positive()) {
            match.put(stage.name(), fromEnd.get(fromEnd.size() - 1 - match.size()));
        }
        return Collections.unmodifiableMap(match);
    }
}
