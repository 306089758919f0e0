package io.entracep.detections.risk;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.event.Party;
import io.entracep.event.Risk;
import io.entracep.policy.PolicyInput;
import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Identity Protection detected a risk of an account, of any type; or says that a privileged account
 * is at risk.
 *
 * <p>Reads UserRiskEvents and RiskyUsers. As bad as the level; High for the types of the settings,
 * for what a person confirmed, and for privileged accounts, at whatever level; one step worse for a
 * person of note. A type that is not known is Medium at least. A low level tells of privileged
 * accounts only, and what is hidden for want of a licence of nobody.
 *
 * <p>Misses what Identity Protection does not see, and changes of state after the time of the
 * settings.
 *
 * <p>Source: rows USER-20 to USER-35, PRIV-20 and FIELD-12 of the guides; ATT&CK T1078.004.
 */
public final class AccountAtRisk extends AtRisk {
    private static final SignalSet RISKS =
            SignalSet.of(Signal.USER_RISK_DETECTED, Signal.USER_RISK_STATE);

    /**
     * @param openFor how long after the activity a change of state is waited for
     * @param high types that are High at any level
     */
    public record Settings(@NotNull Duration openFor, @NotNull List<String> high) {}

    private final Set<String> high = new TreeSet<>();

    public AccountAtRisk(Entry entry, Settings settings) {
        super(entry, RISKS, settings.openFor());
        settings.high().forEach(type -> high.add(type.toLowerCase(Locale.ROOT)));
        asksPrivilege();
    }

    @Override
    @Nullable Draft open(Observation observation, Risk risk, View view) {
        Party account = observation.event().actor();
        String name = account == null ? null : account.name();
        String privilege = view.privileges().reason(name, observation.time());
        boolean detected = isDetection(observation);
        Severity severity = severity(risk);
        if (severity == null || (privilege == null && !detected)) {
            return null;
        }
        Draft draft =
                Draft.of(severity)
                        .value("privilege", privilege)
                        .value("type", detected ? RiskTypes.words(risk.type()) : null);
        if (privilege != null) {
            draft.atLeast(Severity.HIGH);
        }
        String id = view.entity().id();
        if (view.policy().holds(PolicyInput.VIP_ACCOUNTS, id, name)) {
            draft.severity(draft.severity().raised())
                    .policyEntry(view.policy().entry(PolicyInput.VIP_ACCOUNTS, id, name));
        }
        return draft.severity().compareTo(Severity.MEDIUM) < 0 ? null : draft;
    }

    /** Null where nothing is told of it. */
    private @Nullable Severity severity(Risk risk) {
        if (isConfirmed(risk)) {
            return Severity.HIGH;
        }
        Severity level = RiskTypes.severity(risk.level());
        if (level == null || risk.type() == null) {
            return level;
        }
        return high.contains(risk.type())
                ? level.atLeast(Severity.HIGH)
                : RiskTypes.isKnown(risk.type()) ? level : level.atLeast(Severity.MEDIUM);
    }
}
