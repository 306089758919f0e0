package io.entracep.pipeline;

import io.entracep.alert.Alert;
import io.entracep.alert.AlertFactory;
import io.entracep.catalogue.Catalogue;
import io.entracep.detection.Entry;
import io.entracep.detection.Verdict;
import io.entracep.policy.Policy;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** Makes alerts of verdicts; building blocks are none. */
final class AlertFunction extends RichFlatMapFunction<Verdict, Alert> {
    private static final long serialVersionUID = 1L;

    private final Policy policy;
    private transient @Nullable Catalogue catalogue;

    AlertFunction(Policy policy) {
        this.policy = policy;
    }

    @Override
    public void open(OpenContext openContext) {
        catalogue = Catalogue.load();
    }

    @Override
    public void flatMap(Verdict verdict, Collector<Alert> out) {
        Entry entry = Objects.requireNonNull(catalogue).entry(verdict.finding().detectionId());
        if (entry != null && !entry.buildingBlock()) {
            String tenantId = verdict.finding().entity().tenantId();
            out.collect(AlertFactory.alert(verdict, entry, policy.forTenant(tenantId)));
        }
    }
}
