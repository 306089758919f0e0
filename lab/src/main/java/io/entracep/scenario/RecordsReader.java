package io.entracep.scenario;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes records of the lines of a scenario. */
final class RecordsReader {
    /** How long the logs take, unless a line says otherwise. */
    private static final Duration EMITTED_AFTER = Duration.ofMinutes(2);

    private final Instant start;

    /**
     * @param start what the times of the lines are relative to
     */
    RecordsReader(Instant start) {
        this.start = start;
    }

    /** The records in the order in which they are emitted. */
    List<ScenarioRecord> read(List<Section> lines) {
        List<ScenarioRecord> records = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            Section line = lines.get(i);
            Template template = template(line);
            if (template != null) {
                read(line, i + 1, template, records);
                line.refuseOthers();
            }
        }
        records.sort(Comparator.comparing(ScenarioRecord::emitted));
        return records;
    }

    private static @Nullable Template template(Section line) {
        List<Template> chosen =
                Templates.ALL.stream().filter(template -> line.has(template.key())).toList();
        if (chosen.size() == 1) {
            return chosen.get(0);
        }
        String kinds = String.join(", ", Templates.ALL.stream().map(Template::key).toList());
        String written = String.join(", ", line.keys());
        line.faults().add(line.line(), "records", written, "one kind of record each: " + kinds);
        return null;
    }

    private void read(Section line, int number, Template template, List<ScenarioRecord> records) {
        if (!line.has("at")) {
            line.fault("at", "given: when it happens, such as 0s, 90s or 3d 4h");
        }
        Instant first = start.plus(line.span("at", Duration.ZERO));
        Duration emittedAfter = line.span("emitted-after", EMITTED_AFTER);
        Repetition repetition = Repetition.of(line);
        for (Repetition.Turn turn : repetition.turns()) {
            Section filled = repetition.of(line, template, turn);
            Instant time = first.plus(turn.after());
            String seed = "record " + number + " day " + turn.day() + " number " + turn.n();
            String id = Ids.of(filled.text("id", seed));
            Occurrence occurrence =
                    new Occurrence(
                            id,
                            Ids.of(filled.text("correlation", "correlation of " + seed)),
                            time,
                            time.plus(emittedAfter));
            records.add(
                    new ScenarioRecord(
                            line.line(),
                            time,
                            occurrence.emitted(),
                            template.render(filled, occurrence)));
        }
    }
}
