package io.entracep.detections.account;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.View;
import io.entracep.event.Audit;
import io.entracep.signal.Entity;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.Privilege;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.state.Need;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Building block: an account was given a privileged role of Azure, or made eligible for it, by an
 * operation of which only the first record says to whom and the last that it succeeded. Asked at
 * who did it, since the last record names nobody else. About the account.
 *
 * <p>Reads Azure Activity; the records of one operation share its correlation id.
 *
 * <p>Misses roles for groups and applications.
 *
 * <p>Source: rows PRIV-31 and USER-13 of the guides.
 */
public final class AzureRoleConfirmed extends EventDetection {
    private static final SignalSet STARTED = SignalSet.of(Signal.AZURE_ACTIVITY);
    private static final String PRINCIPAL = "principalId";

    /** Different operations of one hour that are kept. */
    private static final int OPERATIONS = 64;

    /**
     * @param within the first record lies less than this before the last
     */
    public record Settings(@NotNull Duration within) {}

    private final Settings settings;

    public AzureRoleConfirmed(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    protected Condition examined() {
        return on(Signal.AZURE_ROLE_ASSIGNED, Signal.AZURE_ROLE_ELIGIBLE)
                .as(Roles.ACTOR)
                .and(done -> detail(done, PRINCIPAL) == null);
    }

    @Override
    protected SignalSet context() {
        return STARTED;
    }

    @Override
    protected Duration lookBack() {
        return settings.within();
    }

    @Override
    protected List<Need> examinedNeeds(SignalSet signals, Duration reach) {
        return List.of(
                Need.perValue(
                        signals, Roles.ACTOR, reach, AzureRoleConfirmed::operation, OPERATIONS));
    }

    /** What gives nobody anything cannot crowd out what does. */
    @Override
    protected Need contextNeed(SignalSet signals, Duration reach) {
        return Need.perValue(
                signals,
                Roles.ACTOR,
                reach,
                started -> detail(started, PRINCIPAL) == null ? null : operation(started),
                OPERATIONS);
    }

    @Override
    protected @Nullable Draft examine(Observation done, View view) {
        String operation = operation(done);
        Observation started =
                operation == null
                        ? null
                        : view.latestBefore(
                                done,
                                settings.within(),
                                STARTED,
                                earlier ->
                                        operation.equals(operation(earlier))
                                                && detail(earlier, PRINCIPAL) != null);
        if (started == null || !isForUser(started) || !Privileges.isPrivileged(started, view)) {
            return null;
        }
        Privilege privilege = Privilege.of(started.event());
        String principal = detail(started, PRINCIPAL);
        return privilege == null || principal == null
                ? null
                : Draft.of(severity())
                        .about(new Entity(EntityType.USER, done.event().tenantId(), principal))
                        .stage("granted", done)
                        .stage("asked", started)
                        .value(PrivilegeGiven.KEY, privilege.key())
                        .value(PrivilegeGiven.PRIVILEGE, Privileges.label(started));
    }

    /** Where the record does not say what the principal is, it may be one. */
    private static boolean isForUser(Observation started) {
        String type = detail(started, "principalType");
        return type == null || type.equalsIgnoreCase("User");
    }

    /** The operation that records belong to; null where unknown. */
    private static @Nullable String operation(Observation record) {
        String correlation = record.event().correlationId();
        return correlation == null ? null : correlation + " " + record.event().activity();
    }

    private static @Nullable String detail(Observation record, String key) {
        Audit audit = record.event().audit();
        return audit == null ? null : audit.detail(key);
    }
}
