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

    private final ActiveDetections detecting;
    private final ActiveDetections correlating;
    private final Set<String> read = new HashSet<>();
    private final NfaSequenceMatcherFactory matchers = new NfaSequenceMatcherFactory();
    private final Duration watermarkDelay;

    /** Event time moves at the end only. */
    public CrashingJob(TenantPolicy policy) {
        this(policy, (Duration) null);
    }

    /** Event time follows the greatest time seen, so much later. */
    public CrashingJob(TenantPolicy policy, Duration watermarkDelay) {
        this.watermarkDelay = watermarkDelay;
        detecting = CATALOGUE.detecting(policy);
        correlating = CATALOGUE.correlating(policy);
        correlating.all().stream().map(Detection::reads).forEach(read::addAll);
    }

    /** With these detections instead of the catalogue's; event time moves at the end only. */
    public CrashingJob(TenantPolicy policy, List<Detection> records) {
        watermarkDelay = null;
        detecting = new ActiveDetections(policy, records);
        correlating = new ActiveDetections(policy, List.of());
    }

    /** What holds at the end: one text per finding, in the order of their ids. */
    public List<String> uninterrupted(List<EntraEvent> events) {
        Map<String, Verdict> receiver = new TreeMap<>();
        Stages stages = new Stages(verdict -> receive(receiver, verdict));
        events.forEach(stages::handle);
        stages.end(horizon(events));
        return active(receiver);
    }

    /** After how many records a receiver first has something that does not hold; 0 for never. */
    public int firstMistake(List<EntraEvent> events, List<String> holding) {
        return firstMistake(events, holding, "");
    }

    /** The same of one detection. */
    public int firstMistake(List<EntraEvent> events, List<String> holding, String detectionId) {
        Map<String, Verdict> receiver = new TreeMap<>();
        Stages stages = new Stages(verdict -> receive(receiver, verdict));
        Set<String> names = new HashSet<>();
        holding.forEach(text -> names.add(withoutDigest(text)));
        for (int i = 0; i < events.size(); i++) {
            stages.handle(events.get(i));
            for (String text : active(receiver)) {
                if (text.startsWith(detectionId) && !names.contains(withoutDigest(text))) {
                    return i + 1;
                }
            }
        }
        return 0;
    }

    private static String withoutDigest(String text) {
        return text.substring(0, text.lastIndexOf(' '));
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
        // No earlier, since none of these was read before it happened.
        long restoredAt = Math.max(horizon(beforeCheckpoint), horizon(beforeCrash));
        restored(beforeCheckpoint, restoredAt, again, verdict -> receive(receiver, verdict));
        return active(receiver);
    }

    /**
     * What is cleared after a restore although nothing that is read tells that it was said; the
     * crash comes when all was read.
     *
     * @param beforeCheckpoint arrived before the checkpoint
     * @param again arrives after the restore
     * @return number of clearings by detection
     */
    public Map<String, Integer> clearedUntold(
            List<EntraEvent> beforeCheckpoint, List<EntraEvent> again) {
        Map<String, Integer> cleared = new TreeMap<>();
        restored(
                beforeCheckpoint,
                Math.max(horizon(beforeCheckpoint), horizon(again)),
                again,
                verdict -> {
                    if (verdict.revision() == 0) {
                        cleared.merge(verdict.finding().detectionId(), 1, Integer::sum);
                    }
                });
        return cleared;
    }

    private void restored(
            List<EntraEvent> beforeCheckpoint,
            long restoredAt,
            List<EntraEvent> again,
            Consumer<Verdict> receiver) {
        boolean[] restored = {false};
        Stages stages =
                new Stages(
                        verdict -> {
                            if (restored[0]) {
                                receiver.accept(verdict);
                            }
                        });
        beforeCheckpoint.forEach(stages::handle);
        restored[0] = true;
        stages.correct(restoredAt);
        again.forEach(stages::handle);
        stages.end(Math.max(horizon(beforeCheckpoint), horizon(again)));
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
        private long greatest = Long.MIN_VALUE;

        Stages(Consumer<Verdict> receiver) {
            this.receiver = receiver;
            long disorder = Duration.ofHours(24).toMillis();
            detect = new LocalStage(tenant -> detecting, matchers, disorder, detected::add);
            correlate = new LocalStage(tenant -> correlating, matchers, disorder, receiver);
        }

        void handle(EntraEvent event) {
            TestJob.inputs(event).forEach(detect::handle);
            pass();
            greatest = Math.max(greatest, event.time());
            if (watermarkDelay != null) {
                detect.advance(greatest - watermarkDelay.toMillis());
                pass();
                correlate.advance(greatest - watermarkDelay.toMillis());
            }
        }

        void correct(long restoredAt) {
            detect.correct(restoredAt);
            correlate.correct(restoredAt);
            greatest = Long.MIN_VALUE;
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
