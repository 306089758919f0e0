package io.entracep.event;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What only audit-like records tell (AuditLogs, Azure Activity, ProvisioningLogs).
 *
 * @param service {@code loggedByService}, null where absent
 * @param operationType {@code operationType}, null where absent
 * @param reason {@code resultReason}: for privileged identity management the person's
 *     justification; null where absent
 * @param initiatingApp display name of the application when one acted, or the envelope's {@code
 *     identity} text ({@code MS-PIM}), null where absent
 * @param role role that the record is about, null where none
 * @param targets targets in the record's order, at most 32
 * @param changes modified properties of all targets in the record's order, at most 64, values cut
 *     at 8192 characters
 * @param details additional details by key as logged, at most 64
 */
public record Audit(
        @Nullable String service,
        @Nullable String operationType,
        @Nullable String reason,
        @Nullable String initiatingApp,
        @Nullable RoleReference role,
        List<Party> targets,
        List<Change> changes,
        Map<String, String> details) {

    /** Key under which {@link #details} has the category of the activity. */
    public static final String CATEGORY = "category";

    /** Key under which {@link #details} has the application id of the application that acted. */
    public static final String APPLICATION_ID = "initiatedBy.app.appId";

    /** Key under which {@link #details} has the session of the sign-in that it was done in. */
    public static final String SESSION = "initiatedBy.linkableIdentifiers.sessionId";

    /** Key under which {@link #details} has the device of the sign-in that it was done in. */
    public static final String DEVICE = "initiatedBy.linkableIdentifiers.deviceId";

    public Audit {
        targets = List.copyOf(targets);
        changes = List.copyOf(changes);
        // Sorted, so that the text of an event is the same in every process.
        details = Collections.unmodifiableMap(new TreeMap<>(details));
    }

    /** A detail by its key; null where the record has none. */
    public @Nullable String detail(String key) {
        return details.get(key);
    }

    /**
     * The first target of this kind, ignoring case; null where there is none. Never rely on the
     * index.
     */
    public @Nullable Party target(String kind) {
        for (Party target : targets) {
            if (target.is(kind)) {
                return target;
            }
        }
        return null;
    }

    /** The first change of the property with this name; null where there is none. */
    public @Nullable Change change(String name) {
        for (Change change : changes) {
            if (change.name().equals(name)) {
                return change;
            }
        }
        return null;
    }
}
