package io.entracep.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.policy.Policy;
import io.entracep.policy.PolicyReader;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TenantDetectionsTest {
    private static final String TENANT = "6a1f0c52-7d38-4b9e-8c21-5e0f9b3d7a64";

    /** Twenty thousand invented ids took the heap when each had plans of its own. */
    @Test
    void tenantsWithoutASectionShareTheirPlans() {
        Policy policy =
                PolicyReader.read(
                        "policy.yaml",
                        "default: {time-zone: UTC}\ntenants:\n  %s: {time-zone: Europe/Berlin}\n"
                                .formatted(TENANT));
        TenantDetections detections = TenantDetections.detecting(policy);
        Set<Object> plans = Collections.newSetFromMap(new IdentityHashMap<>());

        for (int i = 0; i < 20_000; i++) {
            plans.add(detections.apply("00000000-0000-0000-0000-%012d".formatted(i)));
        }
        plans.add(detections.apply(TENANT.toUpperCase(Locale.ROOT)));
        plans.add(detections.apply(TENANT));

        assertThat(plans).hasSize(2);
        assertThat(detections.named()).containsExactly(TENANT);
    }
}
