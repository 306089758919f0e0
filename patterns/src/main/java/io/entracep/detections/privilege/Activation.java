package io.entracep.detections.privilege;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Condition;
import io.entracep.detection.Words;
import io.entracep.event.Audit;
import io.entracep.event.Party;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import org.jspecify.annotations.Nullable;

/** What the records of one activation of a role say: request, completion, failure, refusal. */
final class Activation {
    /** Records of activations; those of other roles and steps hide none. */
    static final Condition RECORDED =
            on(Signal.PIM_ACTIVATION_REQUESTED, Signal.PIM_ACTIVATED, Signal.PIM_ACTIVATION_FAILED)
                    .as(Roles.TARGET)
                    .apart(Activation::roleAndStep);

    /** An approver refuses. */
    static final Condition REFUSED =
            on(Signal.PIM_ACTIVATION_DENIED).as(Roles.TARGET).apart(Activation::roleAndStep);

    private Activation() {}

    static boolean isFailed(Observation record) {
        return record.has(Signal.PIM_ACTIVATION_FAILED);
    }

    /** Whether the later is the completion, or a further failure, of what the earlier began. */
    static boolean isGoneOnWith(Observation earlier, Observation later) {
        if (isFailed(earlier) || isFailed(later)) {
            return isFailed(earlier) && isFailed(later) && role(earlier).equals(role(later));
        }
        boolean named = request(earlier) != null && request(later) != null;
        return isSame(earlier, later)
                && (named
                        || (earlier.has(Signal.PIM_ACTIVATION_REQUESTED)
                                && later.has(Signal.PIM_ACTIVATED)));
    }

    /** Whether both are of one role and, where both name their request, of one request. */
    static boolean isSame(Observation one, Observation other) {
        String request = request(one);
        String another = request(other);
        return role(one).equals(role(other))
                && (request == null || another == null || request.equals(another));
    }

    /** The role, else the part in a group, or the role of a resource, that was activated. */
    static String role(Observation record) {
        String role = Words.role(record);
        if (role != null) {
            return role;
        }
        Party part = record.event().target("Role");
        Party group = record.event().target("Group");
        if (group == null) {
            return part == null ? "an unnamed role" : part.label();
        }
        boolean owner = part != null && "Owner".equals(part.name());
        return (owner ? "ownership" : "membership") + " of the group " + group.label();
    }

    private static @Nullable String request(Observation record) {
        Party request = record.event().target("Request");
        if (request != null && request.id() != null) {
            return request.id();
        }
        Audit audit = record.event().audit();
        String id = audit == null ? null : audit.detail("RoleAssignmentRequestId");
        return id != null || audit == null ? id : audit.detail("RequestId");
    }

    private static String roleAndStep(Observation record) {
        boolean done = record.has(Signal.PIM_ACTIVATED);
        boolean refused = record.has(Signal.PIM_ACTIVATION_DENIED);
        String request = isFailed(record) ? "" : request(record);
        return role(record) + "|" + done + refused + "|" + request;
    }
}
