package io.entracep.generate;

import com.fasterxml.jackson.core.io.SerializedString;
import java.util.ArrayList;
import java.util.List;

/**
 * The company's Conditional Access policies as sign-ins list them. Pre-rendered: the list is a good
 * part of a record and has only a few values.
 */
final class ConditionalAccess {
    private record Policy(String id, String name, String control) {}

    private static final List<String> NAMES =
            List.of("Block legacy authentication", "Block countries without business");

    private final List<Policy> policies = new ArrayList<>();
    private final SerializedString satisfied;
    private final SerializedString notApplied;
    private final SerializedString blocked;

    ConditionalAccess(Dice dice) {
        policies.add(new Policy(dice.guid(), "Require MFA for all users", "Mfa"));
        for (String name : NAMES) {
            policies.add(new Policy(dice.guid(), name, "Block"));
        }
        satisfied = list("success", "notApplied");
        notApplied = list("notApplied", "notApplied");
        blocked = list("success", "failure");
    }

    /** The applied policies of a sign-in with this outcome. */
    SerializedString applied(Result result, boolean challenged) {
        if (result == Result.BLOCKED_BY_POLICY) {
            return blocked;
        }
        return challenged ? satisfied : notApplied;
    }

    private SerializedString list(String first, String second) {
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < policies.size(); i++) {
            Policy policy = policies.get(i);
            String result = i == 0 ? first : i == 2 ? second : "notApplied";
            boolean counts = result.equals("success") || result.equals("failure");
            entries.add(
                    ("{\"id\":\"%s\",\"displayName\":\"%s\",\"enforcedGrantControls\":[\"%s\"],"
                                    + "\"enforcedSessionControls\":[],\"result\":\"%s\","
                                    + "\"conditionsSatisfied\":%d,\"conditionsNotSatisfied\":%d}")
                            .formatted(
                                    policy.id(),
                                    policy.name(),
                                    policy.control(),
                                    result,
                                    counts ? 23 : 1,
                                    counts ? 0 : 2));
        }
        return new SerializedString("[" + String.join(",", entries) + "]");
    }
}
