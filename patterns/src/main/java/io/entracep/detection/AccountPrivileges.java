package io.entracep.detection;

import io.entracep.policy.TenantPolicy;
import io.entracep.signal.Entity;
import io.entracep.signal.EntityType;
import io.entracep.state.EntityMemory;
import io.entracep.state.PrivilegeChange;
import org.jspecify.annotations.Nullable;

/**
 * Whether a user is privileged, by the policy or by the roles that the user is seen to hold. Asked
 * as of a time, usually that of an observation. Other entities are not.
 */
public final class AccountPrivileges {
    private final Entity entity;
    private final EntityMemory memory;
    private final TenantPolicy policy;

    AccountPrivileges(Entity entity, EntityMemory memory, TenantPolicy policy) {
        this.entity = entity;
        this.memory = memory;
        this.policy = policy;
    }

    /** Why this user is a privileged account as of the time, in words; null where it is not one. */
    public @Nullable String reason(@Nullable String name, long asOf) {
        if (entity.type() != EntityType.USER) {
            return null;
        }
        if (policy.isPrivilegedAccount(entity.id(), name)) {
            return "listed as privileged account";
        }
        PrivilegeChange held = memory.timeline().held(asOf, policy::isPrivilegedRole);
        return held == null ? null : inWords(held);
    }

    /**
     * Whether the user holds one of the highest roles as of the time, so far as the stream tells.
     */
    public boolean isTierZero(long asOf) {
        return memory.timeline().held(asOf, policy::isTierZeroRole) != null;
    }

    /** An eligibility outlives its activations: who may activate a role does not always hold it. */
    private static String inWords(PrivilegeChange held) {
        String role = held.roleName().isEmpty() ? held.roleKey() : held.roleName();
        return held.kind() == PrivilegeChange.ASSIGNED ? "holds " + role : "may activate " + role;
    }
}
