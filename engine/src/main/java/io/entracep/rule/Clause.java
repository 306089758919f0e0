package io.entracep.rule;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
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

    /** Of which every record of which it holds must have one; empty where there are none such. */
    default List<NecessaryEquality> necessary() {
        return List.of();
    }

    /** Whether it holds of every record that has one of {@link #necessary}. */
    default boolean isItsNecessary() {
        return false;
    }

    /** What is left to ask of a record that has one of {@link #necessary}. */
    default Clause rest() {
        return isItsNecessary() ? new All(List.of()) : this;
    }

    /** Whether it holds of most records, as far as can be told. */
    default boolean isCommon() {
        return false;
    }

    /** All hold. */
    record All(List<Clause> parts) implements Clause {
        /** How much less often what is common ends the question. */
        private static final int RARELY = 9;

        public All {
            parts =
                    parts.stream()
                            .flatMap(
                                    part ->
                                            part instanceof All all
                                                    ? all.parts().stream()
                                                    : Stream.of(part))
                            .sorted(Comparator.comparingInt(All::rank))
                            .toList();
        }

        private static int rank(Clause part) {
            return part.isCommon() ? part.cost() * RARELY : part.cost();
        }

        @Override
        public boolean holds(RecordFields fields) {
            for (int i = 0; i < parts.size(); i++) {
                if (!parts.get(i).holds(fields)) {
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

        @Override
        public List<NecessaryEquality> necessary() {
            return deciding().map(Clause::necessary).orElse(List.of());
        }

        /** The part by which rules are found: the rarest, as far as can be told. */
        private Optional<Clause> deciding() {
            return parts.stream()
                    .filter(part -> !part.necessary().isEmpty())
                    .min(Comparator.comparing(Clause::necessary, NecessaryEquality.BY_SELECTIVITY));
        }

        @Override
        public boolean isItsNecessary() {
            return parts.size() == 1 && parts.get(0).isItsNecessary();
        }

        @Override
        public Clause rest() {
            Clause found = deciding().orElse(null);
            if (found == null) {
                return this;
            }
            List<Clause> left = new ArrayList<>(parts);
            left.set(left.indexOf(found), found.rest());
            return left.size() == 1 ? left.get(0) : new All(left);
        }

        @Override
        public boolean isCommon() {
            return parts.stream().allMatch(Clause::isCommon);
        }
    }

    /** One holds. */
    record Any(List<Clause> parts) implements Clause {
        public Any {
            parts =
                    FieldClauses.joined(
                                    parts.stream()
                                            .flatMap(
                                                    part ->
                                                            part instanceof Any any
                                                                    ? any.parts().stream()
                                                                    : Stream.of(part))
                                            .toList())
                            .stream()
                            .sorted(Comparator.comparingInt(Clause::cost))
                            .toList();
        }

        @Override
        public boolean holds(RecordFields fields) {
            for (int i = 0; i < parts.size(); i++) {
                if (parts.get(i).holds(fields)) {
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
        public List<NecessaryEquality> necessary() {
            List<NecessaryEquality> all = new ArrayList<>();
            for (Clause part : parts) {
                if (part.necessary().isEmpty()) {
                    return List.of();
                }
                part.necessary().forEach(equality -> add(equality, all));
            }
            return all;
        }

        private static void add(NecessaryEquality equality, List<NecessaryEquality> all) {
            for (int i = 0; i < all.size(); i++) {
                if (all.get(i).isAbout(equality)) {
                    all.set(i, all.get(i).or(equality));
                    return;
                }
            }
            all.add(equality);
        }

        @Override
        public boolean isItsNecessary() {
            return !parts.isEmpty() && parts.stream().allMatch(Clause::isItsNecessary);
        }

        @Override
        public boolean isCommon() {
            return parts.stream().anyMatch(Clause::isCommon);
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

        @Override
        public boolean isCommon() {
            return !part.isCommon();
        }
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
