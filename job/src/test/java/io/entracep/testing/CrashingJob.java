package io.entracep.testing;

import io.entracep.catalogue.Catalogue;
import io.entracep.detection.ActiveDetections;
import io.entracep.detection.Detection;
import io.entracep.detection.Verdict;
import io.entracep.event.EntraEvent;
import io.entracep.loop.Derived;
import io.entracep.loop.LocalStage;
import io.entracep.policy.TenantPolicy;
import io.entracep.sequence.NfaSequenceMatcherFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Both stages without Flink, crashed between two records and restored from the state of an earlier
 * one, with a receiver that keeps the greatest {@code decidedAt} per id.
 */
public final class CrashingJob implements AutoCloseable {
    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final long RESTORED_AT = 1_000_000;

    private final ActiveDetections detecting;
    private final ActiveDetections correlating;
    private final Set<String> read = new HashSet<>();
    private final NfaSequenceMatcherFactory matchers = new NfaSequenceMatcherFactory();
    private int withdrawn;
    private int active;

    public CrashingJob(TenantPolicy policy) {
        detecting = CATALOGUE.detecting(policy);
        correlating = CATALOGUE.correlating(policy);
        correlating.all().stream().map(Detection::reads).forEach(read::addAll);
    }

    /** What holds at the end: one text per finding, in the order of their ids. */
    public List<String> uninterrupted(List<EntraEvent> events) {
        Map<String, Verdict> receiver = new TreeMap<>();
        Stages stages = new Stages(verdict -> receive(receiver, verdict));
        events.forEach(stages::handle);
        stages.end(horizon(events));
        return active(receiver);
    }

    /**
     * What a receiver has at the end.
     *
     * @param beforeCheckpoint arrived before the checkpoint
     * @param beforeCrash arrived after it and before the crash
     * @param again arrives after the restore: at least what arrived before the crash
     */
    public List<String> crashed(
            List<EntraEvent> beforeCheckpoint,
            List<EntraEvent> beforeCrash,
            List<EntraEvent> again) {
        Map<String, Verdict> receiver = new TreeMap<>();
        Stages first = new Stages(verdict -> receive(receiver, verdict));
        beforeCheckpoint.forEach(first::handle);
        beforeCrash.forEach(first::handle);

        boolean[] restored = {false};
        Stages second =
                new Stages(
                        verdict -> {
                            if (restored[0]) {
                                receive(receiver, verdict);
                                withdrawn += verdict.revision() == 0 ? 1 : 0;
                                active += verdict.active() ? 1 : 0;
                            }
                        });
        beforeCheckpoint.forEach(second::handle);
        restored[0] = true;
        second.correct();
        again.forEach(second::handle);
        second.end(Math.max(horizon(beforeCheckpoint), horizon(again)));
        return active(receiver);
    }

    /** Deliveries since the restores that clear what nobody knows to have been said. */
    public int withdrawn() {
        return withdrawn;
    }

    /** Deliveries since the restores of what holds. */
    public int active() {
        return active;
    }

    @Override
    public void close() {
        matchers.close();
    }

    private static void receive(Map<String, Verdict> receiver, Verdict verdict) {
        receiver.merge(
                verdict.finding().id(),
                verdict,
                (one, other) -> other.decidedAt() > one.decidedAt() ? other : one);
    }

    private static List<String> active(Map<String, Verdict> receiver) {
        return receiver.values().stream()
                .filter(Verdict::active)
                .map(Verdict::finding)
                .map(
                        finding ->
                                String.join(
                                        " ",
                                        finding.detectionId(),
                                        finding.entity().toString(),
                                        finding.anchor(),
                                        finding.digest()))
                .toList();
    }

    private static long horizon(List<EntraEvent> events) {
        return events.stream()
                .filter(event -> !event.timeSuspect())
                .mapToLong(EntraEvent::time)
                .max()
                .orElse(Long.MIN_VALUE);
    }

    private final class Stages {
        private final Consumer<Verdict> receiver;
        private final List<Verdict> detected = new ArrayList<>();
        private final LocalStage detect;
        private final LocalStage correlate;

        Stages(Consumer<Verdict> receiver) {
            this.receiver = receiver;
            long disorder = Duration.ofHours(24).toMillis();
            detect = new LocalStage(tenant -> detecting, matchers, disorder, detected::add);
            correlate = new LocalStage(tenant -> correlating, matchers, disorder, receiver);
        }

        void handle(EntraEvent event) {
            TestJob.inputs(event).forEach(detect::handle);
            pass();
        }

        void correct() {
            detect.correct(RESTORED_AT);
            correlate.correct(RESTORED_AT);
        }

        void end(long horizon) {
            detect.end(horizon);
            pass();
            correlate.end(horizon);
            List<String> failures = new ArrayList<>(detect.failures());
            failures.addAll(correlate.failures());
            if (!failures.isEmpty()) {
                throw new AssertionError("detections threw: " + failures);
            }
        }

        private void pass() {
            for (Verdict verdict : detected) {
                receiver.accept(verdict);
                String detectionId = verdict.finding().detectionId();
                if (read.contains(detectionId)) {
                    correlate.handle(Derived.input(verdict, CATALOGUE.entry(detectionId)));
                }
            }
            detected.clear();
        }
    }
}
