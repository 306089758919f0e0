package io.entracep.policy;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Roles, by id and by name. */
final class RoleSet implements Entries {

    private final Set<String> ids = new HashSet<>();
    private final Set<String> names = new HashSet<>();

    RoleSet(Collection<RoleName> roles) {
        for (RoleName role : roles) {
            if (role.id() != null) {
                ids.add(role.id());
            }
            if (role.name() != null) {
                names.add(role.name());
            }
        }
    }

    static RoleSet of(Collection<String> ids, Map<String, String> known) {
        return new RoleSet(ids.stream().map(id -> RoleName.of(id, known)).toList());
    }

    /** Whether the id is one of these or, since some records name a role only, the name. */
    @Override
    public boolean contains(@Nullable String id, @Nullable String name) {
        return (id != null && ids.contains(TextSet.lower(id)))
                || (name != null && names.contains(TextSet.lower(name)));
    }

    @Override
    public @Nullable String written(@Nullable String id, @Nullable String name) {
        if (!contains(id, name)) {
            return null;
        }
        return name != null ? name : id;
    }
}
