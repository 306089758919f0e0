package io.entracep.detections.privilege;

import io.entracep.event.SignIn;
import io.entracep.signal.Observation;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Applications in which a role can be activated.
 *
 * @param ids in lower case
 */
record ActivatingApps(Set<String> ids) {
    static ActivatingApps of(Collection<String> ids) {
        return new ActivatingApps(
                ids.stream()
                        .map(id -> id.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** Whether one of them was signed in to. */
    boolean has(Observation signIn) {
        SignIn part = signIn.event().signIn();
        return part != null
                && ((part.appId() != null && ids.contains(part.appId()))
                        || (part.resourceId() != null && ids.contains(part.resourceId())));
    }

    /** Where one of them was signed in to from; null for others, which hide none of these. */
    @Nullable String place(Observation signIn) {
        return has(signIn) ? Workstations.deviceAndNetwork(signIn) : null;
    }
}
