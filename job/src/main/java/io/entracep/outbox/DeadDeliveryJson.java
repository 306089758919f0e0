package io.entracep.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.entracep.output.JsonText;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * A dead delivery as one line of JSON: {@code sink}, {@code alertId}, {@code decidedAt} (ISO-8601
 * in UTC), {@code reason}, {@code response} (null for none), {@code body} (as text).
 */
public final class DeadDeliveryJson {
    private static final ObjectMapper READER =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private DeadDeliveryJson() {}

    /** The line, without its end. */
    public static String of(DeadDelivery letter) {
        return JsonText.of(
                json -> {
                    json.writeStartObject();
                    json.writeStringField("sink", letter.sink());
                    json.writeStringField("alertId", letter.alertId());
                    json.writeStringField(
                            "decidedAt", Instant.ofEpochMilli(letter.decidedAt()).toString());
                    json.writeStringField("reason", letter.reason());
                    json.writeStringField("response", letter.response());
                    json.writeStringField("body", letter.body());
                    json.writeEndObject();
                });
    }

    /**
     * Reads one line.
     *
     * @throws IOException saying what is wrong, where it is not a dead delivery
     */
    public static DeadDelivery read(String line) throws IOException {
        JsonNode object;
        try {
            object = READER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IOException("not one JSON object: " + e.getOriginalMessage(), e);
        }
        return new DeadDelivery(
                text(object, "sink"),
                text(object, "alertId"),
                time(text(object, "decidedAt")),
                text(object, "reason"),
                object.path("response").textValue(),
                text(object, "body"));
    }

    private static String text(JsonNode object, String field) throws IOException {
        String text = object.path(field).textValue();
        if (text == null) {
            throw new IOException("the text field " + field + " is missing");
        }
        return text;
    }

    private static long time(String text) throws IOException {
        try {
            return Instant.parse(text).toEpochMilli();
        } catch (DateTimeException | ArithmeticException e) {
            throw new IOException("decidedAt is not a time such as 2026-03-03T10:00:00Z", e);
        }
    }
}
