package io.entracep.detections.chain;

import static io.entracep.detection.Condition.onFindingOf;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Findings;
import io.entracep.detection.Match;
import io.entracep.detection.SequenceDefinition.JoinKey;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.signal.Observation;
import io.entracep.state.TimeRange;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.cep.pattern.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An emergency access account was signed in to and changed policies, roles, federation or
 * credentials.
 *
 * <p>Reads {@code break-glass-sign-in}, what the account did then, and whether privileged accounts
 * could not get in before: an emergency has a reason. Medium where at least {@code locked-out} of
 * them failed in the {@code look-back} before; Informational in a drill that the policy announces.
 * One alert per sign-in.
 *
 * <p>Misses changes in other logs than AuditLogs.
 *
 * <p>Source: row BEYOND-14.
 */
public final class EmergencyThenChange extends TenantChain {
    /**
     * @param within the change follows the sign-in in less than this
     * @param lookBack failures so long before the sign-in speak for an emergency
     * @param lockedOut so many privileged accounts that failed speak for one
     */
    public record Settings(
            @NotNull Duration within, @NotNull Duration lookBack, @Min(1) int lockedOut) {}

    private final Settings settings;

    public EmergencyThenChange(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    protected Pattern<Observation, ?> pattern() {
        return Pattern.<Observation>begin("sign-in")
                .where(onFindingOf("break-glass-sign-in"))
                .followedBy("change")
                .where(onFindingOf("privileged-action"))
                .within(settings.within());
    }

    @Override
    protected Map<String, JoinKey> joinKeys() {
        return Map.of("sign-in", Steps::actorId, "change", Steps::actorId);
    }

    @Override
    protected Set<String> contained() {
        return Set.of("break-glass-activity");
    }

    @Override
    protected Set<String> lookedUp() {
        return Set.of("privileged-locked-out");
    }

    @Override
    protected @Nullable Draft describe(Match match, View view) {
        Observation signIn = match.stage("sign-in");
        Observation change = match.stage("change");
        Observation record = Steps.record(signIn);
        String account = Steps.actorId(signIn);
        if (record == null || account == null || Findings.value(signIn, "successFrom") == null) {
            return null;
        }
        long lockedOut = lockedOut(signIn, account, view);
        Severity severity = lockedOut < settings.lockedOut() ? severity() : Severity.MEDIUM;
        String drill = Findings.value(signIn, "drill");
        return steps(match, view, drill == null ? severity : Severity.INFORMATIONAL)
                .about(account(account, view))
                .value("account", Words.actor(record))
                .value("drill", drill)
                .value("activity", Steps.activity(change))
                .value("lockedOut", lockedOut == 0 ? null : lockedOut);
    }

    private long lockedOut(Observation signIn, String account, View view) {
        List<Observation> records = Findings.evidence(signIn);
        long first = records.get(0).time();
        TimeRange before = new TimeRange(first - settings.lookBack().toMillis(), first + 1);
        return view.observations(before.widen(0, Duration.ofHours(1).toMillis()), FINDINGS).stream()
                .filter(failed -> failed.isFindingOf("privileged-locked-out"))
                .flatMap(Observation::records)
                .filter(failed -> before.contains(failed.time()))
                .map(failed -> failed.event().actorId())
                .filter(id -> id != null && !id.equals(account))
                .distinct()
                .count();
    }
}
