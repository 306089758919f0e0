package io.entracep.declared;

import io.entracep.policy.PolicyInput;
import io.entracep.policy.TenantPolicy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lists of a policy that rules name. */
final class PolicyLists {
    private PolicyLists() {}

    /**
     * The entry of the policy by which somebody or something is on the list, as alerts name it;
     * null where it is not.
     *
     * @param id object id, address, country …; null where unknown
     * @param name user principal name or display name, null where unknown
     */
    static @Nullable String entry(
            TenantPolicy policy, String list, @Nullable String id, @Nullable String name) {
        PolicyInput input = PolicyInput.ofKey(PolicyNeeds.key(list)).orElse(null);
        if (input != null) {
            return policy.holds(input, id, name) ? policy.entry(input, id, name) : null;
        }
        Optional<List<String>> own = policy.list(list);
        return own.flatMap(
                        texts ->
                                Stream.of(id, name)
                                        .filter(text -> text != null && isAmong(texts, text))
                                        .findFirst())
                .map(text -> "lists." + list + ": " + text)
                .orElse(null);
    }

    private static boolean isAmong(List<String> texts, @Nullable String text) {
        return texts.stream().anyMatch(each -> each.equalsIgnoreCase(text));
    }
}
