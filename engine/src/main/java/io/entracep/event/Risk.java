package io.entracep.event;

import org.jspecify.annotations.Nullable;

/**
 * What only the risk logs tell. All texts in lower case.
 *
 * @param type {@code riskEventType}, null for the state of a user
 * @param level low, medium, high; null where none or hidden
 * @param state atrisk, confirmedcompromised, remediated, dismissed and so on, null where absent
 * @param detail null where none
 * @param requestId id of the sign-in that was judged, null where absent
 */
public record Risk(
        @Nullable String type,
        @Nullable String level,
        @Nullable String state,
        @Nullable String detail,
        @Nullable String requestId) {}
