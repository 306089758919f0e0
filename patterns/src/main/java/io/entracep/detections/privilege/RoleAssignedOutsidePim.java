package io.entracep.detections.privilege;

import static io.entracep.detection.Condition.on;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.Lookup;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.event.RoleReference;
import io.entracep.policy.PolicyInput;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

/**
 * A privileged role was assigned without privileged identity management (PIM). Two records tell:
 * the assignment in Core Directory that PIM did not make, one alert per role and aligned hour, and
 * the report of PIM every few hours, told where the role was neither assigned nor reported in the
 * {@code report-period} before. PIM is known by its application id; what only bears its name is
 * told unless the service has a record of its own beside it.
 */
public final class RoleAssignedOutsidePim extends EventDetection {
    private static final long HOUR = Duration.ofHours(1).toMillis();

    /** An impostor has another id. */
    private static final Condition ASSIGNED =
            on(Signal.ROLE_ASSIGNED_OUTSIDE_PIM, Signal.ROLE_OUTSIDE_PIM_REPORTED)
                    .as(Roles.TARGET)
                    .apart(o -> roleAndKind(o) + (isNamedPim(o) ? o.event().actorId() : ""));

    /** Records of the service that leave an assignment in Core Directory. */
    private static final Condition MADE_BY_PIM =
            on(Signal.ROLE_ASSIGNED, Signal.PIM_ACTIVATED)
                    .as(Roles.TARGET)
                    .apart(o -> role(o) + o.has(Signal.BY_PIM_SERVICE));

    /** Who is given the role. */
    public enum Principal {
        @JsonProperty("user")
        USER(EntityType.USER),
        @JsonProperty("group")
        GROUP(EntityType.GROUP),
        @JsonProperty("service-principal")
        SERVICE_PRINCIPAL(EntityType.SERVICE_PRINCIPAL);

        private final EntityType type;

        Principal(EntityType type) {
            this.type = type;
        }
    }

    /** As the entry describes them. */
    public record Settings(
            @NotNull Principal principal,
            @NotNull @DurationMin(days = 1) Duration reportPeriod,
            @NotNull Duration echoWithin,
            @NotNull Duration lateWait) {}

    private final Settings settings;
    private final Lookup earlier;
    private final Lookup echoes;
    private final Lookup made;

    public RoleAssignedOutsidePim(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
        Duration within = settings.echoWithin().plusMillis(1);
        earlier = before(settings.reportPeriod(), ASSIGNED);
        echoes = before(within, ASSIGNED.and(RoleAssignedOutsidePim::isNamedPim));
        made = around(within, within, MADE_BY_PIM.and(o -> o.has(Signal.BY_PIM_SERVICE)));
    }

    @Override
    public EntityType entityType() {
        return settings.principal().type;
    }

    @Override
    protected Condition examined() {
        return ASSIGNED;
    }

    @Override
    protected Duration period() {
        return settings.reportPeriod();
    }

    @Override
    protected Duration latecomers() {
        return settings.lateWait();
    }

    @Override
    public boolean isDecidedAtTheEnd() {
        return true;
    }

    @Override
    protected @Nullable Draft examine(Observation assigned, View view) {
        if (!view.policy().isPrivilegedRole(assigned.event().role())
                || isApproved(assigned, view)) {
            return null;
        }
        Draft draft = Draft.of(severity()).value("role", Words.role(assigned));
        if (settings.principal() == Principal.SERVICE_PRINCIPAL && isTierZero(assigned, view)) {
            draft.atLeast(Severity.CRITICAL);
        }
        if (assigned.has(Signal.ROLE_OUTSIDE_PIM_REPORTED)) {
            return isToldAlready(assigned, view)
                    ? null
                    : draft.group(roleAndKind(assigned))
                            .stage("reported", assigned)
                            .value("report", report(assigned));
        }
        if (isEcho(assigned, view)) {
            return null;
        }
        if (isNamedPim(assigned)) {
            draft.dueAt(assigned.time() + settings.lateWait().toMillis())
                    .value(
                            "claim",
                            "it bears that name, but privileged identity management has no record"
                                    + " of it");
        }
        return draft.group(roleAndKind(assigned) + Math.floorDiv(assigned.time(), HOUR))
                .stage("assigned", assigned)
                .value("actor", Words.actor(assigned))
                .value("ip", assigned.event().origin().ip());
    }

    /** What a program may give itself, nobody has to approve. */
    private static boolean isTierZero(Observation assigned, View view) {
        RoleReference role = assigned.event().role();
        return role != null && view.policy().isTierZeroRole(role.templateId(), role.name());
    }

    /** Each record of the service has one echo, so that no other assignment hides beside it. */
    private boolean isEcho(Observation assigned, View view) {
        return isNamedPim(assigned)
                && echoes.around(assigned, view).stream()
                                .filter(o -> Observation.ORDER.compare(o, assigned) <= 0)
                                .filter(o -> isSame(o, assigned))
                                .count()
                        <= made.around(assigned, view).stream()
                                .filter(o -> isSame(o, assigned))
                                .count();
    }

    /** Whether it is already an alert, of the assignment or of an earlier report. */
    private boolean isToldAlready(Observation reported, View view) {
        return earlier.latest(reported, view, o -> isSame(o, reported) && !isEcho(o, view)) != null;
    }

    /** The actor of a report is who made the assignment. */
    private static String report(Observation reported) {
        String actor = Words.actor(reported);
        return "reported by privileged identity management"
                + (actor == null ? "" : ", in the name of " + actor);
    }

    private static boolean isApproved(Observation assigned, View view) {
        String id = view.entity().id();
        String name = view.entity().type() == EntityType.USER ? Words.name(assigned) : null;
        return view.policy().lists(PolicyInput.APPROVED_STANDING_ASSIGNMENTS, id, name)
                || view.policy().holds(PolicyInput.PIM_GOVERNED_GROUPS, id);
    }

    private static boolean isNamedPim(Observation assigned) {
        return assigned.has(Signal.NAMED_PIM);
    }

    private static boolean isSame(Observation one, Observation other) {
        return role(one).equals(role(other));
    }

    private static String roleAndKind(Observation assigned) {
        return role(assigned) + "|" + assigned.has(Signal.ROLE_OUTSIDE_PIM_REPORTED) + "|";
    }

    private static String role(Observation assigned) {
        RoleReference role = assigned.event().role();
        return role == null ? "" : role.key();
    }
}
