package io.entracep.event;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a record says as one text, to be compared or hashed. Much quicker than {@link
 * Record#toString}, which formats; and no component can be forgotten.
 */
public final class RecordText {
    private static final char NEXT = '\u0000';
    private static final MethodType ACCESSOR = MethodType.methodType(Object.class, Record.class);

    private static final ClassValue<MethodHandle[]> ACCESSORS =
            new ClassValue<>() {
                @Override
                protected MethodHandle[] computeValue(Class<?> type) {
                    RecordComponent[] components = type.getRecordComponents();
                    MethodHandle[] accessors = new MethodHandle[components.length];
                    for (int i = 0; i < components.length; i++) {
                        accessors[i] = accessor(components[i]);
                    }
                    return accessors;
                }
            };

    private RecordText() {}

    /** Each of the values that a record says, as a text. */
    public static String[] parts(Object value) {
        return of(value).split("\u0000");
    }

    /** The text of a value: of a record, a list or a map with all that it holds. */
    public static String of(@Nullable Object value) {
        StringBuilder text = new StringBuilder();
        append(value, text);
        return text.toString();
    }

    /**
     * Appends the text of a value.
     *
     * @param value public records, lists, maps and what has a text of its own
     */
    public static void append(@Nullable Object value, StringBuilder text) {
        if (value instanceof Record record) {
            for (MethodHandle accessor : ACCESSORS.get(record.getClass())) {
                append(component(accessor, record), text);
            }
        } else if (value instanceof Iterable<?> all) {
            all.forEach(each -> append(each, text));
        } else if (value instanceof Map<?, ?> map) {
            map.forEach(
                    (name, each) -> {
                        append(name, text);
                        append(each, text);
                    });
        } else {
            text.append(value);
        }
        text.append(NEXT);
    }

    private static @Nullable Object component(MethodHandle accessor, Record record) {
        try {
            return (Object) accessor.invokeExact(record);
        } catch (Throwable e) {
            throw new IllegalStateException("a record has accessors that return", e);
        }
    }

    private static MethodHandle accessor(RecordComponent component) {
        try {
            return MethodHandles.publicLookup().unreflect(component.getAccessor()).asType(ACCESSOR);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(component + " is of no public record", e);
        }
    }
}
