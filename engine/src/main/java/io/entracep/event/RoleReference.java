package io.entracep.event;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The role that an audit record is about.
 *
 * @param templateId role template id in lower case (built-in roles have the same id in every
 *     tenant), else the role definition id; null where the record names the role only
 * @param name display name, null where absent
 */
public record RoleReference(@Nullable String templateId, @Nullable String name) {

    /** What identifies the role within its tenant: the template id, else the name in lower case. */
    public String key() {
        return templateId != null ? templateId : name == null ? "" : name.toLowerCase(Locale.ROOT);
    }

    /** The name, else the id: for texts that people read. */
    public String label() {
        return name != null ? name : templateId != null ? templateId : "unknown role";
    }
}
