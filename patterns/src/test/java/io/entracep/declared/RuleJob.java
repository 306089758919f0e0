package io.entracep.declared;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.alert.Alert;
import io.entracep.alert.AlertFactory;
import io.entracep.catalogue.Catalogue;
import io.entracep.catalogue.Rulebook;
import io.entracep.decode.Decoded;
import io.entracep.decode.Position;
import io.entracep.decode.RecordDecoder;
import io.entracep.detection.ActiveDetections;
import io.entracep.detection.CountedTotal;
import io.entracep.event.EntraEvent;
import io.entracep.loop.LocalStage;
import io.entracep.loop.LoopInput;
import io.entracep.policy.Policy;
import io.entracep.policy.PolicyReader;
import io.entracep.policy.TenantPolicy;
import io.entracep.rule.RuleTexts;
import io.entracep.sequence.NfaSequenceMatcherFactory;
import io.entracep.signal.Classifier;
import io.entracep.state.Totals;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.datasketches.theta.UpdateSketch;

/** Rules over records without Flink: decoder, placement and loop are the real ones. */
final class RuleJob {
    static final String TENANT = "11111111-2222-3333-4444-555555555555";
    private static final long DISORDER = Duration.ofHours(24).toMillis();

    private final Rulebook rulebook;
    private final List<String> records = new ArrayList<>();

    private RuleJob(Rulebook rulebook) {
        this.rulebook = rulebook;
    }

    static RuleJob of(String yaml) {
        return of(yaml, Policy.none());
    }

    static RuleJob of(String yaml, String policy) {
        return of(yaml, PolicyReader.read("policy.yaml", policy));
    }

    private static RuleJob of(String yaml, Policy policy) {
        RuleJob job = of(new RuleTexts(List.of(new RuleTexts.Text("own/rules.yml", yaml))), policy);
        assertThat(job.catalogue().ruleProblems()).isEmpty();
        return job;
    }

    static RuleJob of(RuleTexts rules, Policy policy) {
        return new RuleJob(new Rulebook(policy, rules));
    }

    Catalogue catalogue() {
        return rulebook.catalogue();
    }

    RuleJob given(List<String> more) {
        records.addAll(more);
        return this;
    }

    /** The final set in this order of arrival. */
    List<Alert> alerts(String detectionId) {
        return alerts(detectionId::equals, records);
    }

    /** The final set in another order, with duplicates, in batches; the same as in order. */
    List<Alert> alertsInAnyOrder(String detectionId, long seed) {
        return alertsInAnyOrder(detectionId::equals, seed);
    }

    /** The same of several detections. */
    List<Alert> alertsInAnyOrder(Predicate<String> isAsked, long seed) {
        List<Alert> inOrder = alerts(isAsked, records);
        Random random = new Random(seed);
        for (int i = 0; i < 3; i++) {
            List<String> arrivals = new ArrayList<>(records);
            arrivals.addAll(records.subList(0, records.size() / 3));
            Collections.shuffle(arrivals, random);
            assertThat(texts(alerts(isAsked, arrivals))).isEqualTo(texts(inOrder));
        }
        return inOrder;
    }

    private static List<String> texts(List<Alert> alerts) {
        return alerts.stream()
                .map(
                        alert ->
                                alert.alertId()
                                        + alert.severity()
                                        + alert.reason()
                                        + alert.evidence())
                .toList();
    }

    private List<Alert> alerts(Predicate<String> isAsked, List<String> arrivals) {
        TenantPolicy policy = rulebook.policy().forTenant(TENANT);
        ActiveDetections active =
                new ActiveDetections(
                        policy,
                        rulebook.catalogue().detecting(policy).all().stream()
                                .filter(detection -> isAsked.test(detection.id()))
                                .toList());
        Map<String, Alert> last = new TreeMap<>();
        try (NfaSequenceMatcherFactory matchers = new NfaSequenceMatcherFactory()) {
            LocalStage detect =
                    new LocalStage(
                            tenant -> active,
                            matchers,
                            DISORDER,
                            verdict -> {
                                Alert alert =
                                        AlertFactory.alert(
                                                verdict,
                                                rulebook.catalogue()
                                                        .entry(verdict.finding().detectionId()),
                                                rulebook.policy().forTenant(TENANT));
                                last.put(alert.alertId(), alert);
                            });
            RecordDecoder decoder = new RecordDecoder(rulebook.create());
            long[] horizon = {Long.MIN_VALUE};
            for (String record : arrivals) {
                byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
                decoder.decode(
                        bytes,
                        0,
                        bytes.length,
                        new Position("test", 0, 0),
                        decoded -> {
                            Decoded.Event event = (Decoded.Event) decoded;
                            observe(active, event.event(), event.rules(), detect);
                            horizon[0] = Math.max(horizon[0], event.event().time());
                        });
            }
            detect.end(horizon[0]);
            assertThat(detect.failures()).isEmpty();
        }
        return last.values().stream().filter(Alert::active).toList();
    }

    private static void observe(
            ActiveDetections active, EntraEvent event, long[] rules, LocalStage detect) {
        active.observe(event, Classifier.classify(event), rules)
                .forEach(observation -> detect.handle(new LoopInput.Insert(observation)));
        for (CountedTotal.At counted : active.count(event, rules)) {
            UpdateSketch one = Totals.counter();
            one.update(event.id());
            detect.handle(
                    new LoopInput.Add(
                            counted.entity(),
                            counted.metric(),
                            Totals.hour(event.time()),
                            Totals.toBytes(one)));
        }
    }
}
