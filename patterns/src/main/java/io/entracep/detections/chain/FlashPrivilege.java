package io.entracep.detections.chain;

import static io.entracep.detection.Condition.onFindingOf;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Findings;
import io.entracep.detection.Match;
import io.entracep.detection.SequenceDefinition.JoinKey;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.signal.Observation;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.flink.cep.pattern.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A role that was given outside of privileged identity management, used, and taken away again.
 *
 * <p>Reads AuditLogs. Who gives a role for an hour leaves no trace in what the directory says of
 * today. Critical where an account gave the role to itself. One alert per grant.
 *
 * <p>Misses what was done with the role in other logs than AuditLogs, and applications that carry
 * the name of PIM.
 *
 * <p>Source: row BEYOND-17.
 */
public final class FlashPrivilege extends Chain {
    /**
     * @param within the role is gone again in less than this
     */
    public record Settings(@NotNull Duration within) {}

    private final Settings settings;

    public FlashPrivilege(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    protected Pattern<Observation, ?> pattern() {
        return Pattern.<Observation>begin("given")
                .where(onFindingOf("role-given-directly"))
                .followedBy("used")
                .where(onFindingOf("privileged-action"))
                .followedBy("removed")
                .where(onFindingOf("role-taken-back"))
                .within(settings.within());
    }

    @Override
    protected Map<String, JoinKey> joinKeys() {
        return Map.of("given", Steps::role, "removed", Steps::role);
    }

    @Override
    protected Set<String> contained() {
        return Set.of("role-assigned-outside-pim");
    }

    @Override
    protected @Nullable Draft describe(Match match, View view) {
        Observation given = match.stage("given");
        boolean self = view.entity().id().equals(Steps.actorId(given));
        return steps(match, view, self ? Severity.CRITICAL : severity())
                .value("giver", Steps.actor(given))
                .value("role", Findings.value(given, "role"))
                .value("activity", Steps.activity(match.stage("used")))
                .value("self", self ? "the account gave it to itself" : null);
    }
}
