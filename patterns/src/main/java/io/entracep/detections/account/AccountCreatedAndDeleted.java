package io.entracep.detections.account;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Lookup;
import io.entracep.detection.Match;
import io.entracep.detection.SequenceDetection;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.policy.PolicyInput;
import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.apache.flink.cep.pattern.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An account that lived only hours or days: a foothold that was used and removed, or a test of what
 * is noticed.
 *
 * <p>Reads AuditLogs. One alert per account, at its creation or, of a guest, invitation, with the
 * first deletion after it (a hard deletion follows a deletion); joined by object id, because
 * deletion changes the user principal name. High when it lived less than {@code high-within},
 * Medium below {@code medium-within}; one step worse where it was given a privileged role in
 * between.
 *
 * <p>Misses accounts of which the creation was not logged, and accounts that were disabled but not
 * deleted.
 *
 * <p>Source: rows USER-10 and PRIV-32 of the guides.
 */
public final class AccountCreatedAndDeleted extends SequenceDetection {
    /**
     * @param highWithin shorter lives are High
     * @param mediumWithin shorter lives are Medium, longer ones no alert
     */
    public record Settings(@NotNull Duration highWithin, @NotNull Duration mediumWithin) {}

    private final Settings settings;
    private final Lookup grants;

    public AccountCreatedAndDeleted(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
        grants = between(Privileges.given(Signal.ROLE_ASSIGNED, Signal.ROLE_ELIGIBLE));
    }

    @Override
    protected Pattern<Observation, ?> pattern() {
        return Pattern.<Observation>begin("created")
                .where(on(Signal.USER_CREATED, Signal.USER_INVITED).as(TARGET))
                .followedBy("deleted")
                .where(on(Signal.USER_DELETED).as(TARGET))
                .within(settings.mediumWithin());
    }

    @Override
    protected String anchorStage() {
        return "created";
    }

    @Override
    protected @Nullable Draft describe(Match match, View view) {
        Observation created = match.stage("created");
        Observation deleted = match.stage("deleted");
        if (isLifecycle(created, view) && isLifecycle(deleted, view)) {
            return null;
        }
        Duration lifetime = Duration.ofMillis(deleted.time() - created.time());
        Severity severity =
                lifetime.compareTo(settings.highWithin()) < 0 ? severity() : Severity.MEDIUM;
        List<Observation> given =
                grants.between(created, deleted, view).stream()
                        .filter(grant -> Privileges.isPrivileged(grant, view))
                        .toList();
        return Draft.of(given.isEmpty() ? severity : severity.raised())
                .stage("created", created)
                .stage("empowered", given)
                .stage("deleted", deleted)
                .value("lifetime", Words.duration(lifetime))
                .value("creator", Words.actor(created))
                .value("deleter", Words.actor(deleted))
                .value("privilege", given.isEmpty() ? null : Privileges.label(given.get(0)));
    }

    /** Whether an application did it that creates and removes accounts as its work. */
    static boolean isLifecycle(Observation observation, View view) {
        return view.policy()
                .lists(PolicyInput.APPROVED_LIFECYCLE_APPS, observation.event().actor());
    }
}
