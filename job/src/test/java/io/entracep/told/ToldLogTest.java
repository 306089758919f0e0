package io.entracep.told;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.told.LogFolder.Kind;
import io.entracep.told.LogFolder.LogObject;
import io.entracep.told.ToldSettings.LogSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log as objects in a folder. */
class ToldLogTest {
    private static final long NOON = Instant.parse("2026-03-03T12:00:00Z").toEpochMilli();
    private static final long HOUR = Duration.ofHours(1).toMillis();
    private static final KeyGroupRange LOW = new KeyGroupRange(0, 127);
    private static final KeyGroupRange HIGH = new KeyGroupRange(128, 255);
    private static final KeyGroupRange ALL = new KeyGroupRange(0, 255);

    @TempDir private Path root;
    private LogFolder folder;

    @BeforeEach
    void useTheFolder() {
        folder = new LogFolder(root.resolve("log").toUri().toString());
    }

    @Test
    void anEntryIsReadAsItWasWritten() {
        Entry entry =
                Entry.of(
                        TellerTest.alert("a", Alert.ACTIVE, "high", "\"one\"\n\u2028ü", 5), 7, "j");

        assertThat(LogLines.entry(LogLines.of(entry))).isEqualTo(entry);
    }

    @Test
    void fieldsOfALaterVersionAreNoHarm() {
        Entry entry = entry("a", 5);
        String later = LogLines.of(entry).replaceFirst("\\{", "{\"added\":{\"x\":[1]},");

        assertThat(LogLines.entry(later)).isEqualTo(entry);
    }

    @Test
    void readsWhatMayBeItsOwnAndWasWrittenSince() throws IOException {
        write(LOW, NOON - 5 * HOUR, "old", entry("old", NOON - 5 * HOUR));
        write(LOW, NOON, "low", entry("low", NOON));
        write(HIGH, NOON, "high", entry("high", NOON));

        assertThat(new LogReader(folder, LOW, any -> true).read(NOON - HOUR))
                .extracting(Entry::alertId)
                .containsExactly("low");
        assertThat(new LogReader(folder, ALL, any -> true).read(Long.MIN_VALUE))
                .extracting(Entry::alertId)
                .containsExactlyInAnyOrder("old", "low", "high");
    }

    @Test
    void readsEachObjectOnce() throws IOException {
        LogReader reader = new LogReader(folder, ALL, any -> true);
        write(LOW, NOON, "a", entry("a", NOON));
        assertThat(reader.read(NOON)).hasSize(1);
        write(LOW, NOON, "b", entry("b", NOON));

        assertThat(reader.read(NOON)).extracting(Entry::alertId).containsExactly("b");
    }

    @Test
    void whoWasKilledWhileWritingLeavesAHalfLineThatIsPassedOver() throws IOException {
        write(LOW, NOON, "a", entry("a", NOON), entry("b", NOON));
        Path object = Path.of(folder.since(NOON).get(0).path().toUri());
        String text = Files.readString(object);
        Files.writeString(object, text.substring(0, text.length() - 20));

        assertThat(new LogReader(folder, ALL, any -> true).read(NOON))
                .extracting(Entry::alertId)
                .containsExactly("a");
    }

    @Test
    void anObjectWithoutAWholeLineHasNothing() throws IOException {
        write(LOW, NOON, "a", entry("a", NOON));
        Files.writeString(Path.of(folder.since(NOON).get(0).path().toUri()), "{\"digest\":");

        assertThat(new LogReader(folder, ALL, any -> true).read(NOON)).isEmpty();
    }

    @Test
    void putsTheObjectsOfAnHourThatIsOverTogether() throws IOException {
        write(LOW, NOON, "a", entry("a", NOON));
        write(HIGH, NOON + 1, "b", entry("b", NOON + 1));
        write(LOW, NOON + 2 * HOUR, "now", entry("now", NOON + 2 * HOUR));
        write(LOW, NOON + 2 * HOUR, "now2", entry("now2", NOON + 2 * HOUR));

        keeper(Duration.ofDays(7), 1 << 20).keep(NOON + 2 * HOUR);

        assertThat(folder.since(Long.MIN_VALUE)).hasSize(3);
        assertThat(new LogReader(folder, ALL, any -> true).read(Long.MIN_VALUE))
                .extracting(Entry::alertId)
                .containsExactlyInAnyOrder("a", "b", "now", "now2");
    }

    @Test
    void deletesWhatIsOld() throws IOException {
        write(LOW, NOON - 50 * HOUR, "a", entry("a", 1));
        write(LOW, NOON - 47 * HOUR, "b", entry("b", 1));

        keeper(Duration.ofDays(2), 1 << 20).keep(NOON);

        assertThat(folder.since(Long.MIN_VALUE)).hasSize(1);
    }

    @Test
    void deletesTheOldestOfTooMuch() throws IOException {
        for (int hour = 1; hour <= 10; hour++) {
            write(LOW, NOON - hour * HOUR, "w" + hour, entry("a" + hour, NOON));
        }
        long each = folder.since(Long.MIN_VALUE).get(0).bytes();

        keeper(Duration.ofDays(7), 4 * each).keep(NOON + HOUR);

        assertThat(folder.since(Long.MIN_VALUE))
                .extracting(LogObject::writtenAt)
                .allMatch(time -> time >= NOON - 4 * HOUR)
                .hasSizeBetween(3, 4);
    }

    private LogKeeper keeper(Duration keep, long bytes) {
        return new LogKeeper(
                folder, new LogSettings("unused", keep.toMillis(), bytes, 1, true), 256);
    }

    private void write(KeyGroupRange keys, long time, String writer, Entry... entries)
            throws IOException {
        List<String> lines = List.of(entries).stream().map(LogLines::of).toList();
        folder.write(Kind.TOLD, keys, time, writer, 0, lines);
    }

    private static Entry entry(String id, long decidedAt) {
        return Entry.of(TellerTest.alert(id, Alert.ACTIVE, "high", "reason", decidedAt), NOON, "j");
    }
}
