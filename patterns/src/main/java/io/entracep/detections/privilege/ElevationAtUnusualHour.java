package io.entracep.detections.privilege;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.detections.signin.UsualHours;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.state.Need;
import io.entracep.state.ProfileKind;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A role is activated at an hour at which the account never works.
 *
 * <p>Reads AuditLogs, and of sign-ins the hours in which the account signs in. Silent where the
 * policy has working hours for the account, which elevation-outside-working-hours compares, and in
 * change windows. One alert per account and day.
 *
 * <p>Misses accounts of which not enough days were seen.
 *
 * <p>Source: row PRIV-43 of the guides; ATT&CK T1078.004.
 */
public final class ElevationAtUnusualHour extends EventDetection {
    private static final SignalSet ACTIVATED = SignalSet.of(Signal.PIM_ACTIVATED);

    /**
     * @param minSignIns sign-ins, at most one a day, before hours count as learned
     * @param rareShare hours with less than this share of the learned sign-ins are unusual
     * @param span hours after a learned one that belong to the same day of work
     */
    public record Settings(
            @Min(1) int minSignIns,
            @DecimalMin("0.0") @DecimalMax("1.0") double rareShare,
            @Min(1) @Max(22) int span) {}

    private final Settings settings;

    public ElevationAtUnusualHour(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    public Set<ProfileKind> readsProfile() {
        return Set.of(ProfileKind.SIGN_IN, ProfileKind.HOUR_OF_WEEK);
    }

    @Override
    protected Condition examined() {
        return on(ACTIVATED).as(Roles.TARGET);
    }

    @Override
    protected Duration period() {
        return Duration.ofDays(1);
    }

    @Override
    public List<Need> needs() {
        return List.of(Need.stages(ACTIVATED, Roles.TARGET, period()));
    }

    @Override
    protected @Nullable Draft examine(Observation activation, View view) {
        long time = activation.time();
        boolean hasHours =
                view.policy().workingHoursOf(view.entity().id(), Words.name(activation), null)
                        != null;
        boolean unusual =
                !hasHours
                        && !activation.event().timeSuspect()
                        && !view.policy().isChangeWindow(time)
                        && UsualHours.areLearnedAndOthers(
                                time,
                                settings.minSignIns(),
                                settings.rareShare(),
                                settings.span(),
                                view);
        return unusual
                ? Draft.of(severity())
                        .stage("activation", activation)
                        .value("role", Words.role(activation))
                        .value("time", UsualHours.local(time, view.policy().zone()))
                : null;
    }
}
