package io.entracep.policy;

import io.entracep.yaml.MalformedValue;
import io.entracep.yaml.Spelling;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A role as a policy names it. Of a built-in role both parts are known, whichever was written.
 *
 * @param id template id or role definition id in lower case, null for a role of which only the name
 *     was written
 * @param name in lower case, null for a role of which only the id was written
 */
record RoleName(@Nullable String id, @Nullable String name) {

    static RoleName of(String id, Map<String, String> known) {
        String name = known.get(id);
        return new RoleName(id, name == null ? null : TextSet.lower(name));
    }

    /** Reads an id or a name. */
    static RoleName parse(String text, Map<String, String> known) throws MalformedValue {
        if (Formats.isGuid(text)) {
            return of(Formats.guid(text), known);
        }
        for (Map.Entry<String, String> role : known.entrySet()) {
            if (role.getValue().equalsIgnoreCase(text)) {
                return of(role.getKey(), known);
            }
        }
        String meant = Spelling.nearest(text, known.values()).orElse(null);
        if (meant != null && Spelling.distance(text, meant) <= 2) {
            throw new MalformedValue(
                    "the id or the exact name of a role: did you mean "
                            + meant
                            + "? (a custom role with this name is listed by its id)");
        }
        return new RoleName(null, TextSet.lower(Formats.notBrokenGuid(text)));
    }
}
