package io.entracep.detections.account;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Match;
import io.entracep.detection.SequenceDetection;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.event.Party;
import io.entracep.policy.PolicyInput;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.state.Need;
import io.entracep.state.TimeRange;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Objects;
import org.apache.flink.cep.pattern.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A new account is made privileged: an intruder who builds a way back does it within minutes, an
 * onboarding by its ticket.
 *
 * <p>Reads AuditLogs and Azure Activity. After a creation or invitation the account is given a
 * privileged role (active or eligible), a privileged group or a privileged Azure role within {@code
 * max-gap}. One alert per account, at its creation, so that the record of privileged identity
 * management and its echo in Core Directory are one. High below {@code high-within}; Critical where
 * the account was deleted soon after a grant. Silent where approved provisioners did both.
 *
 * <p>Misses accounts of which the creation was not logged, and privileges through groups that the
 * policy does not list.
 *
 * <p>Source: rows PRIV-31 and USER-13 of the guides.
 */
public final class RoleSoonAfterCreation extends SequenceDetection {

    /**
     * @param maxGap a privilege given later is no alert
     * @param highWithin given sooner it is High
     * @param deletedWithin deleted sooner after a grant it is Critical
     */
    public record Settings(
            @NotNull Duration maxGap,
            @NotNull Duration highWithin,
            @NotNull Duration deletedWithin) {}

    private final Settings settings;

    public RoleSoonAfterCreation(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    public EntityType entityType() {
        return EntityType.USER;
    }

    @Override
    protected Pattern<Observation, ?> pattern() {
        return Pattern.<Observation>begin("created")
                .where(on(Signal.USER_CREATED, Signal.USER_INVITED).as(TARGET))
                .followedBy("granted")
                .where(on(Privileges.GRANTS).as(TARGET))
                .within(settings.maxGap());
    }

    @Override
    protected String anchorStage() {
        return "created";
    }

    @Override
    protected Need stageNeed(Condition stage, Duration reach) {
        return stage.signals().intersects(Privileges.GRANTS)
                ? Privileges.need(stage.signals(), reach)
                : super.stageNeed(stage, reach);
    }

    @Override
    protected SignalSet context() {
        return SignalSet.of(Signal.USER_DELETED);
    }

    @Override
    protected Duration contextReach() {
        return settings.deletedWithin();
    }

    @Override
    protected @Nullable Draft describe(Match match, View view) {
        Observation created = match.stage("created");
        Observation granted = match.stage("granted");
        if (!Privileges.isPrivileged(granted, view)
                || (isProvisioner(created, view) && isProvisioner(granted, view))) {
            return null;
        }
        Duration gap = Duration.ofMillis(granted.time() - created.time());
        TimeRange window =
                new TimeRange(created.time(), created.time() + settings.maxGap().toMillis());
        Draft draft =
                Draft.of(severity())
                        .stage("created", created)
                        .stage("granted", Privileges.given(window, Privileges.GRANTS, view))
                        .value("creator", Words.actor(created))
                        .value("granter", Words.actor(granted))
                        .value("sameActor", sameActor(created, granted))
                        .value("privilege", Privileges.label(granted))
                        .value("gap", Words.duration(gap));
        if (gap.compareTo(settings.highWithin()) < 0) {
            draft.atLeast(Severity.HIGH);
        }
        Observation deleted = deletedSoonAfter(window, view);
        if (deleted != null) {
            draft.atLeast(Severity.CRITICAL)
                    .stage("deleted", deleted)
                    .value("deleter", Words.actor(deleted));
        }
        return draft;
    }

    private @Nullable Observation deletedSoonAfter(TimeRange window, View view) {
        for (Observation grant : Privileges.given(window, Privileges.GRANTS, view)) {
            Observation deleted =
                    view.firstAfter(
                            grant,
                            settings.deletedWithin(),
                            SignalSet.of(Signal.USER_DELETED),
                            observation -> observation.plays(TARGET));
            if (deleted != null) {
                return deleted;
            }
        }
        return null;
    }

    private static @Nullable String sameActor(Observation created, Observation granted) {
        Party creator = created.event().actor();
        Party granter = granted.event().actor();
        return creator != null
                        && granter != null
                        && creator.id() != null
                        && Objects.equals(creator.id(), granter.id())
                ? "the same account did both"
                : null;
    }

    private static boolean isProvisioner(Observation observation, View view) {
        return view.policy().lists(PolicyInput.APPROVED_PROVISIONERS, observation.event().actor());
    }
}
