package io.entracep.detection;

import io.entracep.policy.PolicyInput;
import io.entracep.policy.TenantPolicy;
import io.entracep.signal.Privilege;
import org.jspecify.annotations.Nullable;

/** How much of a privilege something is, as a policy decides. */
public final class PrivilegeRanks {
    private static final int TIER_ZERO = 2;

    private PrivilegeRanks() {}

    /** Whether it is one. */
    public static boolean isPrivileged(@Nullable Privilege privilege, TenantPolicy policy) {
        return privilege != null && rank(privilege, policy) > 0;
    }

    /** Whether what the key stands for is one. */
    static boolean isPrivileged(String key, String name, TenantPolicy policy) {
        return rank(Privilege.ofKey(key, name), policy) > 0;
    }

    /** Whether what the key stands for can give itself any other. */
    static boolean isTierZero(String key, String name, TenantPolicy policy) {
        return rank(Privilege.ofKey(key, name), policy) == TIER_ZERO;
    }

    /** What it is, for people: a role by its name, the group that one is in. */
    public static String label(Privilege privilege) {
        String named = privilege.name().isEmpty() ? privilege.id() : privilege.name();
        return switch (privilege.plane()) {
            case DIRECTORY -> named;
            case AZURE ->
                    "the Azure role "
                            + (privilege.name().isEmpty()
                                    ? TenantPolicy.azureRoleName(privilege.id())
                                    : named);
            case GROUP_MEMBER -> "the group " + named;
            case GROUP_OWNER -> "the group " + named + " as owner";
        };
    }

    /** 2 for the highest roles, 1 for other privileges, 0 for the rest. */
    static int rank(Privilege privilege, TenantPolicy policy) {
        String id = privilege.id();
        return switch (privilege.plane()) {
            case DIRECTORY ->
                    policy.isTierZeroRole(id, privilege.name())
                            ? TIER_ZERO
                            : policy.isPrivilegedRole(id, privilege.name()) ? 1 : 0;
            case AZURE -> policy.isPrivilegedAzureRole(id) ? 1 : 0;
            case GROUP_MEMBER, GROUP_OWNER ->
                    policy.holds(PolicyInput.PRIVILEGED_GROUPS, id) ? 1 : 0;
        };
    }
}
