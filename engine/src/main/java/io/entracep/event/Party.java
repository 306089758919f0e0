package io.entracep.event;

import org.jspecify.annotations.Nullable;

/**
 * Who acted or was acted upon, in one record.
 *
 * @param kind {@code User}, {@code ServicePrincipal}, {@code Application}, {@code Group}, {@code
 *     Role}, {@code Policy}, {@code Device}, {@code Directory}, {@code Request}, {@code Other} as
 *     the log spells it; {@code App} for an actor of which only a display name is known; null where
 *     the record has no type
 * @param id object id in lower case, null where the record has none (empty, zero GUID)
 * @param name user principal name (normalised: lower case, the id prefix of deleted users stripped)
 *     or display name, null where absent. Attacker-controlled text
 */
public record Party(@Nullable String kind, @Nullable String id, @Nullable String name) {

    /** Whether the kind is this one, ignoring case. */
    public boolean is(String otherKind) {
        return otherKind.equalsIgnoreCase(kind);
    }

    /** The name, else the id, else {@code unknown}: for texts that people read. */
    public String label() {
        return name != null ? name : id != null ? id : "unknown";
    }
}
