package io.entracep.pipeline;

import io.entracep.alert.Alert;
import io.entracep.alert.AlertFactory;
import io.entracep.catalogue.Catalogue;
import io.entracep.catalogue.Rulebook;
import io.entracep.detection.Entry;
import io.entracep.detection.Verdict;
import io.entracep.metrics.AlertMetrics;
import io.entracep.signal.Observation;
import java.util.Comparator;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Makes alerts of verdicts; building blocks are none. */
final class AlertFunction extends RichFlatMapFunction<Verdict, Alert> {
    private static final long serialVersionUID = 1L;

    private final Rulebook rulebook;
    private transient @Nullable Catalogue catalogue;
    private transient @Nullable AlertMetrics metrics;

    AlertFunction(Rulebook rulebook) {
        this.rulebook = rulebook;
    }

    @Override
    public void open(OpenContext openContext) {
        catalogue = rulebook.catalogue();
        metrics =
                new AlertMetrics(
                        getRuntimeContext().getMetricGroup(),
                        catalogue.entries().stream()
                                .filter(entry -> !entry.buildingBlock())
                                .map(Entry::id)
                                .toList());
    }

    @Override
    public void flatMap(Verdict verdict, Collector<Alert> out) {
        Entry entry = Objects.requireNonNull(catalogue).entry(verdict.finding().detectionId());
        if (entry != null && !entry.buildingBlock()) {
            String tenantId = verdict.finding().entity().tenantId();
            Alert alert = AlertFactory.alert(verdict, entry, rulebook.policy().forTenant(tenantId));
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
