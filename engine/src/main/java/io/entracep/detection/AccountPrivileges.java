package io.entracep.detection;

import io.entracep.policy.PolicyInput;
import io.entracep.policy.TenantPolicy;
import io.entracep.signal.Entity;
import io.entracep.signal.EntityType;
import io.entracep.signal.Privilege;
import io.entracep.state.EntityMemory;
import io.entracep.state.PrivilegeChange;
import java.util.Objects;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether a user is privileged, by the policy or by the roles that the user is seen to hold. Asked
 * as of a time, usually that of an observation. Other entities are not.
 */
public final class AccountPrivileges {
    private final Entity entity;
    private final EntityMemory memory;
    private final TenantPolicy policy;

    /** What the policy says of the name that was asked last. */
    private @Nullable String answer;

    private @Nullable String askedName;
    private boolean isAsked;

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
        String byPolicy = listed(name);
        if (byPolicy != null) {
            return byPolicy;
        }
        PrivilegeChange held = learned(asOf);
        return held == null ? null : inWords(held);
    }

    /** Asked by many detections, about one name. */
    private @Nullable String listed(@Nullable String name) {
        if (!isAsked || !Objects.equals(name, askedName)) {
            answer =
                    policy.holds(PolicyInput.PRIVILEGED_ACCOUNTS, entity.id(), name)
                            ? "listed as privileged account"
                            : policy.holds(PolicyInput.TIER_ZERO_ACCOUNTS, entity.id(), name)
                                    ? "listed as tier-zero account"
                                    : null;
            askedName = name;
            isAsked = true;
        }
        return answer;
    }

    /**
     * Whether the user is of tier zero as of the time: listed, or holds one of the highest roles so
     * far as the stream tells.
     */
    public boolean isTierZero(@Nullable String name, long asOf) {
        return policy.holds(PolicyInput.TIER_ZERO_ACCOUNTS, entity.id(), name)
                || holds(asOf, (key, role) -> PrivilegeRanks.isTierZero(key, role, policy));
    }

    /**
     * Whether the entity, of whatever type, holds a privilege as of the time so far as the stream
     * tells: of a group, that its members have it.
     */
    public @Nullable PrivilegeChange learned(long asOf) {
        return memory.timeline()
                .held(asOf, (key, role) -> PrivilegeRanks.isPrivileged(key, role, policy));
    }

    private boolean holds(long asOf, BiPredicate<String, String> accepted) {
        return memory.timeline().held(asOf, accepted) != null;
    }

    /** An eligibility outlives its activations: who may activate a role does not always hold it. */
    private static String inWords(PrivilegeChange held) {
        Privilege privilege = Privilege.ofKey(held.roleKey(), held.roleName());
        String name = PrivilegeRanks.label(privilege);
        if (held.kind() != PrivilegeChange.ASSIGNED) {
            return "may activate " + name;
        }
        return privilege.isInGroup() ? "is in " + name : "holds " + name;
    }
}
