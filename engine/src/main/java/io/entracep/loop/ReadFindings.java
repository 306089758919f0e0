package io.entracep.loop;

import io.entracep.detection.Detection;
import io.entracep.detection.Entry;
import io.entracep.detection.Verdict;
import io.entracep.signal.EntityType;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which findings the chains of a tenant read, and where the second stage inserts them. */
public final class ReadFindings {
    private final Set<String> anywhere = new HashSet<>();
    private final Set<String> atTenant = new HashSet<>();

    private ReadFindings() {}

    /**
     * @param chains of one tenant, by time
     */
    public static ReadFindings by(Eras chains) {
        ReadFindings read = new ReadFindings();
        for (Detection chain : chains.detections()) {
            read.anywhere.addAll(chain.reads());
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
        LoopInput input = Derived.input(verdict, entry);
        return atTenant.contains(detectionId)
                        && verdict.finding().about().type() != EntityType.TENANT
                ? List.of(input, Derived.atTenant(verdict, entry))
                : List.of(input);
    }
}
