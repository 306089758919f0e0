package io.entracep.output;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import io.entracep.alert.Alert;
import io.entracep.alert.Delivery;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads alerts that {@link AlertJson#body} wrote, one a line. Texts that occur again and again are
 * held once, so that many alerts need little memory.
 */
public final class AlertReader {
    private static final int LONGEST_SHARED = 200;

    private final ObjectReader reader;

    private AlertReader() {
        reader =
                JsonMapper.builder()
                        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .addModule(
                                new SimpleModule().addDeserializer(String.class, new SharedTexts()))
                        .build()
                        .readerFor(Alert.class);
    }

    /**
     * All alerts of a file, in its order.
     *
     * @throws IOException if the file cannot be read, or a line is no alert; says which
     */
    public static List<Alert> read(Path file) throws IOException {
        AlertReader alerts = new AlertReader();
        List<Alert> all = new ArrayList<>();
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                try {
                    all.add(alerts.alert(line));
                } catch (JsonProcessingException | NullPointerException e) {
                    throw new IOException(
                            "%s:%d is no alert of this version (%s)"
                                    .formatted(
                                            file,
                                            all.size() + 1,
                                            e instanceof JsonProcessingException json
                                                    ? json.getOriginalMessage()
                                                    : e.getMessage()),
                            e);
                }
            }
        }
        return all;
    }

    private Alert alert(String line) throws JsonProcessingException {
        Alert read = reader.readValue(line);
        return new Alert(
                required(read.alertId(), "alertId"),
                required(read.status(), "status"),
                required(read.detectionId(), "detectionId"),
                required(read.title(), "title"),
                required(read.severity(), "severity"),
                required(read.tenantId(), "tenantId"),
                required(read.entity(), "entity"),
                read.subject(),
                required(read.firstEventTime(), "firstEventTime"),
                required(read.lastEventTime(), "lastEventTime"),
                required(read.reason(), "reason"),
                orEmpty(read.evidence()),
                orEmpty(read.affected()),
                read.affectedCount(),
                orEmpty(read.guideRows()),
                orEmpty(read.mitre()),
                orEmpty(read.policyEntries()),
                read.policyVersion(),
                orEmpty(read.contains()),
                orEmpty(read.triage()),
                read.suppressedBy(),
                new Delivery(0, 1, false));
    }

    private static <T> T required(@Nullable T value, String field) {
        return Objects.requireNonNull(value, field + " is missing");
    }

    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }

    private static final class SharedTexts extends StdDeserializer<String> {
        private static final long serialVersionUID = 1L;

        private final transient Map<String, String> known = new HashMap<>();

        SharedTexts() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context)
                throws IOException {
            String text = parser.getValueAsString();
            if (text == null) {
                return (String) context.handleUnexpectedToken(String.class, parser);
            }
            return text.length() > LONGEST_SHARED
                    ? text
                    : known.computeIfAbsent(text, same -> same);
        }
    }
}
