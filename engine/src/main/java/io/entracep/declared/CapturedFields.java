package io.entracep.declared;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entracep.decode.CapturePath;
import io.entracep.decode.RecordMarker.ReadRecord;
import io.entracep.rule.FieldPath;
import io.entracep.rule.FieldPath.Ending;
import io.entracep.rule.FieldPath.Scope;
import io.entracep.rule.FieldPaths;
import io.entracep.rule.JsonRecord;
import io.entracep.rule.JsonTexts;
import io.entracep.rule.RecordFields;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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

    /** By number of the path its index among the captured ones; -1 where a tree is needed. */
    private final int[] indexes;

    /** Of the current record; null where not yet asked, or where the tree is to be asked. */
    private final @Nullable List<@Nullable String>[] values;

    private final boolean[] isAsked;
    private @Nullable ReadRecord record;
    private @Nullable JsonRecord tree;

    @SuppressWarnings({"unchecked", "rawtypes"}) // There are no arrays of lists of texts.
    CapturedFields(FieldPaths paths) {
        this.paths = paths;
        List<FieldPath> all = paths.all();
        indexes = new int[all.size()];
        values = new List[all.size()];
        isAsked = new boolean[all.size()];
        for (int i = 0; i < indexes.length; i++) {
            FieldPath path = all.get(i);
            boolean selects = path.steps().stream().anyMatch(step -> step.selector() != null);
            indexes[i] = selects ? -1 : captured.size();
            if (!selects) {
                captured.add(capture(path));
            }
        }
    }

    private static CapturePath capture(FieldPath path) {
        return new CapturePath(
                path.scope() != Scope.RECORD,
                path.scope() != Scope.PROPERTIES,
                path.steps().stream().map(FieldPath.Step::names).toList());
    }

    /** Where streaming has to look. */
    List<CapturePath> captured() {
        return captured;
    }

    /** Goes on to another record. */
    CapturedFields of(ReadRecord next) {
        record = next;
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
            int index = indexes[path];
            List<@Nullable String> texts =
                    index < 0 ? null : Objects.requireNonNull(record).texts(index);
            Ending ending = paths.path(path).ending();
            values[path] = ending.isPart() ? parts(texts, ending) : withInside(texts);
        }
        return values[path];
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
            tree = new JsonRecord(read(Objects.requireNonNull(record)), paths);
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
