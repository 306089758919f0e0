package io.entracep.loop;

import io.entracep.detection.Detection;
import io.entracep.detection.Entry;
import io.entracep.detection.SequenceDetection;
import io.entracep.detection.Verdict;
import io.entracep.signal.Entity;
import io.entracep.signal.EntityType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which findings the chains of a tenant read, and where the second stage inserts them. */
public final class ReadFindings {
    private final Set<String> anywhere = new HashSet<>();
    private final Set<String> atTenant = new HashSet<>();
    private final Set<String> inSequences = new HashSet<>();

    private ReadFindings() {}

    /**
     * @param chains of one tenant, by time
     */
    public static ReadFindings by(Eras chains) {
        ReadFindings read = new ReadFindings();
        for (Detection chain : chains.detections()) {
            read.anywhere.addAll(chain.reads());
            if (chain instanceof SequenceDetection) {
                read.inSequences.addAll(chain.reads());
            }
            if (chain.entityType() == EntityType.TENANT) {
                read.atTenant.addAll(chain.reads());
            }
        }
        return read;
    }

    /**
     * At whom the finding is about; once more at the tenant where a chain about the tenant reads
     * it. Empty where nobody reads it.
     */
    public List<LoopInput> inputs(Verdict verdict, Entry entry) {
        String detectionId = verdict.finding().detectionId();
        if (!anywhere.contains(detectionId)) {
            return List.of();
        }
        List<LoopInput> inputs = new ArrayList<>();
        Entity about = verdict.finding().about();
        add(inputs, verdict, entry, about);
        if (atTenant.contains(detectionId) && about.type() != EntityType.TENANT) {
            String tenantId = about.tenantId();
            add(inputs, verdict, entry, new Entity(EntityType.TENANT, tenantId, tenantId));
        }
        return inputs;
    }

    private void add(List<LoopInput> inputs, Verdict verdict, Entry entry, Entity at) {
        inputs.add(Derived.input(verdict, entry, at));
        if (inSequences.contains(verdict.finding().detectionId())) {
            LoopInput begin = Derived.begin(verdict, entry, at);
            if (begin != null) {
                inputs.add(begin);
            }
        }
    }
}
