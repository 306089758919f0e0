package io.entracep.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.decode.Decoded;
import io.entracep.decode.Position;
import io.entracep.decode.RecordDecoder;
import io.entracep.event.EntraEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whose records are that do not say it, and which are from the future. */
class InputFactsTest {

    private static final Instant NOW = Instant.parse("2026-04-01T00:00:00Z");
    private static final String SPRING = "2026-03-09T09:00:00Z";

    @Test
    void givesThemToTheOneTenantOfTheOthers() {
        assertThat(tenant(List.of(event("t-1", SPRING), event(null, SPRING)), null))
                .isEqualTo("t-1");
    }

    @Test
    void givesThemToNobodyWhereThereAreSeveral() {
        List<EntraEvent> several =
                List.of(event("t-1", SPRING), event("t-2", SPRING), event(null, SPRING));
        assertThat(tenant(several, null)).isNull();
        assertThat(tenant(several, "t-2")).isEqualTo("t-2");
    }

    @Test
    void givesThemToTheOneTenantOfThePolicyWhereNoneIsNamed() {
        List<EntraEvent> none = List.of(event(null, SPRING));
        assertThat(tenant(none, null, "t-9")).isEqualTo("t-9");
        assertThat(tenant(none, null, "t-8", "t-9")).isNull();
        assertThat(tenant(none, null)).isNull();
    }

    @Test
    void leavesRecordsAloneThatNameTheirTenant() {
        assertThat(tenant(List.of(event("t-1", SPRING)), null)).isNull();
    }

    @Test
    void believesNoRecordFromAfterItWasRead() {
        List<EntraEvent> few =
                List.of(event("t", SPRING), event("t", SPRING), event("t", "9998-01-01T00:00:00Z"));
        InputFacts facts = InputFacts.of(few, null, Set.of(), NOW);
        assertThat(Instant.ofEpochMilli(facts.latest()))
                .isBetween(NOW, Instant.parse("2028-01-01T00:00:00Z"));
    }

    @Test
    void believesMostRecordsMoreThanAClockThatIsBehind() {
        InputFacts facts =
                InputFacts.of(
                        List.of(event("t", SPRING)),
                        null,
                        Set.of(),
                        Instant.parse("2001-01-01T00:00:00Z"));
        assertThat(Instant.ofEpochMilli(facts.latest())).isAfter(Instant.parse(SPRING));
    }

    private static String tenant(List<EntraEvent> sample, String asked, String... sections) {
        return InputFacts.of(sample, asked, Set.of(sections), NOW).tenant();
    }

    private static EntraEvent event(String tenant, String time) {
        String named = tenant == null ? "" : "\"tenantId\":\"" + tenant + "\",";
        byte[] record =
                "{%s\"category\":\"AuditLogs\",\"properties\":{\"id\":\"x\",\"activityDateTime\":\"%s\"}}"
                        .formatted(named, time)
                        .getBytes(StandardCharsets.UTF_8);
        List<Decoded> decoded = new ArrayList<>();
        new RecordDecoder().decode(record, 0, record.length, new Position("f", 0, 0), decoded::add);
        return ((Decoded.Event) decoded.get(0)).event();
    }
}
