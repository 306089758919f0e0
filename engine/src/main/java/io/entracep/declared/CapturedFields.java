package io.entracep.declared;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entracep.decode.CapturePath;
import io.entracep.decode.RecordMarker.ReadRecord;
import io.entracep.rule.FieldPath;
import io.entracep.rule.FieldPath.Ending;
import io.entracep.rule.FieldPath.Scope;
import io.entracep.rule.FieldPath.Selector;
import io.entracep.rule.FieldPaths;
import io.entracep.rule.JsonRecord;
import io.entracep.rule.JsonTexts;
import io.entracep.rule.RecordFields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The values of a record as rules ask for them: what streaming captured where it is plain, else the
 * record's tree, which is made only then. Both say the same.
 */
final class CapturedFields implements RecordFields {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final FieldPaths paths;
    private final List<CapturePath> captured = new ArrayList<>();

    /** By number of the path where it looks. */
    private final Look[] looks;

    /** Of the current record; null where not yet asked, or where the tree is to be asked. */
    private final @Nullable List<@Nullable String>[] values;

    private final boolean[] isAsked;
    private @Nullable ReadRecord record;
    private @Nullable String category;
    private @Nullable JsonRecord tree;

    @SuppressWarnings({"unchecked", "rawtypes"}) // There are no arrays of lists of texts.
    CapturedFields(FieldPaths paths) {
        this.paths = paths;
        List<FieldPath> all = paths.all();
        looks = new Look[all.size()];
        values = new List[all.size()];
        isAsked = new boolean[all.size()];
        Map<CapturePath, Integer> indexes = new HashMap<>();
        for (int i = 0; i < looks.length; i++) {
            looks[i] = look(all.get(i), indexes);
        }
    }

    /**
     * Where the values of a path are looked up among what was captured.
     *
     * @param index of the values themselves; of those that its last selector compares where it has
     *     one
     * @param selected the value that one of them must have for the path to be anywhere, else a tree
     *     tells; null where there is no selector
     */
    private record Look(int index, @Nullable String selected) {}

    private Look look(FieldPath path, Map<CapturePath, Integer> indexes) {
        List<List<String>> keys = new ArrayList<>();
        List<List<String>> selecting = List.of();
        String selected = null;
        for (FieldPath.Step step : path.steps()) {
            keys.add(step.names());
            Selector selector = step.selector();
            if (selector != null) {
                selecting = new ArrayList<>(keys);
                selecting.add(List.of(selector.key()));
                selected = selector.value();
            }
        }
        CapturePath capture =
                new CapturePath(
                        path.scope() != Scope.RECORD,
                        path.scope() != Scope.PROPERTIES,
                        selected == null ? keys : selecting);
        int index =
                indexes.computeIfAbsent(
                        capture,
                        absent -> {
                            captured.add(capture);
                            return captured.size() - 1;
                        });
        return new Look(index, selected);
    }

    /** Where streaming has to look. */
    List<CapturePath> captured() {
        return captured;
    }

    /**
     * Goes on to another record.
     *
     * @param name what it says to whoever asks for its category; null for what stands in it
     */
    CapturedFields of(ReadRecord next, @Nullable String name) {
        record = next;
        category = name;
        tree = null;
        Arrays.fill(isAsked, false);
        return this;
    }

    @Override
    public int count(int path) {
        List<@Nullable String> found = values(path);
        return found == null ? tree().count(path) : found.size();
    }

    @Override
    public @Nullable String value(int path, int index) {
        List<@Nullable String> found = values(path);
        return found == null ? tree().value(path, index) : found.get(index);
    }

    @Override
    public boolean anyText(Predicate<String> test) {
        return tree().anyText(test);
    }

    private @Nullable List<@Nullable String> values(int path) {
        if (!isAsked[path]) {
            isAsked[path] = true;
            Look look = looks[path];
            List<@Nullable String> texts = Objects.requireNonNull(record).texts(look.index());
            if (look.selected() != null) {
                values[path] = mayBeThere(texts, look.selected()) ? null : List.of();
                return values[path];
            }
            Ending ending = paths.path(path).ending();
            values[path] = ending.isPart() ? parts(texts, ending) : withInside(texts);
            if (category != null && paths.path(path).isCategory()) {
                values[path] = List.of(category);
            }
        }
        return values[path];
    }

    private static boolean mayBeThere(@Nullable List<@Nullable String> texts, String selected) {
        if (texts == null) {
            return true;
        }
        for (String text : texts) {
            if (text == null || text.equalsIgnoreCase(selected)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable List<@Nullable String> parts(
            @Nullable List<@Nullable String> texts, Ending ending) {
        if (texts == null) {
            return null;
        }
        List<@Nullable String> parts = new ArrayList<>(texts.size());
        for (String text : texts) {
            String part = text == null ? null : ending.part(text);
            if (part != null) {
                parts.add(part);
            }
        }
        return parts;
    }

    /** A text that is JSON text says what stands in it, too. */
    private static @Nullable List<@Nullable String> withInside(
            @Nullable List<@Nullable String> texts) {
        if (texts == null) {
            return null;
        }
        boolean more = false;
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            more |= text != null && JsonTexts.mayHaveMore(text);
        }
        if (!more) {
            return texts;
        }
        List<@Nullable String> all = new ArrayList<>();
        for (String text : texts) {
            all.add(text);
            if (text != null && JsonTexts.mayHaveMore(text)) {
                all.addAll(JsonTexts.inside(text));
            }
        }
        return all;
    }

    private JsonRecord tree() {
        if (tree == null) {
            tree = new JsonRecord(read(Objects.requireNonNull(record)), paths, category);
        }
        return tree;
    }

    private static JsonNode read(ReadRecord record) {
        try {
            return MAPPER.readTree(record.bytes(), record.start(), record.end() - record.start());
        } catch (IOException e) {
            return MAPPER.createObjectNode(); // It was read once, so this is not reached.
        }
    }
}
