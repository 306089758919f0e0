package io.entracep.decode;

import io.entracep.decode.RecordMarker.ReadRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is read of a record when rules look at it, too: the shape of the decoder, extended by the
 * paths of the rules.
 */
final class RuleShape {
    private static final int NOT_STREAMED = -1;

    private final List<CapturePath> paths;
    private final int[] indexes;
    private final int size;
    private final Shape shape;

    RuleShape(List<CapturePath> paths) {
        this.paths = List.copyOf(paths);
        this.indexes = new int[paths.size()];
        Shape properties = Shapes.properties();
        shape = Shapes.record(properties);
        Map<List<List<String>>, Integer> bySteps = new HashMap<>();
        for (int i = 0; i < indexes.length; i++) {
            CapturePath path = paths.get(i);
            Integer known = bySteps.get(path.steps());
            int index = known == null ? bySteps.size() : known;
            bySteps.put(path.steps(), index);
            boolean streamed = shape.capture(path.steps(), index);
            if (path.inProperties()) {
                streamed &= properties.capture(path.steps(), index);
            }
            indexes[i] = streamed ? index : NOT_STREAMED;
        }
        size = bySteps.size();
    }

    Shape shape() {
        return shape;
    }

    /** How many texts are captured in each scope. */
    int size() {
        return size;
    }

    /** The record as rules see it. */
    ReadRecord view(RawRecord record, byte[] bytes, int start, int end) {
        return new View(record, bytes, start, end);
    }

    private final class View implements ReadRecord {
        private final RawRecord record;
        private final byte[] bytes;
        private final int start;
        private final int end;

        View(RawRecord record, byte[] bytes, int start, int end) {
            this.record = record;
            this.bytes = bytes;
            this.start = start;
            this.end = end;
        }

        @Override
        public @Nullable List<@Nullable String> texts(int path) {
            int index = indexes[path];
            if (index == NOT_STREAMED || !record.isPlain()) {
                return null;
            }
            CapturePath where = paths.get(path);
            boolean inside = where.inProperties() && record.isPropertiesAnObject();
            if (!inside) {
                return record.outer.captures.get(index);
            }
            List<@Nullable String> inner = record.inner.captures.get(index);
            return where.inRecord() ? both(inner, record.outer.captures.get(index)) : inner;
        }

        private static @Nullable List<@Nullable String> both(
                @Nullable List<@Nullable String> inner, @Nullable List<@Nullable String> outer) {
            if (inner == null || outer == null) {
                return null;
            }
            if (outer.isEmpty() || inner.isEmpty()) {
                return outer.isEmpty() ? inner : outer;
            }
            List<@Nullable String> all = new ArrayList<>(inner);
            all.addAll(outer);
            return all;
        }

        @Override
        public byte[] bytes() {
            return bytes;
        }

        @Override
        public int start() {
            return start;
        }

        @Override
        public int end() {
            return end;
        }
    }
}
