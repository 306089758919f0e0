package io.entracep.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.alert.AlertFactory;
import io.entracep.catalogue.Catalogue;
import io.entracep.detection.ActiveDetections;
import io.entracep.detection.Finding;
import io.entracep.detection.Verdict;
import io.entracep.event.EntraEvent;
import io.entracep.loop.Eras;
import io.entracep.loop.LocalStage;
import io.entracep.loop.LoopInput;
import io.entracep.loop.ReadFindings;
import io.entracep.loop.SeenSources;
import io.entracep.policy.PolicyReader;
import io.entracep.policy.TenantPolicy;
import io.entracep.sequence.NfaSequenceMatcherFactory;
import io.entracep.signal.Classifier;
import io.entracep.signal.Entity;
import io.entracep.signal.EntityType;
import io.entracep.signal.Metrics;
import io.entracep.signal.Observation;
import io.entracep.signal.Observer;
import io.entracep.state.Presence;
import io.entracep.state.Totals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.datasketches.theta.UpdateSketch;

/**
 * The whole job without Flink: real classification, real loop in both stages, real sequence engine,
 * real catalogue. For tests of detections.
 *
 * <pre>{@code
 * List<Alert> alerts = TestJob.withPolicy("default: {…}").given(event, event).alerts();
 * }</pre>
 */
public final class TestJob {
    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final int LONGEST_BATCH = 40;

    private final TenantPolicy policy;
    private final List<EntraEvent> events = new ArrayList<>();
    private final List<Alert> deliveries = new ArrayList<>();
    private final List<Finding> undecided = new ArrayList<>();
    private Duration allowedDisorder = Duration.ofHours(24);
    private Duration watermarkDelay;
    private Random shuffle;

    private TestJob(TenantPolicy policy) {
        this.policy = policy;
    }

    /** With the policy of this YAML text. */
    public static TestJob withPolicy(String yaml) {
        return new TestJob(PolicyReader.read("policy.yaml", yaml).forTenant(Events.TENANT));
    }

    /** With the policy of this YAML text, as it is for the tenant. */
    public static TestJob withTenantPolicy(String yaml, String tenantId) {
        return new TestJob(PolicyReader.read("policy.yaml", yaml).forTenant(tenantId));
    }

    /** Without a policy. */
    public static TestJob withoutPolicy() {
        return new TestJob(io.entracep.policy.Policy.none().forTenant(Events.TENANT));
    }

    /** Adds records in this order of arrival. */
    public TestJob given(EntraEvent... more) {
        return given(List.of(more));
    }

    /** Adds records in this order of arrival. */
    public TestJob given(List<EntraEvent> more) {
        events.addAll(more);
        return this;
    }

    /** Lets the records arrive in another order, and cuts them in batches of any length. */
    public TestJob shuffled(long seed) {
        shuffle = new Random(seed);
        return this;
    }

    /** Lets every record arrive twice. */
    public TestJob duplicated() {
        events.addAll(List.copyOf(events));
        return this;
    }

    /**
     * Live: event time follows the greatest time seen, so much later. Without this event time moves
     * only at the end.
     */
    public TestJob live(Duration delay) {
        watermarkDelay = delay;
        return this;
    }

    public TestJob allowing(Duration disorder) {
        allowedDisorder = disorder;
        return this;
    }

    /** Runs, and gives the alerts that are active at the end, by time then id. */
    public List<Alert> alerts() {
        run();
        Map<String, Alert> last = new TreeMap<>();
        deliveries.forEach(alert -> last.put(alert.alertId(), alert));
        return last.values().stream()
                .filter(Alert::active)
                .sorted(Comparator.comparing(Alert::firstEventTime).thenComparing(Alert::alertId))
                .toList();
    }

    /** Runs, and gives the active alerts of one detection. */
    public List<Alert> alertsOf(String detectionId) {
        return alerts().stream().filter(alert -> alert.detectionId().equals(detectionId)).toList();
    }

    /** The one alert of the detection that holds. */
    public Alert onlyAlertOf(String detectionId) {
        List<Alert> alerts = alertsOf(detectionId);
        assertThat(alerts).hasSize(1);
        return alerts.get(0);
    }

    /** Every delivery in order, after {@link #alerts}. */
    public List<Alert> deliveries() {
        return deliveries;
    }

    /** What the end of the input left open, after {@link #alerts}. */
    public List<Finding> undecided() {
        return undecided;
    }

    private void run() {
        deliveries.clear();
        undecided.clear();
        ActiveDetections detecting = CATALOGUE.detecting(policy);
        ActiveDetections correlating = CATALOGUE.correlating(policy);
        ReadFindings read = ReadFindings.by(Eras.of(correlating));
        List<EntraEvent> arrivals = new ArrayList<>(events);
        if (shuffle != null) {
            Collections.shuffle(arrivals, shuffle);
        }
        try (NfaSequenceMatcherFactory matchers = new NfaSequenceMatcherFactory()) {
            LocalStage correlate =
                    new LocalStage(
                            tenant -> correlating,
                            matchers,
                            allowedDisorder.toMillis(),
                            this::deliver);
            List<Verdict> verdicts = new ArrayList<>();
            LocalStage detect =
                    new LocalStage(
                            tenant -> detecting,
                            matchers,
                            allowedDisorder.toMillis(),
                            verdicts::add);
            if (shuffle != null) {
                detect.inBatchesOf(() -> shuffle.nextInt(1, LONGEST_BATCH));
                correlate.inBatchesOf(() -> shuffle.nextInt(1, LONGEST_BATCH));
            }
            SeenSources sources = new SeenSources(correlate::handle);
            long horizon = Long.MIN_VALUE;
            for (EntraEvent event : arrivals) {
                inputs(event).forEach(detect::handle);
                sources.see(event, Classifier.classify(event));
                pass(verdicts, read, correlate);
                if (!event.timeSuspect()) {
                    horizon = Math.max(horizon, event.time());
                }
                if (watermarkDelay != null) {
                    detect.advance(horizon - watermarkDelay.toMillis());
                    pass(verdicts, read, correlate);
                    correlate.advance(horizon - watermarkDelay.toMillis());
                }
            }
            detect.end(horizon);
            pass(verdicts, read, correlate);
            correlate.end(horizon);
            undecided.addAll(detect.undecided());
            undecided.addAll(correlate.undecided());
            List<String> failures = new ArrayList<>(detect.failures());
            failures.addAll(correlate.failures());
            if (!failures.isEmpty()) {
                throw new AssertionError("detections threw: " + failures);
            }
        }
    }

    public static List<LoopInput> inputs(EntraEvent event) {
        List<LoopInput> inputs = new ArrayList<>();
        for (Observation observation : Observer.observe(event)) {
            inputs.add(new LoopInput.Insert(observation));
        }
        String log = Metrics.log(event.category());
        if (log != null && !event.timeSuspect()) {
            long slot = Presence.slot(event.time());
            inputs.add(
                    new LoopInput.Add(
                            new Entity(EntityType.TENANT, event.tenantId(), event.tenantId()),
                            log,
                            Presence.hour(slot),
                            Presence.sketch(slot)));
        }
        Metrics.of(event, Classifier.classify(event))
                .forEach(
                        (metric, entity) -> {
                            UpdateSketch one = Totals.counter();
                            one.update(event.id());
                            inputs.add(
                                    new LoopInput.Add(
                                            entity,
                                            metric,
                                            Totals.hour(event.time()),
                                            Totals.toBytes(one)));
                        });
        return inputs;
    }

    private void pass(List<Verdict> verdicts, ReadFindings read, LocalStage correlate) {
        for (Verdict verdict : verdicts) {
            deliver(verdict);
            read.inputs(verdict, CATALOGUE.entry(verdict.finding().detectionId()))
                    .forEach(correlate::handle);
        }
        verdicts.clear();
    }

    private void deliver(Verdict verdict) {
        var entry = CATALOGUE.entry(verdict.finding().detectionId());
        if (!entry.buildingBlock()) {
            deliveries.add(AlertFactory.alert(verdict, entry, policy));
        }
    }
}
