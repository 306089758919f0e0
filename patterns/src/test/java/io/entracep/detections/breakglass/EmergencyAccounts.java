package io.entracep.detections.breakglass;

import static io.entracep.testing.Events.audit;

import io.entracep.testing.Events.AuditBuilder;
import io.entracep.testing.TestJob;

/** What tests of emergency accounts share: one account, with a drill on 3 March 2026. */
final class EmergencyAccounts {
    static final String BG = "b6000000-0000-4000-8000-000000000001";

    private static final String POLICY =
            """
            default:
              break-glass-accounts: [%s]
              break-glass-drills:
                - {start: 2026-03-03T00:00, end: 2026-03-04T00:00, accounts: [%s]}
            """
                    .formatted(BG, BG);

    private EmergencyAccounts() {}

    /** Somebody does this to the account. */
    static AuditBuilder on(String activity) {
        return audit(activity).by("eve", "eve@example.com").onUser(BG, "bg1@example.com");
    }

    /** With the policy that names the account. */
    static TestJob job() {
        return TestJob.withPolicy(POLICY);
    }
}
