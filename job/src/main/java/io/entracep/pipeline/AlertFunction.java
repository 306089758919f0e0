package io.entracep.pipeline;

import io.entracep.alert.Alert;
import io.entracep.alert.AlertFactory;
import io.entracep.campaign.Candidate;
import io.entracep.catalogue.Catalogue;
import io.entracep.catalogue.Rulebook;
import io.entracep.catalogue.Rulebooks;
import io.entracep.catalogue.RulebooksFormat;
import io.entracep.detection.Entry;
import io.entracep.detection.Verdict;
import io.entracep.metrics.AlertMetrics;
import io.entracep.operator.LoopWord;
import io.entracep.signal.Observation;
import java.io.IOException;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;

/**
 * Makes alerts of verdicts; building blocks are none. Those that may be parts of others, or have
 * parts, leave through {@link #CANDIDATES}.
 */
final class AlertFunction extends ProcessFunction<LoopWord, Alert> {
    /** Alerts of which it is not yet decided whether they are parts. */
    static final OutputTag<Candidate> CANDIDATES =
            new OutputTag<>("candidates", TypeInformation.of(Candidate.class));

    private static final long serialVersionUID = 1L;

    private Rulebooks rulebooks;
    private transient @Nullable IdentityHashMap<Rulebook, Decider> deciders;
    private transient @Nullable AlertMetrics metrics;

    /** A rulebook, with what takes a while to work out. */
    private record Decider(Catalogue catalogue, Set<String> campaigns, @Nullable String version) {}

    AlertFunction(Rulebooks rulebooks) {
        this.rulebooks = rulebooks;
    }

    @Override
    public void open(OpenContext openContext) {
        deciders = new IdentityHashMap<>();
        metrics =
                new AlertMetrics(
                        getRuntimeContext().getMetricGroup(),
                        rulebooks.last().catalogue().entries().stream()
                                .filter(entry -> !entry.buildingBlock())
                                .map(Entry::id)
                                .toList());
    }

    @Override
    public void processElement(LoopWord word, Context context, Collector<Alert> out)
            throws IOException {
        if (word instanceof LoopWord.Spoken spoken) {
            tell(spoken.verdict(), context, out);
        } else if (word instanceof LoopWord.NewRulebooks newer) {
            rulebooks = RulebooksFormat.read(newer.written());
            Objects.requireNonNull(deciders).clear();
        }
    }

    private void tell(Verdict verdict, Context context, Collector<Alert> out) {
        Rulebook rulebook = rulebooks.at(verdict.finding().anchorTime());
        Decider decider =
                Objects.requireNonNull(deciders)
                        .computeIfAbsent(
                                rulebook,
                                key ->
                                        new Decider(
                                                key.catalogue(),
                                                campaigns(key.catalogue()),
                                                key.version()));
        Entry entry = decider.catalogue().entry(verdict.finding().detectionId());
        if (entry != null && !entry.buildingBlock()) {
            String tenantId = verdict.finding().entity().tenantId();
            Alert alert =
                    AlertFactory.alert(verdict, entry, rulebook.policy().forTenant(tenantId))
                            .decidedBy(decider.version());
            count(verdict, alert);
            boolean campaign = decider.campaigns().contains(entry.id());
            if (campaign || !entry.partOf().isEmpty()) {
                context.output(CANDIDATES, Candidate.of(alert, verdict.finding(), entry, campaign));
            } else {
                out.collect(alert);
            }
        }
    }

    private static Set<String> campaigns(Catalogue catalogue) {
        return catalogue.entries().stream()
                .flatMap(entry -> entry.partOf().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    private void count(Verdict verdict, Alert alert) {
        AlertMetrics counted = Objects.requireNonNull(metrics);
        counted.delivered(alert.detectionId(), alert.severity(), alert.status());
        if (verdict.active()) {
            verdict.finding().stages().stream()
                    .flatMap(stage -> stage.observations().stream())
                    .flatMap(Observation::records)
                    .max(Comparator.comparingLong(Observation::time))
                    .ifPresent(
                            last ->
                                    counted.decidedAfter(
                                            last.event().category(),
                                            verdict.decidedAt() - last.time()));
        }
    }
}
