package io.entracep.told;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.output.AlertFilter;
import io.entracep.told.LogFolder.Kind;
import io.entracep.told.LogLines.Mark;
import io.entracep.told.ToldSettings.LogSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.KeyGroupRange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator with its log on disk: before a crash, after it, and with a store that fails. */
class TellOperatorTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long NOW = Instant.parse("2026-03-03T10:10:00Z").toEpochMilli();
    private static final long LAST_EVENT = Instant.parse("2026-03-03T10:05:00Z").toEpochMilli();
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    @TempDir private Path folder;
    private ToldSettings settings;

    @BeforeEach
    void useTheFolder() {
        settings = settings(folder.resolve("log"), true);
    }

    @Test
    void anAlertLeavesWhenItsEntryIsWritten() throws Exception {
        try (TellHarness before = new TellHarness(settings, 1)) {
            before.time(NOW);
            before.say(alert("a", "one", NOW));

            assertThat(await(before, 1)).extracting(Alert::alertId).containsExactly("a");
            assertThat(objects()).hasSize(1);
        }
    }

    @Test
    void whatWasAcceptedAfterTheCheckpointIsNotSentAgain() throws Exception {
        OperatorSubtaskState state = crashedAfter(alert("a", "one", NOW));
        accept("a", NOW);
        try (TellHarness after = restored(state)) {
            after.say(alert("a", "one", NOW + 5));
            after.eventTime(LAST_EVENT + MINUTE);
            after.time(NOW + 10 * MINUTE);

            assertThat(after.told()).isEmpty();
        }
    }

    @Test
    void whatIsNotKnownToBeAcceptedIsSentAgain() throws Exception {
        OperatorSubtaskState state = crashedAfter(alert("a", "one", NOW));
        try (TellHarness after = restored(state)) {
            after.say(alert("a", "one", NOW + 5));

            assertThat(await(after, 1)).extracting(Alert::reason).containsExactly("one");
        }
    }

    @Test
    void whatIsNotSaidAgainIsClearedOnceAfterItsTimeHasPassed() throws Exception {
        OperatorSubtaskState state = crashedAfter(alert("a", "one", NOW));
        accept("a", NOW);
        try (TellHarness after = restored(state)) {
            after.eventTime(LAST_EVENT - 1);
            after.time(NOW + 5 * MINUTE);
            assertThat(after.told()).isEmpty();

            after.eventTime(LAST_EVENT);
            after.time(NOW + 10 * MINUTE);

            assertThat(await(after, 1)).extracting(Alert::status).containsExactly(Alert.CLEARED);
        }
    }

    @Test
    void aSecondCrashForgetsNoDoubt() throws Exception {
        OperatorSubtaskState state = crashedAfter(alert("a", "one", NOW));
        accept("a", NOW);
        try (TellHarness after = restored(state)) {
            state = after.snapshot(2);
        }
        try (TellHarness again = new TellHarness(settings, 2, state, 1, NOW + 20 * MINUTE)) {
            again.eventTime(LAST_EVENT);
            again.time(NOW + 30 * MINUTE);

            assertThat(await(again, 1)).extracting(Alert::status).containsExactly(Alert.CLEARED);
        }
    }

    @Test
    void eachSubtaskKnowsWhatAnyToldOfItsKeysAfterRescaling() throws Exception {
        OperatorSubtaskState state;
        try (TellHarness two = new TellHarness(settings, 2)) {
            two.time(NOW);
            state = two.snapshot(1);
            for (int i = 0; i < 20; i++) {
                two.say(TellerTest.of("detection-" + i, alert("a" + i, "one", NOW)));
            }
            await(two, 20);
        }
        for (int parallelism : List.of(1, 3)) {
            try (TellHarness after = new TellHarness(settings, parallelism, state, 2, NOW)) {
                after.eventTime(LAST_EVENT);
                after.time(NOW + 10 * MINUTE);

                assertThat(await(after, 20))
                        .extracting(Alert::alertId)
                        .doesNotHaveDuplicates()
                        .hasSize(20);
            }
            clearLogOfClearings();
        }
    }

    @Test
    void afterACleanStopNothingIsToldAgain() throws Exception {
        OperatorSubtaskState state;
        try (TellHarness before = new TellHarness(settings, 1)) {
            before.time(NOW);
            before.say(alert("a", "one", NOW));
            await(before, 1);
            state = before.snapshot(1);
        }
        try (TellHarness after = restored(state)) {
            after.eventTime(LAST_EVENT + MINUTE);
            after.time(NOW + 10 * MINUTE);

            assertThat(after.told()).isEmpty();
        }
    }

    @Test
    void whatWaitedForItsEntryAtTheCheckpointLeavesAfterIt() throws Exception {
        Files.createFile(folder.resolve("log"));
        OperatorSubtaskState state;
        try (TellHarness before = new TellHarness(settings, 1)) {
            before.time(NOW);
            before.say(alert("a", "one", NOW));
            assertThat(before.told()).isEmpty();
            state = before.snapshot(1);
        }
        Files.delete(folder.resolve("log"));
        try (TellHarness after = restored(state)) {
            assertThat(await(after, 1)).extracting(Alert::reason).containsExactly("one");
        }
    }

    @Test
    void aStoreThatCannotBeWrittenDelaysForABoundedTime() throws Exception {
        Files.createFile(folder.resolve("log"));
        try (TellHarness before = new TellHarness(settings, 1)) {
            before.time(NOW);
            before.say(alert("a", "one", NOW));
            before.time(NOW + 29_000);
            assertThat(before.told()).isEmpty();

            before.time(NOW + 31_000);

            assertThat(before.told()).extracting(Alert::alertId).containsExactly("a");
            before.say(alert("b", "two", NOW));
            assertThat(before.told()).extracting(Alert::alertId).containsExactly("a", "b");
        }
    }

    @Test
    void whereItIsWantedDeliveriesWaitForTheStore() throws Exception {
        Files.createFile(folder.resolve("log"));
        settings = settings(folder.resolve("log"), false);
        try (TellHarness before = new TellHarness(settings, 1)) {
            before.time(NOW);
            before.say(alert("a", "one", NOW));
            before.time(NOW + 60 * MINUTE);
            assertThat(before.told()).isEmpty();

            Files.delete(folder.resolve("log"));

            assertThat(await(before, 1)).extracting(Alert::alertId).containsExactly("a");
        }
    }

    @Test
    void aStartWithoutStateClearsNothingThatAnEarlierJobTold() throws Exception {
        crashedAfter(alert("a", "one", NOW), alert("b", "two", NOW));
        accept("a", NOW);
        try (TellHarness fresh = new TellHarness(settings, 1, null, 0, NOW)) {
            fresh.say(alert("a", "one", NOW + 5));
            fresh.eventTime(LAST_EVENT + MINUTE);
            fresh.time(NOW + 10 * MINUTE);

            assertThat(fresh.told()).isEmpty();
        }
    }

    @Test
    void withoutALogAlertsLeaveAtOnce() throws Exception {
        settings = new ToldSettings("soc", AlertFilter.NONE, 500, 0, null);
        try (TellHarness harness = new TellHarness(settings, 1)) {
            harness.say(alert("a", "one", 1));

            assertThat(harness.told()).hasSize(1);
            harness.time(Teller.MEMORY + 2 * 24 * 60 * MINUTE);
            assertThat(harness.keyedEntries()).isZero();
        }
    }

    /** Told after the checkpoint; the crash comes when all have left. */
    private OperatorSubtaskState crashedAfter(Alert... alerts) throws Exception {
        try (TellHarness before = new TellHarness(settings, 1)) {
            before.time(NOW - MINUTE);
            OperatorSubtaskState state = before.snapshot(1);
            before.time(NOW);
            for (Alert alert : alerts) {
                before.say(alert);
            }
            await(before, alerts.length);
            return state;
        }
    }

    private TellHarness restored(OperatorSubtaskState state) throws Exception {
        return new TellHarness(settings, 1, state, 1, NOW + MINUTE);
    }

    private void accept(String alertId, long decidedAt) throws IOException {
        new LogFolder(settings.log().folder())
                .write(
                        Kind.ACCEPTED,
                        new KeyGroupRange(0, 255),
                        NOW,
                        "test",
                        0,
                        List.of(LogLines.of(new Mark(alertId, decidedAt))));
    }

    private void clearLogOfClearings() throws IOException {
        LogFolder log = new LogFolder(settings.log().folder());
        for (LogFolder.LogObject object : log.since(Long.MIN_VALUE)) {
            if (log.read(object).get(0).contains("\"status\":\"cleared\"")) {
                log.delete(object);
            }
        }
    }

    private List<Path> objects() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("log"))) {
            return files.filter(file -> file.toString().endsWith(".jsonl")).toList();
        }
    }

    private static List<Alert> await(TellHarness harness, int count) {
        Callable<List<Alert>> told = harness::told;
        return Awaitility.await()
                .pollInSameThread()
                .atMost(PATIENCE)
                .until(told, all -> all.size() >= count);
    }

    private static ToldSettings settings(Path folder, boolean sendsUnlogged) {
        LogSettings defaults = LogSettings.in(folder.toUri().toString());
        return new ToldSettings(
                "soc",
                AlertFilter.NONE,
                500,
                0,
                new LogSettings(
                        defaults.folder(),
                        defaults.keep(),
                        defaults.mostBytes(),
                        defaults.longestWait(),
                        sendsUnlogged));
    }

    private static Alert alert(String id, String reason, long decidedAt) {
        return TellerTest.alert(id, Alert.ACTIVE, "high", reason, decidedAt);
    }
}
