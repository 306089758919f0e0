package io.entracep.detections.chain;

import static io.entracep.detection.Condition.onFindingOf;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Findings;
import io.entracep.detection.Match;
import io.entracep.detection.View;
import io.entracep.signal.Observation;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Set;
import org.apache.flink.cep.pattern.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody reduced what is seen, and then a privilege, a policy, a domain or a credential was
 * changed.
 *
 * <p>Reads AuditLogs, Azure Activity and {@code log-stopped}. What was announced as a change window
 * is none. One alert per step that made the tenant blind.
 *
 * <p>Misses changes that are never told, since the log is off: these are in the portal only.
 *
 * <p>Source: row BEYOND-19.
 */
public final class VisibilityThenChange extends TenantChain {
    /** Sensitive itself, and no use of what it hides. */
    private static final String BLINDING = "disable pim alert";

    /**
     * @param within the change follows in less than this
     */
    public record Settings(@NotNull Duration within) {}

    private final Settings settings;

    public VisibilityThenChange(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    protected Pattern<Observation, ?> pattern() {
        return Pattern.<Observation>begin("blind")
                .where(onFindingOf("pim-warning-silenced", "export-switched-off", "log-stopped"))
                .followedBy("change")
                .where(
                        onFindingOf("privileged-action", "workload-privileged-action")
                                .and(step -> !isBlinding(step)))
                .within(settings.within());
    }

    @Override
    protected Set<String> contained() {
        return Set.of("pim-alert-disabled", "azure-protection-removed");
    }

    @Override
    protected @Nullable Draft describe(Match match, View view) {
        Observation blind = match.stage("blind");
        Observation change = match.stage("change");
        // What is told of one instant has no order.
        if (change.time() == blind.time() || view.policy().isChangeWindow(blind.time())) {
            return null;
        }
        String log = Findings.value(blind, "log");
        return steps(match, view, severity())
                .value("blind", log == null ? Steps.activity(blind) : "log " + log + " stopped")
                .value("blinder", Steps.actor(blind))
                .value("actor", Steps.actor(change))
                .value("activity", Steps.activity(change))
                .value(
                        "same",
                        Steps.isSameActor(blind, change) ? "the same account did both" : null);
    }

    private static boolean isBlinding(Observation step) {
        return BLINDING.equalsIgnoreCase(Findings.value(step, "activity"));
    }
}
