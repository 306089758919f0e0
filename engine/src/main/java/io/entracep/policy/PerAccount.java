package io.entracep.policy;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values by account. An object id goes before a user principal name. */
final class PerAccount<T> {

    private final Map<String, T> byName = new HashMap<>();

    PerAccount(Map<AccountName, T> values) {
        values.forEach((name, value) -> byName.put(name.text(), value));
    }

    @Nullable T of(@Nullable String id, @Nullable String name) {
        if (byName.isEmpty()) {
            return null;
        }
        T byId = id == null ? null : byName.get(TextSet.lower(id));
        return byId != null || name == null ? byId : byName.get(TextSet.lower(name));
    }
}
