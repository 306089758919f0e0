package io.entracep.detections.chain;

import static io.entracep.detection.Condition.onFindingOf;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Findings;
import io.entracep.detection.Match;
import io.entracep.detection.SequenceDefinition.JoinKey;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.signal.Observation;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.flink.cep.pattern.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The PIM setting of a role was lowered and the role taken; often the setting is restored
 * afterwards.
 *
 * <p>Reads AuditLogs. Joined by the role. The restoration within {@code restored-within} is shown,
 * and whether one person did it all. One alert per setting that was lowered.
 *
 * <p>Misses a longer time of activation, of which the record has no old value.
 *
 * <p>Source: row BEYOND-10.
 */
public final class SettingLoweredThenUsed extends TenantChain {
    /**
     * @param within the role is taken less than this after the setting was lowered
     * @param restoredWithin a restoration so long after it is shown
     */
    public record Settings(@NotNull Duration within, @NotNull Duration restoredWithin) {}

    private final Settings settings;

    public SettingLoweredThenUsed(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    protected Pattern<Observation, ?> pattern() {
        return Pattern.<Observation>begin("lowered")
                .where(onFindingOf("pim-setting-lowered"))
                .followedBy("taken")
                .where(onFindingOf("role-taken-through-pim"))
                .within(settings.within());
    }

    @Override
    protected Map<String, JoinKey> joinKeys() {
        return Map.of("lowered", Steps::role, "taken", Steps::role);
    }

    @Override
    protected Set<String> contained() {
        return Set.of(
                "pim-role-setting-weakened",
                "pim-role-setting-changed",
                "pim-activation-not-from-paw");
    }

    @Override
    protected Set<String> lookedUp() {
        return Set.of("pim-setting-restored");
    }

    @Override
    protected Duration contextReach() {
        return settings.restoredWithin();
    }

    @Override
    protected @Nullable Draft describe(Match match, View view) {
        Observation lowered = match.stage("lowered");
        Observation taken = match.stage("taken");
        Observation restored =
                next(
                        lowered,
                        settings.restoredWithin(),
                        "pim-setting-restored",
                        view,
                        step -> Objects.equals(Steps.role(step), Steps.role(lowered)));
        return steps(match, view, severity())
                .stage("restored", restored)
                .value("actor", Steps.actor(lowered))
                .value("role", Findings.value(lowered, "role"))
                .value("change", Findings.value(lowered, "ResultReason"))
                .value("taker", Steps.actor(taken))
                .value(
                        "same",
                        Steps.isSameActor(lowered, taken) ? "the same account did both" : null)
                .value("restored", restored == null ? null : Words.between(lowered, restored));
    }
}
