package io.entracep.detections.privilege;

import com.fasterxml.jackson.annotation.JsonProperty;
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
 * the assignment stands (one alert per role and aligned {@code report-period}, and none within that
 * time after an assignment that was told). One entry each for users, groups and service principals
 * that are given the role. Silent for those that the policy lets hold roles permanently, and for
 * groups that privileged identity management governs.
 *
 * <p>Misses custom roles that the policy does not list as privileged.
 *
 * <p>Source: row PRIV-42 of the guides.
 */
public final class RoleAssignedOutsidePim extends EventDetection {
    private static final SignalSet ASSIGNED =
            SignalSet.of(Signal.ROLE_ASSIGNED_OUTSIDE_PIM, Signal.ROLE_OUTSIDE_PIM_REPORTED);
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
     * @param reportPeriod reports of one role within this aligned period are one alert, at least a
     *     day
     */
    public record Settings(
            @NotNull Principal principal, @NotNull @DurationMin(days = 1) Duration reportPeriod) {}

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
    protected SignalSet examined() {
        return ASSIGNED;
    }

    @Override
    protected int roles() {
        return Roles.TARGET;
    }

    @Override
    protected Duration period() {
        return settings.reportPeriod();
    }

    @Override
    protected SignalSet context() {
        return SignalSet.of(Signal.ROLE_ASSIGNED_OUTSIDE_PIM);
    }

    @Override
    protected Duration lookBack() {
        return settings.reportPeriod();
    }

    @Override
    protected List<Need> examinedNeeds(SignalSet signals, Duration reach) {
        return List.of(
                Need.perValue(
                        signals, roles(), reach, RoleAssignedOutsidePim::roleAndKind, MOST_ROLES));
    }

    @Override
    protected Need contextNeed(SignalSet signals, Duration reach) {
        return Need.perValue(
                signals, roles(), reach, RoleAssignedOutsidePim::roleAndKind, MOST_ROLES);
    }

    @Override
    protected @Nullable Draft examine(Observation assigned, View view) {
        if (!view.policy().isPrivilegedRole(assigned.event().role())
                || isApproved(assigned, view)) {
            return null;
        }
        boolean reported = assigned.has(Signal.ROLE_OUTSIDE_PIM_REPORTED);
        if (reported && isToldAlready(assigned, view)) {
            return null;
        }
        return Draft.of(severity())
                .group(
                        reported
                                ? roleAndKind(assigned)
                                : roleAndKind(assigned) + Math.floorDiv(assigned.time(), HOUR))
                .stage(reported ? "reported" : "assigned", assigned)
                .value("role", Words.role(assigned))
                .value("actor", reported ? null : Words.actor(assigned))
                .value("report", reported ? report(assigned) : null)
                .value("ip", reported ? null : assigned.event().origin().ip());
    }

    /** Whether the assignment that it reports is an alert of the days before. */
    private boolean isToldAlready(Observation reported, View view) {
        String role = role(reported);
        return view.latestBefore(
                        reported,
                        settings.reportPeriod(),
                        context(),
                        assigned -> assigned.plays(roles()) && role(assigned).equals(role))
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
                || view.policy().isPimGovernedGroup(id);
    }

    private static String roleAndKind(Observation assigned) {
        return role(assigned) + "|" + assigned.has(Signal.ROLE_OUTSIDE_PIM_REPORTED) + "|";
    }

    private static String role(Observation assigned) {
        RoleReference role = assigned.event().role();
        return role == null ? "" : role.key();
    }
}
