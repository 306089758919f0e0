package io.entracep.sequence;

import io.entracep.detection.SequenceDefinition;
import io.entracep.detection.SequenceDefinition.JoinKey;
import io.entracep.detection.SequenceMatcher;
import io.entracep.signal.Observation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.cep.pattern.Pattern;
import org.apache.flink.cep.pattern.Quantifier.ConsumingStrategy;
import org.apache.flink.cep.pattern.conditions.IterativeCondition;

/**
 * What a match is, word by word and without an NFA: tries every choice of observations for the
 * stages before the end and takes the first in the order "latest, stage by stage from the end".
 * Cost is exponential in the number of stages.
 */
final class ReferenceMatcher implements SequenceMatcher {
    private final SequenceDefinition definition;
    private final List<Pattern<Observation, ?>> stages = new ArrayList<>();

    ReferenceMatcher(SequenceDefinition definition) {
        this.definition = definition;
        Pattern<Observation, ?> stage = definition.pattern();
        while (stage != null) {
            stages.add(0, stage);
            stage = stage.getPrevious();
        }
    }

    @Override
    public Optional<Map<String, Observation>> matchEndingIn(
            Observation end, List<Observation> slice) {
        return keys(slice).stream()
                .map(key -> new Attempt(key, end, slice).latest())
                .flatMap(Optional::stream)
                .max(this::compareFromTheEnd);
    }

    /** Every key that could join the stages; any word will do where nothing is joined. */
    private Set<String> keys(List<Observation> slice) {
        Set<String> keys = new TreeSet<>();
        if (definition.joinKeys().isEmpty()) {
            keys.add("");
        }
        for (JoinKey key : definition.joinKeys().values()) {
            slice.stream().map(key::of).filter(Objects::nonNull).forEach(keys::add);
        }
        return keys;
    }

    private int compareFromTheEnd(Map<String, Observation> a, Map<String, Observation> b) {
        for (int i = stages.size() - 1; i >= 0; i--) {
            if (!isNegated(i)) {
                String name = stages.get(i).getName();
                int order = Observation.ORDER.compare(a.get(name), b.get(name));
                if (order != 0) {
                    return order;
                }
            }
        }
        return 0;
    }

    /** One key, one end. */
    private final class Attempt {
        private final String key;
        private final Observation end;
        private final List<Observation> slice;
        private final Map<Integer, Observation> taken = new TreeMap<>();

        private Attempt(String key, Observation end, List<Observation> slice) {
            this.key = key;
            this.end = end;
            this.slice = slice;
        }

        private Optional<Map<String, Observation>> latest() {
            int last = stages.size() - 1;
            taken.put(last, end);
            if (!satisfies(end, last) || !extend(last)) {
                return Optional.empty();
            }
            Map<String, Observation> match = new LinkedHashMap<>();
            taken.forEach((stage, chosen) -> match.put(stages.get(stage).getName(), chosen));
            return Optional.of(match);
        }

        private boolean extend(int later) {
            if (later == 0) {
                return true;
            }
            int stage = later - 1;
            while (isNegated(stage)) {
                stage--;
            }
            for (int i = slice.size() - 1; i >= 0; i--) {
                if (fits(slice.get(i), stage, later)) {
                    taken.put(stage, slice.get(i));
                    if (extend(stage)) {
                        return true;
                    }
                    taken.remove(stage);
                }
            }
            return false;
        }

        private boolean fits(Observation candidate, int stage, int later) {
            Observation laterTaken = taken.get(later);
            return Observation.ORDER.compare(candidate, laterTaken) < 0
                    && end.time() - candidate.time() < windowMillis()
                    && laterTaken.time() - candidate.time() < gapMillis(later)
                    && satisfies(candidate, stage)
                    && !isItselfNegated(candidate, stage)
                    && nothingNegatedBetween(candidate, stage, later);
        }

        private boolean nothingNegatedBetween(Observation from, int stage, int later) {
            for (int negation = stage + 1; negation < later; negation++) {
                for (Observation other : slice) {
                    if (Observation.ORDER.compare(from, other) < 0
                            && Observation.ORDER.compare(other, taken.get(later)) < 0
                            && satisfies(other, negation)) {
                        return false;
                    }
                }
            }
            return true;
        }

        /** Flink: what follows a negation and satisfies it is negated; the last stage is exempt. */
        private boolean isItselfNegated(Observation candidate, int stage) {
            for (int negation = stage - 1; negation >= 0 && isNegated(negation); negation--) {
                if (satisfies(candidate, negation)) {
                    return true;
                }
            }
            return false;
        }

        private boolean satisfies(Observation observation, int stage) {
            JoinKey joinKey = definition.joinKeys().get(stages.get(stage).getName());
            return conditionHolds(stages.get(stage), observation)
                    && (joinKey == null || key.equals(joinKey.of(observation)));
        }
    }

    @SuppressWarnings("unchecked")
    static boolean conditionHolds(Pattern<Observation, ?> stage, Observation observation) {
        try {
            return ((IterativeCondition<Observation>) stage.getCondition())
                    .filter(observation, null);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private boolean isNegated(int stage) {
        return stages.get(stage).getQuantifier().getConsumingStrategy()
                == ConsumingStrategy.NOT_FOLLOW;
    }

    private long windowMillis() {
        return definition.pattern().getWindowSize().orElseThrow().toMillis();
    }

    private long gapMillis(int stage) {
        return definition.gaps().containsKey(stages.get(stage).getName())
                ? definition.gaps().get(stages.get(stage).getName()).toMillis()
                : Long.MAX_VALUE;
    }
}
