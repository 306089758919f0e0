package io.entracep.detections.risk;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.event.Risk;
import io.entracep.policy.PolicyInput;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Identity Protection detected a risk of an application's identity, or says that it is at risk.
 *
 * <p>Reads ServicePrincipalRiskEvents and RiskyServicePrincipals. As bad as the level, which must
 * be medium or high; High for what a person confirmed; one step worse for applications of high
 * value.
 *
 * <p>Misses what Identity Protection does not see: managed identities among it.
 *
 * <p>Source: row USER-09 of the guides; ATT&CK T1078.004, T1528.
 */
public final class WorkloadAtRisk extends AtRisk {
    private static final SignalSet RISKS = SignalSet.of(Signal.WORKLOAD_RISK);

    /**
     * @param openFor how long after the activity a change of state is waited for
     */
    public record Settings(@NotNull Duration openFor) {}

    public WorkloadAtRisk(Entry entry, Settings settings) {
        super(entry, RISKS, settings.openFor());
    }

    @Override
    public EntityType entityType() {
        return EntityType.SERVICE_PRINCIPAL;
    }

    @Override
    @Nullable Draft open(Observation observation, Risk risk, View view) {
        Severity level = isConfirmed(risk) ? Severity.HIGH : RiskTypes.severity(risk.level());
        if (level == null || level.compareTo(Severity.MEDIUM) < 0) {
            return null;
        }
        Draft draft =
                Draft.of(level)
                        .value(
                                "type",
                                isDetection(observation) ? RiskTypes.words(risk.type()) : null);
        // By its id alone: whoever may create an application chooses its name.
        String id = view.entity().id();
        return view.policy().holds(PolicyInput.HIGH_VALUE_APPLICATIONS, id, null)
                ? draft.severity(level.raised())
                        .policyEntry(
                                view.policy().entry(PolicyInput.HIGH_VALUE_APPLICATIONS, id, null))
                : draft;
    }
}
