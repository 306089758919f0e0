package io.entracep.output;

import io.entracep.alert.AlertFactory;
import io.entracep.decode.Decoded;

/** A dead letter as one line of JSON: why, where it was, and what it said. */
public final class DeadLetterJson {
    private DeadLetterJson() {}

    /** {@code time} is null where the input tells none, as in files. */
    public static String of(Decoded.DeadLetter letter) {
        return JsonText.of(
                json -> {
                    json.writeStartObject();
                    json.writeStringField("reason", letter.reason().name());
                    json.writeStringField("detail", letter.detail());
                    json.writeStringField("source", letter.source());
                    json.writeNumberField("position", letter.position());
                    if (letter.time() == 0) {
                        json.writeNullField("time");
                    } else {
                        json.writeStringField("time", AlertFactory.time(letter.time()));
                    }
                    json.writeStringField("rawText", letter.rawText());
                    json.writeEndObject();
                });
    }
}
