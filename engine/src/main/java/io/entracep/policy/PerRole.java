package io.entracep.policy;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values by role, and one for every other role. */
final class PerRole<T> {

    private final Map<String, T> byIdOrName = new HashMap<>();
    private final @Nullable T otherwise;

    PerRole(Map<RoleName, T> values, @Nullable T otherwise) {
        values.forEach(
                (role, value) -> {
                    if (role.id() != null) {
                        byIdOrName.put(role.id(), value);
                    }
                    if (role.name() != null) {
                        byIdOrName.put(role.name(), value);
                    }
                });
        this.otherwise = otherwise;
    }

    @Nullable T of(@Nullable String id, @Nullable String name) {
        T found = id == null ? null : byIdOrName.get(TextSet.lower(id));
        if (found == null && name != null) {
            found = byIdOrName.get(TextSet.lower(name));
        }
        return found == null ? otherwise : found;
    }
}
