package io.entracep.pipeline;

import io.entracep.catalogue.Catalogue;
import io.entracep.catalogue.Rulebook;
import io.entracep.detection.Entry;
import io.entracep.detection.Verdict;
import io.entracep.loop.LoopInput;
import io.entracep.loop.ReadFindings;
import io.entracep.loop.TenantDetections;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Makes of the first stage's verdicts what the second stage inserts; only findings that a chain
 * reads pass.
 */
final class CorrelateInputs extends RichFlatMapFunction<Verdict, LoopInput> {
    private static final long serialVersionUID = 1L;

    private final TenantDetections correlating;
    private final Rulebook rulebook;
    private transient @Nullable Catalogue catalogue;
    private transient @Nullable Map<String, ReadFindings> readByTenant;

    CorrelateInputs(TenantDetections correlating, Rulebook rulebook) {
        this.rulebook = rulebook;
        this.correlating = correlating;
    }

    @Override
    public void open(OpenContext openContext) {
        catalogue = rulebook.catalogue();
        readByTenant = new HashMap<>();
    }

    @Override
    public void flatMap(Verdict verdict, Collector<LoopInput> out) {
        Entry entry = Objects.requireNonNull(catalogue).entry(verdict.finding().detectionId());
        if (entry != null) {
            Objects.requireNonNull(readByTenant)
                    .computeIfAbsent(
                            verdict.finding().entity().tenantId(),
                            tenantId -> ReadFindings.by(correlating.apply(tenantId)))
                    .inputs(verdict, entry)
                    .forEach(out::collect);
        }
    }
}
