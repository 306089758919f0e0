package io.entracep.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** A compiled part of a rule: holds of a record or does not. */
sealed interface Clause
        permits Clause.All,
                Clause.Any,
                Clause.Not,
                FieldClauses.Field,
                FieldClauses.IsNull,
                FieldClauses.Exists,
                FieldClauses.Reference,
                FieldClauses.Keyword {

    /** Whether it holds of the record. */
    boolean holds(RecordFields fields);

    /** What asking takes, as a multiple of comparing two short texts. */
    int cost();

    /** Tells the numbers of the paths that it reads. */
    void paths(IntConsumer paths);

    /** Whether any text of the record may be asked for. */
    default boolean readsAllTexts() {
        return false;
    }

    /**
     * What it gives for every record that a log is known to write, where that can be said: fields
     * that no log has are absent. Null where it depends on the record.
     */
    @Nullable Boolean constant();

    /** What every record of which it holds must have; null where there is no such equality. */
    default @Nullable NecessaryEquality necessary() {
        return null;
    }

    /** All hold. */
    record All(List<Clause> parts) implements Clause {
        public All {
            parts = sorted(parts);
        }

        @Override
        public boolean holds(RecordFields fields) {
            for (Clause part : parts) {
                if (!part.holds(fields)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public int cost() {
            return parts.stream().mapToInt(Clause::cost).sum();
        }

        @Override
        public void paths(IntConsumer paths) {
            parts.forEach(part -> part.paths(paths));
        }

        @Override
        public boolean readsAllTexts() {
            return parts.stream().anyMatch(Clause::readsAllTexts);
        }

        @Override
        public @Nullable Boolean constant() {
            return joined(parts, false);
        }

        /** The one with the fewest values: the rarest, as far as can be told. */
        @Override
        public @Nullable NecessaryEquality necessary() {
            NecessaryEquality best = null;
            for (Clause part : parts) {
                NecessaryEquality equality = part.necessary();
                if (equality != null
                        && (best == null
                                || NecessaryEquality.BY_SELECTIVITY.compare(equality, best) < 0)) {
                    best = equality;
                }
            }
            return best;
        }
    }

    /** One holds. */
    record Any(List<Clause> parts) implements Clause {
        public Any {
            parts = sorted(parts);
        }

        @Override
        public boolean holds(RecordFields fields) {
            for (Clause part : parts) {
                if (part.holds(fields)) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public int cost() {
            return parts.stream().mapToInt(Clause::cost).sum();
        }

        @Override
        public void paths(IntConsumer paths) {
            parts.forEach(part -> part.paths(paths));
        }

        @Override
        public boolean readsAllTexts() {
            return parts.stream().anyMatch(Clause::readsAllTexts);
        }

        @Override
        public @Nullable Boolean constant() {
            return joined(parts, true);
        }

        @Override
        public @Nullable NecessaryEquality necessary() {
            Set<String> values = new TreeSet<>();
            NecessaryEquality first = null;
            for (Clause part : parts) {
                NecessaryEquality equality = part.necessary();
                if (equality == null || (first != null && !first.isAbout(equality))) {
                    return null;
                }
                first = first == null ? equality : first;
                values.addAll(equality.values());
            }
            return first == null
                    ? null
                    : new NecessaryEquality(first.paths(), first.activity(), values);
        }
    }

    /** Does not hold. */
    record Not(Clause part) implements Clause {
        @Override
        public boolean holds(RecordFields fields) {
            return !part.holds(fields);
        }

        @Override
        public int cost() {
            return part.cost();
        }

        @Override
        public void paths(IntConsumer paths) {
            part.paths(paths);
        }

        @Override
        public boolean readsAllTexts() {
            return part.readsAllTexts();
        }

        @Override
        public @Nullable Boolean constant() {
            Boolean constant = part.constant();
            return constant == null ? null : !constant;
        }
    }

    private static List<Clause> sorted(List<Clause> parts) {
        List<Clause> sorted = new ArrayList<>(parts);
        sorted.sort(Comparator.comparingInt(Clause::cost));
        return List.copyOf(sorted);
    }

    /** The value that decides where a part has it, the other where all have that, else null. */
    private static @Nullable Boolean joined(List<Clause> parts, boolean deciding) {
        boolean all = true;
        for (Clause part : parts) {
            Boolean constant = part.constant();
            if (constant != null && constant == deciding) {
                return deciding;
            }
            all &= constant != null;
        }
        return all ? !deciding : null;
    }
}
