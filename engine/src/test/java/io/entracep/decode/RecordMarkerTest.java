package io.entracep.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.event.EntraEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What rules are shown of a record while it is decoded, and what becomes of what they say. */
class RecordMarkerTest {
    private static final List<CapturePath> PATHS =
            List.of(
                    in(false, true, "category"),
                    in(true, false, "category"),
                    in(true, false, "deviceDetail", "trustType"),
                    in(true, false, "deviceDetail"),
                    in(true, false, "mfaDetail", "unheardOf", "deep"),
                    in(true, false, "RESULT"),
                    in(true, false, "tags", "name"),
                    in(true, false, "targetResources", "type"),
                    in(true, false, "userId", "odd"),
                    in(true, true, "category"),
                    in(true, false, "empty"));

    @Test
    void showsTheTextsOfEnvelopeAndPropertiesApart() {
        List<List<String>> seen =
                seen(
                        """
                        {"category":"AuditLogs","operationName":"Add user","properties":{
                        "category":"UserManagement","result":"success",
                        "deviceDetail":{"trustType":"Azure AD joined"},
                        "mfaDetail":{"unheardOf":{"deep":5}},
                        "tags":[{"name":"a"},{"name":"b"}],
                        "targetResources":[{"type":"User"}],"empty":null}}
                        """);

        assertThat(seen)
                .containsExactly(
                        List.of("AuditLogs"),
                        List.of("UserManagement"),
                        List.of("Azure AD joined"),
                        null,
                        List.of("5"),
                        List.of("success"),
                        List.of("a", "b"),
                        null,
                        List.of(),
                        List.of("UserManagement", "AuditLogs"),
                        Collections.singletonList(null));
    }

    @Test
    void takesTheRecordItselfWhereItHasNoProperties() {
        assertThat(
                        seen(
                                """
                                {"activityDisplayName":"Add user","category":"UserManagement",
                                "result":"success","id":"1"}
                                """))
                .startsWith(List.of("UserManagement"), List.of("UserManagement"))
                .contains(List.of("success"));
    }

    @Test
    void showsNothingOfTheRecordBefore() {
        List<List<List<String>>> all =
                all(
                        """
                        {"category":"AuditLogs","operationName":"Add user","properties":{"result":"success"}}
                        {"category":"AuditLogs","operationName":"Add user","properties":{}}
                        """);

        assertThat(all.get(0)).contains(List.of("success"));
        assertThat(all.get(1)).doesNotContain(List.of("success"));
    }

    @Test
    void readsTheEventAsWithoutRules() {
        String record =
                """
                {"category":"SignInLogs","operationName":"Sign-in activity","properties":{"id":"7",
                "userId":"u","appId":"a","deviceDetail":{"trustType":"x","deviceId":"d"}}}
                """;
        byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
        List<Decoded> plain = new ArrayList<>();
        new RecordDecoder().decode(bytes, 0, bytes.length, new Position("s", 0, 1_000), plain::add);
        List<Decoded> marked = new ArrayList<>();
        new RecordDecoder(new Recording(new ArrayList<>()))
                .decode(bytes, 0, bytes.length, new Position("s", 0, 1_000), marked::add);

        EntraEvent event = ((Decoded.Event) plain.get(0)).event();
        assertThat(marked)
                .containsExactly(
                        new Decoded.Event(
                                event.withFields(Map.of("who", "me")), new long[] {3, 9}, "s"));
    }

    private static CapturePath in(boolean properties, boolean record, String... keys) {
        return new CapturePath(properties, record, Stream.of(keys).map(List::of).toList());
    }

    private static List<List<String>> seen(String records) {
        return all(records).get(0);
    }

    private static List<List<List<String>>> all(String records) {
        byte[] bytes = records.getBytes(StandardCharsets.UTF_8);
        List<List<List<String>>> seen = new ArrayList<>();
        new RecordDecoder(new Recording(seen))
                .decode(bytes, 0, bytes.length, new Position("s", 0, 1_000), decoded -> {});
        return seen;
    }

    private record Recording(List<List<List<String>>> seen) implements RecordMarker {
        @Override
        public List<CapturePath> paths() {
            return PATHS;
        }

        @Override
        public Marks mark(EntraEvent event, ReadRecord record) {
            List<List<String>> texts = new ArrayList<>();
            for (int i = 0; i < PATHS.size(); i++) {
                texts.add(record.texts(i));
            }
            seen.add(texts);
            return new Marks(new long[] {3, 9}, Map.of("who", "me"));
        }
    }
}
