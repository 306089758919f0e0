package io.entracep.detections.privilege;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.Lookup;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.event.Audit;
import io.entracep.event.RoleReference;
import io.entracep.policy.PolicyInput;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.state.Profile;
import io.entracep.state.ProfileKind;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A user activated a role that they had not activated for months: more than the work asked for, or
 * somebody who tries what the account may do.
 *
 * <p>Reads completed activations of privileged identity management. A role is new if the user
 * activated it on no closed day of the last {@code memory-days} and was active on {@code
 * learn-days} of them. A day is closed when records of it can no longer be late, so a second
 * activation soon after the first is not known yet: it is left to the first. High where the role
 * matrix of the policy does not let the account hold the role.
 *
 * <p>Misses roles that are assigned and not activated, membership of groups that is activated, and
 * accounts that are still being learned.
 *
 * <p>Source: row PRIV-40 of the guides.
 */
public final class RoleNeverUsed extends EventDetection {
    private static final Condition ACTIVATED =
            on(Signal.PIM_ACTIVATED).as(Roles.TARGET).apart(RoleNeverUsed::roleKey);

    /** Longer than a day takes to be closed. */
    private static final Duration OPEN_DAYS = Duration.ofDays(3);

    /**
     * @param memoryDays days that are looked back
     * @param learnDays of these, days on which the user must have been active
     */
    public record Settings(
            @Min(1) @Max(Profile.MEMORY_DAYS) int memoryDays,
            @Min(1) @Max(Profile.MEMORY_DAYS) int learnDays) {}

    private final Settings settings;
    private final Lookup earlier;

    public RoleNeverUsed(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
        earlier = before(OPEN_DAYS, ACTIVATED);
        asks(ProfileKind.ROLE, ProfileKind.ACTIVITY);
    }

    @Override
    protected Condition examined() {
        return ACTIVATED;
    }

    @Override
    protected @Nullable Draft examine(Observation activation, View view) {
        RoleReference reference = activation.event().role();
        long time = activation.time();
        if (reference == null) {
            return null;
        }
        String role = reference.key();
        if (view.baseline().daysSeen(ProfileKind.ACTIVITY, "", time, settings.memoryDays())
                        < settings.learnDays()
                || view.baseline().daysSeen(ProfileKind.ROLE, role, time, settings.memoryDays()) > 0
                || isRepeated(activation, role, view)) {
            return null;
        }
        String name = Words.name(activation);
        Draft draft =
                Draft.of(severity())
                        .stage("activation", activation)
                        .value("role", reference.label())
                        .value("days", settings.memoryDays())
                        .value("reason", justification(activation));
        if (view.policy()
                .breaksRoleMatrix(
                        reference.templateId(), reference.name(), view.entity().id(), name)) {
            draft.atLeast(Severity.HIGH)
                    .value("matrix", "the role matrix does not let them hold it")
                    .policyEntry(view.policy().entry(PolicyInput.ROLE_MATRIX));
        }
        return draft;
    }

    private boolean isRepeated(Observation activation, String role, View view) {
        return earlier.latest(activation, view, o -> role.equals(roleKey(o))) != null;
    }

    private static @Nullable String roleKey(Observation activation) {
        RoleReference role = activation.event().role();
        return role == null ? null : role.key();
    }

    private static @Nullable String justification(Observation activation) {
        Audit audit = activation.event().audit();
        return audit == null ? null : audit.reason();
    }
}
