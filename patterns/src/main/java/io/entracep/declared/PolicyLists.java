package io.entracep.declared;

import io.entracep.policy.PolicyInput;
import io.entracep.policy.TenantPolicy;
import io.entracep.rule.PlaceholderLists;
import java.util.List;
import java.util.Optional;

/** Placeholders of rules are lists of a policy. */
final class PolicyLists implements PlaceholderLists {
    private final TenantPolicy policy;

    PolicyLists(TenantPolicy policy) {
        this.policy = policy;
    }

    @Override
    public Optional<List<String>> values(String name) {
        return input(name)
                .filter(policy::has)
                .flatMap(policy::listed);
    }

    /** The input of this name, however it is spelled. */
    static Optional<PolicyInput> input(String name) {
        return PolicyInput.ofKey(PolicyNeeds.key(name));
    }
}
