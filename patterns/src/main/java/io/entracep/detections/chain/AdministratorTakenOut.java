package io.entracep.detections.chain;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.event.Party;
import io.entracep.event.RoleReference;
import io.entracep.policy.PolicyInput;
import io.entracep.policy.TenantPolicy;
import io.entracep.signal.Entity;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import org.jspecify.annotations.Nullable;

/**
 * Building block: somebody took one of the highest roles from another account, or disabled, deleted
 * or reset a privileged account, or did so with an emergency access account. About who did it.
 *
 * <p>Misses privileged accounts of which nobody knows that they are.
 *
 * <p>Source: row BEYOND-20, step B.
 */
public final class AdministratorTakenOut extends EventDetection {
    private static final SignalSet STEPS =
            SignalSet.of(
                    Signal.ROLE_REMOVED,
                    Signal.USER_DISABLED,
                    Signal.USER_DELETED,
                    Signal.PASSWORD_RESET_BY_OTHER);

    public AdministratorTakenOut(Entry entry) {
        super(entry);
        asksPrivilege();
    }

    @Override
    protected Condition examined() {
        return on(STEPS)
                .as(Roles.TARGET)
                .apart(step -> step.event().actorId() + "|" + step.event().activity());
    }

    @Override
    protected @Nullable Draft examine(Observation step, View view) {
        Party actor = step.event().actor();
        if (actor == null || actor.id() == null || !actor.is("User") || step.plays(Roles.ACTOR)) {
            return null;
        }
        String id = view.entity().id();
        TenantPolicy policy = view.policy();
        boolean emergency = policy.holds(PolicyInput.BREAK_GLASS_ACCOUNTS, id, Words.name(step));
        if (!emergency && !isAdministrator(step, view)) {
            return null;
        }
        return Draft.of(severity())
                .about(new Entity(EntityType.USER, view.entity().tenantId(), actor.id()))
                .stage("taken out", step)
                .value("account", id)
                .value("emergency", emergency ? "yes" : null)
                .value("activity", step.event().activityName());
    }

    private static boolean isAdministrator(Observation step, View view) {
        if (!step.has(Signal.ROLE_REMOVED)) {
            return view.privileges().reason(Words.name(step), step.time() - 1) != null;
        }
        RoleReference role = step.event().role();
        return role != null && view.policy().isTierZeroRole(role.templateId(), role.name());
    }
}
