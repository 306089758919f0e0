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
import java.util.Locale;
import java.util.Set;
import org.apache.flink.cep.pattern.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A role activated from something else than a privileged workstation, and then used for what
 * changes the directory.
 *
 * <p>Reads {@code pim-activation-not-from-paw}, which waits for late sign-ins, and what the account
 * did while the role was active. One alert per activation.
 *
 * <p>Misses changes in other logs than AuditLogs.
 *
 * <p>Source: row BEYOND-09.
 */
public final class ActivationThenChange extends Chain {
    /**
     * @param activeFor how long after its activation a role is taken to be active
     */
    public record Settings(@NotNull Duration activeFor) {}

    private final Settings settings;

    public ActivationThenChange(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    protected Pattern<Observation, ?> pattern() {
        return Pattern.<Observation>begin("activation")
                .where(onFindingOf("pim-activation-not-from-paw"))
                .followedBy("change")
                .where(onFindingOf("privileged-action").and(step -> !isActivation(step)))
                .within(settings.activeFor());
    }

    @Override
    protected Set<String> contained() {
        return Set.of(
                "change-outside-change-window",
                "application-credential-added",
                "conditional-access-policy-deleted",
                "high-value-permission-granted",
                "directory-permission-granted");
    }

    @Override
    protected @Nullable Draft describe(Match match, View view) {
        Observation activation = match.stage("activation");
        Observation change = match.stage("change");
        return steps(match, view, severity())
                .value("role", Findings.value(activation, "role"))
                .value("device", Findings.value(activation, "device"))
                .value("activity", Steps.activity(change));
    }

    private static boolean isActivation(Observation step) {
        String activity = Findings.value(step, "activity");
        return activity != null && activity.toLowerCase(Locale.ROOT).contains("(pim activation)");
    }
}
