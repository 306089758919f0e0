package io.entracep.pipeline;

import io.entracep.catalogue.Catalogue;
import io.entracep.catalogue.Rulebook;
import io.entracep.detection.Detection;
import io.entracep.detection.Entry;
import io.entracep.detection.Verdict;
import io.entracep.loop.Derived;
import io.entracep.loop.LoopInput;
import io.entracep.loop.TenantDetections;
import io.entracep.signal.EntityType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
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
    private transient @Nullable Map<String, Set<String>> readByTenant;
    private transient @Nullable Map<String, Set<String>> readAtTenants;

    CorrelateInputs(TenantDetections correlating, Rulebook rulebook) {
        this.rulebook = rulebook;
        this.correlating = correlating;
    }

    @Override
    public void open(OpenContext openContext) {
        catalogue = rulebook.catalogue();
        readByTenant = new HashMap<>();
        readAtTenants = new HashMap<>();
    }

    @Override
    public void flatMap(Verdict verdict, Collector<LoopInput> out) {
        String detectionId = verdict.finding().detectionId();
        String tenantId = verdict.finding().entity().tenantId();
        Set<String> read =
                Objects.requireNonNull(readByTenant).computeIfAbsent(tenantId, this::readBy);
        Entry entry = Objects.requireNonNull(catalogue).entry(detectionId);
        if (entry != null && read.contains(detectionId)) {
            out.collect(Derived.input(verdict, entry));
            Set<String> readAtTenant =
                    Objects.requireNonNull(readAtTenants)
                            .computeIfAbsent(tenantId, this::readAtTenantBy);
            if (readAtTenant.contains(detectionId)
                    && verdict.finding().about().type() != EntityType.TENANT) {
                out.collect(Derived.atTenant(verdict, entry));
            }
        }
    }

    private Set<String> readBy(String tenantId) {
        return read(tenantId, detection -> true);
    }

    /** Chains about the tenant see what was found of anybody in it. */
    private Set<String> readAtTenantBy(String tenantId) {
        return read(tenantId, detection -> detection.entityType() == EntityType.TENANT);
    }

    private Set<String> read(String tenantId, Predicate<Detection> by) {
        Set<String> read = new HashSet<>();
        for (Detection detection : correlating.apply(tenantId).all()) {
            if (by.test(detection)) {
                read.addAll(detection.reads());
            }
        }
        return read;
    }
}
