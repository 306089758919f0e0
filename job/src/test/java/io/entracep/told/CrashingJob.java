package io.entracep.told;

import io.entracep.alert.Alert;
import io.entracep.alert.AlertFactory;
import io.entracep.catalogue.Catalogue;
import io.entracep.detection.ActiveDetections;
import io.entracep.detection.Entry;
import io.entracep.detection.Verdict;
import io.entracep.event.EntraEvent;
import io.entracep.loop.Eras;
import io.entracep.loop.LocalStage;
import io.entracep.loop.ReadFindings;
import io.entracep.output.AlertFilter;
import io.entracep.policy.TenantPolicy;
import io.entracep.sequence.NfaSequenceMatcherFactory;
import io.entracep.testing.TestJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Both stages and what a receiver is told, without Flink: it is crashed between two records and
 * goes on from the state of an earlier one, with the log of what was told. The receiver keeps the
 * greatest {@code decidedAt} of each id.
 */
final class CrashingJob implements AutoCloseable {
    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final long DISORDER = Duration.ofHours(24).toMillis();
    private static final ToldSettings SETTINGS =
            new ToldSettings(
                    "soc",
                    AlertFilter.NONE,
                    ToldSettings.NO_BOUND,
                    0,
                    ToldSettings.LogSettings.in("unused"));

    private final TenantPolicy policy;
    private final ActiveDetections detecting;
    private final ActiveDetections correlating;
    private final ReadFindings read;
    private final NfaSequenceMatcherFactory matchers = new NfaSequenceMatcherFactory();
    private final long watermarkDelay;
    private final Random random;

    /** Everything that was ever told, with whether it reached the receiver and was marked. */
    private final List<Logged> log = new ArrayList<>();

    private final List<Alert> received = new ArrayList<>();
    private final List<String> clearedUntold = new ArrayList<>();
    private long clock;

    private record Logged(io.entracep.told.Entry entry, Alert alert, boolean accepted) {}

    /** What a checkpoint holds: how to make the state again, and what the teller remembers. */
    record Checkpoint(List<Object> history, Map<String, MapMemory> memory) {}

    private enum Restart {
        NOW
    }

    /**
     * @param watermarkDelay how far event time follows the greatest time; null where it moves at
     *     the end only
     */
    CrashingJob(TenantPolicy policy, Duration watermarkDelay, Random random) {
        this.policy = policy;
        this.random = random;
        this.watermarkDelay = watermarkDelay == null ? -1 : watermarkDelay.toMillis();
        detecting = CATALOGUE.detecting(policy);
        correlating = CATALOGUE.correlating(policy);
        read = ReadFindings.by(Eras.of(correlating));
    }

    /** Reads everything without a crash. */
    void run(List<EntraEvent> events) {
        Run run = new Run(new Checkpoint(List.of(), Map.of()), false);
        events.forEach(run::handle);
        run.end(events);
    }

    /**
     * Reads, saves, reads on and crashes; goes on from what was saved with the rest in another
     * order; as often as there are orders.
     *
     * @param orders each holds what was not read at the checkpoint before
     */
    void crash(List<EntraEvent> events, int crashes, Consumer<List<EntraEvent>> reorder) {
        Checkpoint from = new Checkpoint(List.of(), Map.of());
        List<EntraEvent> rest = new ArrayList<>(events);
        for (int i = 0; i < crashes; i++) {
            Run run = new Run(from, i > 0);
            int crash = random.nextInt(rest.size() + 1);
            int checkpoint = random.nextInt(crash + 1);
            rest.subList(0, checkpoint).forEach(run::handle);
            Checkpoint next = run.checkpoint();
            int saved = log.size();
            rest.subList(checkpoint, crash).forEach(run::handle);
            loseWhatWasUnderWay(saved);
            // A roll back to an older checkpoint, now and then.
            if (random.nextInt(4) > 0 || i == 0) {
                from = next;
                rest = new ArrayList<>(rest.subList(checkpoint, rest.size()));
            }
            reorder.accept(rest);
        }
        Run last = new Run(from, true);
        rest.forEach(last::handle);
        last.end(events);
    }

    /** Active alerts as the receiver has them: one text for each, in the order of their ids. */
    List<String> active() {
        Map<String, Alert> newest = new TreeMap<>();
        for (Alert alert : received) {
            newest.merge(
                    alert.alertId(),
                    alert,
                    (one, other) ->
                            other.delivery().decidedAt() > one.delivery().decidedAt()
                                    ? other
                                    : one);
        }
        return newest.values().stream()
                .filter(Alert::active)
                .map(alert -> alert.detectionId() + " " + alert.alertId() + " " + text(alert))
                .toList();
    }

    /** What has an entry and is not marked may never have arrived; before that it is in state. */
    private void loseWhatWasUnderWay(int saved) {
        int lost = Math.min(log.size() - saved, random.nextInt(4));
        for (Logged logged : log.subList(log.size() - lost, log.size())) {
            if (!logged.accepted()) {
                received.remove(logged.alert());
            }
        }
    }

    /** Clearings that left although the log has nothing that they clear. */
    List<String> clearedUntold() {
        return clearedUntold;
    }

    @Override
    public void close() {
        matchers.close();
    }

    private static String text(Alert alert) {
        return alert.severity() + " " + ToldAlert.digest(alert);
    }

    private static long horizon(List<EntraEvent> events) {
        return events.stream()
                .filter(event -> !event.timeSuspect())
                .mapToLong(EntraEvent::time)
                .max()
                .orElse(Long.MIN_VALUE);
    }

    /** From a checkpoint to a crash, or to the end. */
    private final class Run {
        private final List<Object> history = new ArrayList<>();
        private final Map<String, MapMemory> memory = new HashMap<>();
        private final List<Verdict> detected = new ArrayList<>();
        private final LocalStage detect;
        private final LocalStage correlate;
        private boolean silent = true;
        private long greatest = Long.MIN_VALUE;

        Run(Checkpoint from, boolean restored) {
            detect = new LocalStage(tenant -> detecting, matchers, DISORDER, detected::add);
            correlate = new LocalStage(tenant -> correlating, matchers, DISORDER, this::say);
            from.history().forEach(this::redo);
            from.memory().forEach((key, told) -> memory.put(key, told.copy()));
            silent = false;
            if (restored) {
                redo(Restart.NOW);
                log.stream()
                        .sorted(
                                (a, b) ->
                                        Long.compare(a.entry().decidedAt(), b.entry().decidedAt()))
                        .forEach(
                                logged ->
                                        teller(logged.entry().alert())
                                                .found(
                                                        logged.entry(),
                                                        logged.accepted(),
                                                        logged.entry().complete(),
                                                        0));
            }
        }

        private void redo(Object step) {
            if (step instanceof EntraEvent event) {
                handle(event);
            } else {
                history.add(step);
                detect.restart();
                correlate.restart();
                greatest = Long.MIN_VALUE;
            }
        }

        void handle(EntraEvent event) {
            history.add(event);
            TestJob.inputs(event).forEach(detect::handle);
            pass();
            if (!event.timeSuspect()) {
                greatest = Math.max(greatest, event.time());
            }
            if (watermarkDelay >= 0 && greatest > Long.MIN_VALUE) {
                detect.advance(greatest - watermarkDelay);
                pass();
                correlate.advance(greatest - watermarkDelay);
                wake(greatest - watermarkDelay);
            }
        }

        void end(List<EntraEvent> events) {
            detect.end(horizon(events));
            pass();
            correlate.end(horizon(events));
            wake(Long.MAX_VALUE);
            List<String> failures = new ArrayList<>(detect.failures());
            failures.addAll(correlate.failures());
            if (!failures.isEmpty()) {
                throw new AssertionError("detections threw: " + failures);
            }
        }

        Checkpoint checkpoint() {
            Map<String, MapMemory> copy = new HashMap<>();
            memory.forEach((key, told) -> copy.put(key, told.copy()));
            return new Checkpoint(List.copyOf(history), copy);
        }

        private void wake(long eventTime) {
            if (!silent) {
                List.copyOf(memory.keySet()).forEach(key -> teller(key).wake(++clock, eventTime));
            }
        }

        private void pass() {
            for (Verdict verdict : List.copyOf(detected)) {
                say(verdict);
                read.inputs(verdict, CATALOGUE.entry(verdict.finding().detectionId()))
                        .forEach(correlate::handle);
            }
            detected.clear();
        }

        private void say(Verdict verdict) {
            Entry entry = CATALOGUE.entry(verdict.finding().detectionId());
            if (!silent && !entry.buildingBlock()) {
                Alert alert = AlertFactory.alert(verdict, entry, policy);
                teller(alert).say(alert, ++clock);
            }
        }

        private Teller teller(Alert alert) {
            return teller(TellOperator.key(alert));
        }

        private Teller teller(String key) {
            return new Teller(
                    SETTINGS, memory.computeIfAbsent(key, any -> new MapMemory()), new Receiver());
        }

        private final class Receiver implements Teller.Out {
            @Override
            public void tell(Alert alert) {
                boolean known =
                        log.stream()
                                .anyMatch(
                                        logged ->
                                                logged.entry().alertId().equals(alert.alertId())
                                                        && logged.entry().alert().active());
                if (!alert.active() && !known) {
                    clearedUntold.add(alert.detectionId() + " " + alert.alertId());
                }
                long time = watermarkDelay < 0 ? Long.MIN_VALUE : greatest - watermarkDelay;
                log.add(
                        new Logged(
                                io.entracep.told.Entry.of(alert, time, "j"),
                                alert,
                                random.nextBoolean()));
                received.add(alert);
            }

            @Override
            public void summarise(Alert summary) {
                throw new AssertionError("nothing is held back: " + summary);
            }

            @Override
            public void wakeAt(long processingTime) {
                // Only hours end.
            }

            @Override
            public void wakeAtEventTime(long eventTime) {
                // Everything is looked at whenever event time moves.
            }
        }
    }
}
