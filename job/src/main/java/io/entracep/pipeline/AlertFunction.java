package io.entracep.pipeline;

import io.entracep.alert.Alert;
import io.entracep.alert.AlertFactory;
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
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Makes alerts of verdicts; building blocks are none. */
final class AlertFunction extends RichFlatMapFunction<LoopWord, Alert> {
    private static final long serialVersionUID = 1L;

    private Rulebooks rulebooks;
    private transient @Nullable IdentityHashMap<Rulebook, Decider> deciders;
    private transient @Nullable AlertMetrics metrics;

    /** A rulebook, with what takes a while to work out. */
    private record Decider(Catalogue catalogue, @Nullable String version) {}

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
    public void flatMap(LoopWord word, Collector<Alert> out) throws IOException {
        if (word instanceof LoopWord.Spoken spoken) {
            tell(spoken.verdict(), out);
        } else if (word instanceof LoopWord.NewRulebooks newer) {
            rulebooks = RulebooksFormat.read(newer.written());
            Objects.requireNonNull(deciders).clear();
        }
    }

    private void tell(Verdict verdict, Collector<Alert> out) {
        Rulebook rulebook = rulebooks.at(verdict.finding().anchorTime());
        Decider decider =
                Objects.requireNonNull(deciders)
                        .computeIfAbsent(
                                rulebook, key -> new Decider(key.catalogue(), key.version()));
        Entry entry = decider.catalogue().entry(verdict.finding().detectionId());
        if (entry != null && !entry.buildingBlock()) {
            String tenantId = verdict.finding().entity().tenantId();
            Alert alert =
                    AlertFactory.alert(verdict, entry, rulebook.policy().forTenant(tenantId))
                            .decidedBy(decider.version());
            count(verdict, alert);
            out.collect(alert);
        }
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
