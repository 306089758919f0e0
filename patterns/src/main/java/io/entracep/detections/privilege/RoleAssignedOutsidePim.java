package io.entracep.detections.privilege;

import static io.entracep.detection.Condition.on;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.event.RoleReference;
import io.entracep.policy.PolicyInput;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.state.Need;
import io.entracep.state.TimeRange;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

/**
 * A privileged role was assigned without privileged identity management: nobody approved it, and it
 * does not end.
 *
 * <p>Reads AuditLogs. Two records tell: the assignment in Core Directory that privileged identity
 * management did not make (the moment of the change, with its actor; one alert per role and aligned
 * hour), and the report of privileged identity management, which comes every few hours as long as
 * the assignment stands (told if the role was neither assigned nor reported in the {@code
 * report-period} before: once as long as it stands). Privileged identity management is known by its
 * application id. Its own records in Core Directory often have none, but each has a record of the
 * service beside it: an assignment that only bears its name and has none within {@code echo-within}
 * is told once {@code late-wait} has passed. One entry each for users, groups and service
 * principals that are given the role. Silent for those that the policy lets hold roles permanently,
 * and for groups that privileged identity management governs.
 *
 * <p>Misses custom roles that the policy does not list as privileged.
 *
 * <p>Source: row PRIV-42 of the guides.
 */
public final class RoleAssignedOutsidePim extends EventDetection {
    private static final SignalSet ASSIGNED =
            SignalSet.of(Signal.ROLE_ASSIGNED_OUTSIDE_PIM, Signal.ROLE_OUTSIDE_PIM_REPORTED);

    /** Records of the service that leave an assignment in Core Directory. */
    private static final SignalSet MADE_BY_PIM =
            SignalSet.of(Signal.ROLE_ASSIGNED, Signal.PIM_ACTIVATED);

    private static final long HOUR = Duration.ofHours(1).toMillis();

    /** Different roles that one account is given in an hour, by either record. */
    private static final int MOST_ROLES = 128;

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

    /**
     * @param principal who is given the role
     * @param reportPeriod a report is told if none came for so long, at least a day
     * @param echoWithin how far the service's own record may lie from that of the directory
     * @param lateWait how long the service's own record is waited for
     */
    public record Settings(
            @NotNull Principal principal,
            @NotNull @DurationMin(days = 1) Duration reportPeriod,
            @NotNull Duration echoWithin,
            @NotNull Duration lateWait) {}

    private final Settings settings;

    public RoleAssignedOutsidePim(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    public EntityType entityType() {
        return settings.principal().type;
    }

    @Override
    protected Condition examined() {
        return on(ASSIGNED).as(Roles.TARGET);
    }

    @Override
    protected Duration period() {
        return settings.reportPeriod();
    }

    @Override
    protected SignalSet context() {
        return ASSIGNED.union(MADE_BY_PIM);
    }

    @Override
    protected Duration lookBack() {
        return settings.reportPeriod();
    }

    @Override
    protected Duration lookAhead() {
        return settings.echoWithin();
    }

    @Override
    public boolean waits() {
        return true;
    }

    @Override
    public boolean isDecidedAtTheEnd() {
        return true;
    }

    @Override
    protected List<Need> examinedNeeds(SignalSet signals, Duration reach) {
        return List.of(
                Need.perValue(
                        signals,
                        roles(),
                        reach,
                        RoleAssignedOutsidePim::roleKindAndActor,
                        MOST_ROLES));
    }

    @Override
    protected Need contextNeed(SignalSet signals, Duration reach) {
        return Need.perValue(
                signals, roles(), reach, RoleAssignedOutsidePim::roleKindAndActor, MOST_ROLES);
    }

    @Override
    protected @Nullable Draft examine(Observation assigned, View view) {
        if (!view.policy().isPrivilegedRole(assigned.event().role())
                || isApproved(assigned, view)) {
            return null;
        }
        boolean reported = assigned.has(Signal.ROLE_OUTSIDE_PIM_REPORTED);
        boolean named = !reported && assigned.has(Signal.NAMED_PIM);
        if ((reported && isToldAlready(assigned, view)) || (named && isEcho(assigned, view))) {
            return null;
        }
        return Draft.of(severity())
                .dueAt(named ? assigned.time() + settings.lateWait().toMillis() : Long.MIN_VALUE)
                .group(
                        reported
                                ? roleAndKind(assigned)
                                : roleAndKind(assigned) + Math.floorDiv(assigned.time(), HOUR))
                .stage(reported ? "reported" : "assigned", assigned)
                .value("role", Words.role(assigned))
                .value("actor", reported ? null : Words.actor(assigned))
                .value("report", reported ? report(assigned) : null)
                .value("ip", reported ? null : assigned.event().origin().ip())
                .value(
                        "claim",
                        named
                                ? "it bears that name, but privileged identity management has no"
                                        + " record of it"
                                : null);
    }

    /**
     * Whether privileged identity management has a record of it. Each of its records has one echo,
     * so that no other assignment hides beside it.
     */
    private boolean isEcho(Observation assigned, View view) {
        long time = assigned.time();
        long within = settings.echoWithin().toMillis();
        long echoes =
                view.observations(new TimeRange(time - within, time + 1), ASSIGNED).stream()
                        .filter(other -> other.has(Signal.NAMED_PIM) && isSame(other, assigned))
                        .filter(other -> Observation.ORDER.compare(other, assigned) <= 0)
                        .count();
        long made =
                view
                        .observations(new TimeRange(time - within, time + within + 1), MADE_BY_PIM)
                        .stream()
                        .filter(other -> other.has(Signal.BY_PIM_SERVICE))
                        .filter(other -> isSame(other, assigned))
                        .count();
        return echoes <= made;
    }

    private boolean isSame(Observation one, Observation other) {
        return one.plays(roles()) && role(one).equals(role(other));
    }

    /** Whether it is already an alert, of the assignment or of an earlier report. */
    private boolean isToldAlready(Observation reported, View view) {
        return view.latestBefore(
                        reported,
                        settings.reportPeriod(),
                        ASSIGNED,
                        earlier ->
                                isSame(earlier, reported)
                                        && (!earlier.has(Signal.NAMED_PIM)
                                                || !isEcho(earlier, view)))
                != null;
    }

    /** The actor of a report is who made the assignment. */
    private static String report(Observation reported) {
        String actor = Words.actor(reported);
        return "reported by privileged identity management"
                + (actor == null ? "" : ", in the name of " + actor);
    }

    private static boolean isApproved(Observation assigned, View view) {
        String id = view.entity().id();
        return view.policy()
                        .lists(
                                PolicyInput.APPROVED_STANDING_ASSIGNMENTS,
                                id,
                                view.entity().type() == EntityType.USER
                                        ? Words.name(assigned)
                                        : null)
                || view.policy().holds(PolicyInput.PIM_GOVERNED_GROUPS, id);
    }

    private static String roleAndKind(Observation assigned) {
        return role(assigned) + "|" + assigned.has(Signal.ROLE_OUTSIDE_PIM_REPORTED) + "|";
    }

    /** What must not hide each other in the journal: an impostor has another id. */
    private static String roleKindAndActor(Observation assigned) {
        return roleAndKind(assigned)
                + assigned.has(Signal.BY_PIM_SERVICE)
                + "|"
                + (assigned.has(Signal.NAMED_PIM) ? assigned.event().actorId() : "");
    }

    private static String role(Observation assigned) {
        RoleReference role = assigned.event().role();
        return role == null ? "" : role.key();
    }
}
