package io.entracep.pipeline;

import io.entracep.catalogue.RulebooksFormat;
import io.entracep.detection.Entry;
import io.entracep.detection.Verdict;
import io.entracep.loop.Eras;
import io.entracep.loop.LoopInput;
import io.entracep.loop.ReadFindings;
import io.entracep.loop.TenantDetections;
import io.entracep.operator.KeyGroups;
import io.entracep.operator.LoopWord;
import java.io.IOException;
import java.util.IdentityHashMap;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichFlatMapFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Makes of the first stage's verdicts what the second stage inserts; only findings that a chain
 * reads pass.
 */
final class CorrelateInputs extends RichFlatMapFunction<LoopWord, LoopInput> {
    private static final long serialVersionUID = 1L;

    private final TenantDetections correlating;
    private transient @Nullable IdentityHashMap<Eras, ReadFindings> readByChains;

    CorrelateInputs(TenantDetections correlating) {
        this.correlating = correlating;
    }

    @Override
    public void open(OpenContext openContext) {
        readByChains = new IdentityHashMap<>();
    }

    @Override
    public void flatMap(LoopWord word, Collector<LoopInput> out) throws IOException {
        if (word instanceof LoopWord.Spoken spoken) {
            pass(spoken.verdict(), out);
        } else if (word instanceof LoopWord.NewRulebooks newer) {
            correlating.use(RulebooksFormat.read(newer.written()));
            Objects.requireNonNull(readByChains).clear();
            KeyGroups.tell(newer.written(), Pipeline.MAX_PARALLELISM).forEach(out::collect);
        }
    }

    private void pass(Verdict verdict, Collector<LoopInput> out) {
        Entry entry =
                correlating
                        .catalogueAt(verdict.finding().anchorTime())
                        .entry(verdict.finding().detectionId());
        if (entry != null) {
            Eras chains = correlating.apply(verdict.finding().entity().tenantId());
            Objects.requireNonNull(readByChains)
                    .computeIfAbsent(chains, ReadFindings::by)
                    .inputs(verdict, entry)
                    .forEach(out::collect);
        }
    }
}
