package io.entracep.rule;

import io.entracep.rule.CorrelationRule.Operator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** The parts of a rule that look into a record. */
final class FieldClauses {

    private FieldClauses() {}

    /** The same alternatives, those about one field with as few tests as can be. */
    static List<Clause> joined(List<Clause> alternatives) {
        Map<RuleField, List<ValueTest>> tests = new LinkedHashMap<>();
        List<Clause> joined = new ArrayList<>();
        for (Clause each : alternatives) {
            if (each instanceof Field field) {
                tests.computeIfAbsent(field.field(), f -> new ArrayList<>()).add(field.test());
            } else {
                joined.add(each);
            }
        }
        tests.forEach(
                (field, all) ->
                        ItemCompiler.joined(all)
                                .forEach(test -> joined.add(new Field(field, test))));
        return joined;
    }

    /** A value of a field passes. */
    record Field(RuleField field, ValueTest test) implements Clause {
        @Override
        public boolean holds(RecordFields fields) {
            List<Integer> paths = field.paths();
            for (int at = 0; at < paths.size(); at++) {
                int path = paths.get(at);
                int count = fields.count(path);
                for (int i = 0; i < count; i++) {
                    String value = fields.value(path, i);
                    if (value != null && test.test(value)) {
                        return true;
                    }
                }
            }
            return false;
        }

        @Override
        public int cost() {
            return field.cost() + test.cost() * field.paths().size();
        }

        @Override
        public void paths(IntConsumer paths) {
            field.paths().forEach(paths::accept);
        }

        @Override
        public @Nullable Boolean constant() {
            return field.known() ? null : false;
        }

        @Override
        public List<NecessaryEquality> necessary() {
            NecessaryEquality equality = NecessaryEquality.of(field, test);
            return equality == null ? List.of() : List.of(equality);
        }

        @Override
        public boolean isItsNecessary() {
            return NecessaryEquality.isAll(field, test);
        }

        @Override
        public boolean isCommon() {
            return test instanceof TextTests.AnyCharacter
                    || necessary().stream().anyMatch(NecessaryEquality::isCommon);
        }
    }

    /** There is no value but null. */
    record IsNull(RuleField field) implements Clause {
        @Override
        public boolean holds(RecordFields fields) {
            for (int path : field.paths()) {
                int count = fields.count(path);
                for (int i = 0; i < count; i++) {
                    if (fields.value(path, i) != null) {
                        return false;
                    }
                }
            }
            return true;
        }

        @Override
        public int cost() {
            return field.cost() + 1;
        }

        @Override
        public void paths(IntConsumer paths) {
            field.paths().forEach(paths::accept);
        }

        @Override
        public @Nullable Boolean constant() {
            return field.known() ? null : true;
        }
    }

    /** The key is there, whatever its value. */
    record Exists(RuleField field) implements Clause {
        @Override
        public boolean holds(RecordFields fields) {
            for (int path : field.paths()) {
                if (fields.count(path) > 0) {
                    return true;
                }
            }
            return false;
        }

        @Override
        public int cost() {
            return field.cost() + 1;
        }

        @Override
        public void paths(IntConsumer paths) {
            field.paths().forEach(paths::accept);
        }

        @Override
        public @Nullable Boolean constant() {
            return field.known() ? null : false;
        }

        @Override
        public boolean isCommon() {
            return true;
        }
    }

    /**
     * A value of a field stands to a value of another as told.
     *
     * @param all whether one does to each value of the other; an empty array has none, and of a
     *     text that is JSON what is in it counts
     */
    record Reference(RuleField field, RuleField other, Modifier how, Fold fold, boolean all)
            implements Clause {
        @Override
        public boolean holds(RecordFields fields) {
            for (int path : other.paths()) {
                int count = fields.count(path);
                for (int i = 0; i < count; i++) {
                    String value = fields.value(path, i);
                    if (value == null || (all && isWhole(value))) {
                        continue;
                    }
                    if (new Field(field, test(value)).holds(fields) != all) {
                        return !all;
                    }
                }
            }
            return all;
        }

        /** Whether its parts are values, too; so they are of an empty array. */
        private static boolean isWhole(String value) {
            return value.equals("[]")
                    || (JsonTexts.mayHaveMore(value) && !JsonTexts.inside(value).isEmpty());
        }

        private ValueTest test(String value) {
            return switch (how) {
                case GT, GTE, LT, LTE -> new BoundTest(Operator.valueOf(how.name()), value);
                case STARTSWITH -> new TextTests.StartsWith(value, fold);
                case ENDSWITH -> new TextTests.EndsWith(value, fold);
                case CONTAINS -> new TextTests.Contains(value, fold);
                default -> new TextTests.Equals(value, fold);
            };
        }

        @Override
        public int cost() {
            return field.cost() + other.cost() + 4;
        }

        @Override
        public void paths(IntConsumer paths) {
            field.paths().forEach(paths::accept);
            other.paths().forEach(paths::accept);
        }

        @Override
        public @Nullable Boolean constant() {
            boolean known = field.known() && other.known();
            return known ? null : false;
        }
    }

    /** A text of the record passes, wherever it stands. */
    record Keyword(ValueTest test) implements Clause {
        @Override
        public boolean holds(RecordFields fields) {
            return fields.anyText(test::test);
        }

        @Override
        public int cost() {
            return 1_000;
        }

        @Override
        public void paths(IntConsumer paths) {}

        @Override
        public boolean readsAllTexts() {
            return true;
        }

        @Override
        public @Nullable Boolean constant() {
            return null;
        }
    }
}
