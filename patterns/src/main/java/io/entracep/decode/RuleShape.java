package io.entracep.decode;

import io.entracep.decode.RecordMarker.ReadRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
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
        Map<List<String>, Integer> byKeys = new HashMap<>();
        for (int i = 0; i < indexes.length; i++) {
            CapturePath path = paths.get(i);
            List<String> keys =
                    path.keys().stream().map(key -> key.toLowerCase(Locale.ROOT)).toList();
            int index = byKeys.computeIfAbsent(keys, unused -> byKeys.size());
            boolean streamed = shape.capture(path.keys(), index);
            if (path.inProperties()) {
                streamed &= properties.capture(path.keys(), index);
            }
            indexes[i] = streamed ? index : NOT_STREAMED;
        }
        size = byKeys.size();
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
        return new ReadRecord() {
            @Override
            public @Nullable List<String> texts(int path) {
                int index = indexes[path];
                if (index == NOT_STREAMED) {
                    return null;
                }
                boolean inner = paths.get(path).inProperties() && record.hasProperties();
                return (inner ? record.inner : record.outer).captures.get(index);
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
        };
    }
}
