package io.entracep.catalogue;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.entracep.detection.Entry;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
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

    private final Validator validator =
            Validation.byDefaultProvider()
                    .configure()
                    .messageInterpolator(new ParameterMessageInterpolator())
                    .buildValidatorFactory()
                    .getValidator();

    /**
     * @param problems takes one line for each thing wrong
     * @return the settings, or null when there were problems
     */
    @Nullable Object bind(
            Class<?> type, Entry entry, Map<String, Object> changes, List<String> problems) {
        int before = problems.size();
        Map<String, Object> values = new LinkedHashMap<>();
        entry.settings().forEach((name, setting) -> values.put(name, setting.defaultValue()));
        changes.forEach(
                (name, value) -> {
                    if (values.containsKey(name)) {
                        values.put(name, value);
                    } else {
                        problems.add(
                                "detections.%s.settings.%s: unknown, must be one of %s"
                                        .formatted(
                                                entry.id(),
                                                name,
                                                new TreeSet<>(entry.settings().keySet())));
                    }
                });
        if (problems.size() > before) {
            return null;
        }
        try {
            Object settings = mapper.convertValue(values, type);
            for (ConstraintViolation<Object> violation : validator.validate(settings)) {
                problems.add(
                        "detections.%s.settings.%s: is %s, %s"
                                .formatted(
                                        entry.id(),
                                        kebab(violation.getPropertyPath().toString()),
                                        violation.getInvalidValue(),
                                        violation.getMessage()));
            }
            return problems.size() > before ? null : settings;
        } catch (IllegalArgumentException e) {
            problems.add("detections.%s.settings%s".formatted(entry.id(), explained(e)));
            return null;
        }
    }

    private static String explained(IllegalArgumentException e) {
        if (e.getCause() instanceof JsonMappingException mapping) {
            List<String> path = new ArrayList<>();
            mapping.getPath().forEach(reference -> path.add(reference.getFieldName()));
            return "." + String.join(".", path) + ": " + mapping.getOriginalMessage();
        }
        return ": " + e.getMessage();
    }

    private static String kebab(String camel) {
        return camel.replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    /** Reads {@code 90s}, {@code 15m}, {@code 24h}, {@code 7d}. */
    private static final class DurationReader extends StdDeserializer<Duration> {
        private static final long serialVersionUID = 1L;

        DurationReader() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser parser, DeserializationContext context)
                throws IOException {
            String text = parser.getText().strip();
            if (!text.matches("[0-9]{1,9}[smhd]")) {
                throw JsonMappingException.from(
                        parser, "is " + text + ", must be a duration such as 90s, 15m, 24h or 7d");
            }
            long number = Long.parseLong(text.substring(0, text.length() - 1));
            return switch (text.charAt(text.length() - 1)) {
                case 's' -> Duration.ofSeconds(number);
                case 'm' -> Duration.ofMinutes(number);
                case 'h' -> Duration.ofHours(number);
                default -> Duration.ofDays(number);
            };
        }
    }
}
