package io.entracep.declared;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.policy.Policy;
import io.entracep.policy.PolicyReader;
import io.entracep.rule.RuleIndex;
import io.entracep.rule.RuleReader;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RuleMarkerTest {
    private static final String TENANT = "6a1f0c52-7d38-4b9e-8c21-5e0f9b3d7a64";

    /** Records are read before tenants are counted: invented ids took the heap of a replay. */
    @Test
    void tenantsWithoutASectionShareTheirRules() {
        Policy policy =
                PolicyReader.read(
                        "policy.yaml",
                        "default: {time-zone: UTC}\ntenants:\n  %s: {time-zone: Europe/Berlin}\n"
                                .formatted(TENANT));
        RuleMarker marker = new RuleMarker(new Declarations(new RuleReader().toRuleSet()), policy);
        Set<RuleIndex> indexes = Collections.newSetFromMap(new IdentityHashMap<>());

        for (int i = 0; i < 20_000; i++) {
            indexes.add(marker.index("00000000-0000-0000-0000-%012d".formatted(i)));
        }
        indexes.add(marker.index(TENANT));

        assertThat(indexes).hasSize(2);
    }
}
