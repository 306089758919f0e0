package io.entracep.policy;

import org.jspecify.annotations.Nullable;

/** A part of the policy that can say which of its entries holds for something. */
interface Entries {

    /**
     * The entry as written, null where none holds.
     *
     * @param id object id, address, country …; null where unknown
     * @param name user principal name or display name, null where unknown
     */
    @Nullable String written(@Nullable String id, @Nullable String name);

    /** Whether one holds. */
    boolean contains(@Nullable String id, @Nullable String name);
}
