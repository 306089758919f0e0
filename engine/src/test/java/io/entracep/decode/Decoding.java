package io.entracep.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.decode.Decoded.DeadLetter;
import io.entracep.event.EntraEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Runs the decoder and takes its results apart. */
final class Decoding {

    /** No broker: as read from a file. */
    static final Position FILE = new Position("records.jsonl", 0, 0);

    /** With the time of a broker, for records that have none of their own. */
    static final Position HUB = new Position("hub-0", 1, millis("2027-01-01T00:00:00Z"));

    private Decoding() {}

    static List<Decoded> all(byte[] bytes, Position position) {
        List<Decoded> decoded = new ArrayList<>();
        int count = new RecordDecoder().decode(bytes, 0, bytes.length, position, decoded::add);
        assertThat(decoded).hasSize(count);
        return decoded;
    }

    static List<Decoded> all(String text) {
        return all(text.getBytes(StandardCharsets.UTF_8), FILE);
    }

    /** The events of a text without dead letters. */
    static List<EntraEvent> events(String text) {
        List<Decoded> decoded = all(text.getBytes(StandardCharsets.UTF_8), HUB);
        assertThat(decoded).allMatch(Decoded.Event.class::isInstance);
        return eventsOf(decoded);
    }

    static EntraEvent event(String text) {
        List<EntraEvent> events = events(text);
        assertThat(events).hasSize(1);
        return events.get(0);
    }

    static DeadLetter deadLetter(String text) {
        List<Decoded> decoded = all(text);
        assertThat(decoded).hasSize(1);
        assertThat(decoded.get(0)).isInstanceOf(DeadLetter.class);
        return (DeadLetter) decoded.get(0);
    }

    static List<EntraEvent> eventsOf(List<Decoded> decoded) {
        List<EntraEvent> events = new ArrayList<>();
        for (Decoded each : decoded) {
            if (each instanceof Decoded.Event event) {
                events.add(event.event());
            }
        }
        return events;
    }

    static List<DeadLetter> deadLettersOf(List<Decoded> decoded) {
        List<DeadLetter> letters = new ArrayList<>();
        for (Decoded each : decoded) {
            if (each instanceof DeadLetter letter) {
                letters.add(letter);
            }
        }
        return letters;
    }

    static List<String> ids(List<Decoded> decoded) {
        return eventsOf(decoded).stream().map(EntraEvent::id).toList();
    }

    static long millis(String instant) {
        return Instant.parse(instant).toEpochMilli();
    }

    /** A small sign-in record. */
    static String signIn(String id) {
        return """
        {"time":"2026-03-02T09:00:10Z","category":"SignInLogs","operationName":"Sign-in activity",\
        "tenantId":"t-1","resultType":"0","properties":{"id":"%s",\
        "createdDateTime":"2026-03-02T08:59:00Z","userId":"u-1",\
        "userPrincipalName":"ann@example.com","appId":"a-1","ipAddress":"192.0.2.7",\
        "status":{"errorCode":0}}}"""
                .formatted(id);
    }

    /** A small audit record; the members are put into its properties. */
    static String audit(String members) {
        return """
        {"time":"2026-03-02T09:00:00Z","category":"AuditLogs","tenantId":"t-1",\
        "operationName":"Update user","properties":{"id":"d-1","result":"success",\
        "activityDisplayName":"Update user","activityDateTime":"2026-03-02T09:00:00Z",%s}}"""
                .formatted(members);
    }
}
