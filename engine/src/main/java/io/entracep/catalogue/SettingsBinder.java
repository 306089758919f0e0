package io.entracep.catalogue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.entracep.detection.Entry;
import io.entracep.yaml.Durations;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;
import org.jspecify.annotations.Nullable;

/**
 * Makes a detection's {@code Settings} record from the defaults of its entry and what the policy
 * changes.
 */
final class SettingsBinder {
    private final ObjectMapper mapper =
            JsonMapper.builder()
                    .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                    .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                    .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .addModule(
                            new SimpleModule()
                                    .addDeserializer(Duration.class, new DurationReader()))
                    .build();

    /** Made when somebody changes a setting: making it takes a tenth of a small replay. */
    private static final class Lazy {
        static final Validator VALIDATOR =
                Validation.byDefaultProvider()
                        .configure()
                        .messageInterpolator(new ParameterMessageInterpolator())
                        .buildValidatorFactory()
                        .getValidator();
    }

    /** Settings as the entries have them, by entry and type: they never change. */
    private final Map<Unchanged, Object> unchanged = new ConcurrentHashMap<>();

    private record Unchanged(String detectionId, Class<?> type) {}

    /**
     * Tells all that does not fit at once: what is wrong is left out, and the rest looked at. That
     * defaults are within their own bounds is for tests.
     *
     * @param misfits takes each thing wrong
     * @return the settings, or null when something was wrong
     */
    @Nullable Object bind(
            Class<?> type, Entry entry, Map<String, Object> changes, Consumer<Misfit> misfits) {
        if (!changes.isEmpty()) {
            return bindAll(type, entry, changes, misfits);
        }
        Unchanged key = new Unchanged(entry.id(), type);
        Object known = unchanged.get(key);
        if (known == null) {
            Map<String, Object> defaults = defaults(entry);
            List<Misfit> found = new ArrayList<>();
            known = converted(type, defaults, defaults, found);
            found.forEach(misfits);
            if (known != null) {
                unchanged.put(key, known);
            }
        }
        return known;
    }

    private static Map<String, Object> defaults(Entry entry) {
        Map<String, Object> defaults = new LinkedHashMap<>();
        entry.settings().forEach((name, setting) -> defaults.put(name, setting.defaultValue()));
        return defaults;
    }

    private @Nullable Object bindAll(
            Class<?> type, Entry entry, Map<String, Object> changes, Consumer<Misfit> misfits) {
        Map<String, Object> defaults = defaults(entry);
        Map<String, Object> values = new LinkedHashMap<>(defaults);
        List<Misfit> found = new ArrayList<>();
        changes.forEach(
                (name, value) -> {
                    if (values.replace(name, value) == null) {
                        found.add(new Misfit(name, null, oneOf(defaults)));
                    }
                });
        Object settings = converted(type, values, defaults, found);
        if (settings != null) {
            for (ConstraintViolation<Object> violation : Lazy.VALIDATOR.validate(settings)) {
                String name = kebab(violation.getPropertyPath().toString());
                found.add(new Misfit(name, text(values.get(name)), expected(violation)));
            }
        }
        found.forEach(misfits);
        return found.isEmpty() ? settings : null;
    }

    /** The settings, with the default in place of each value of a wrong type. */
    private @Nullable Object converted(
            Class<?> type,
            Map<String, Object> values,
            Map<String, Object> defaults,
            List<Misfit> found) {
        while (true) {
            try {
                return mapper.convertValue(values, type);
            } catch (IllegalArgumentException e) {
                String name = settingOf(e);
                Object value = values.get(name);
                found.add(new Misfit(name, text(value), expected(e)));
                Object usual = defaults.get(name);
                if (usual == null || usual.equals(value)) {
                    return null;
                }
                values.put(name, usual);
            }
        }
    }

    private static String settingOf(IllegalArgumentException e) {
        return e.getCause() instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()
                ? Objects.requireNonNullElse(mapping.getPath().get(0).getFieldName(), "")
                : "";
    }

    private static String expected(IllegalArgumentException e) {
        if (!(e.getCause() instanceof MismatchedInputException mismatch)) {
            return e.getCause() instanceof JsonMappingException told
                    ? told.getOriginalMessage()
                    : "something else: " + e.getMessage();
        }
        Class<?> type = mismatch.getTargetType();
        if (type == int.class || type == long.class) {
            return "a whole number";
        }
        if (type == double.class) {
            return "a number";
        }
        if (type == boolean.class) {
            return "true or false";
        }
        return type != null && Collection.class.isAssignableFrom(type)
                ? "a list, such as [a, b]"
                : "something else: " + mismatch.getOriginalMessage();
    }

    private static String expected(ConstraintViolation<Object> violation) {
        String message = violation.getMessage();
        return message.startsWith("must be ") ? message.substring("must be ".length()) : message;
    }

    private static String oneOf(Map<String, Object> known) {
        return known.isEmpty()
                ? "left out: this detection has no settings"
                : "one of " + String.join(", ", new TreeSet<>(known.keySet()));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static String kebab(String camel) {
        return camel.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    /** Reads {@code 90s}, {@code 15m}, {@code 24h}, {@code 7d}. */
    private static final class DurationReader extends StdDeserializer<Duration> {
        private static final long serialVersionUID = 1L;

        /** State is kept for the longest window: no account is of interest for longer. */
        private static final Duration LONGEST = Duration.ofDays(400);

        DurationReader() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser parser, DeserializationContext context)
                throws IOException {
            Duration duration = Durations.read(parser.getText().strip());
            if (duration == null) {
                throw JsonMappingException.from(parser, "a duration such as 90s, 15m, 24h or 7d");
            }
            if (duration.compareTo(LONGEST) > 0) {
                throw JsonMappingException.from(
                        parser,
                        "a duration of at most " + LONGEST.toDays() + "d, such as 15m or 24h");
            }
            return duration;
        }
    }
}
