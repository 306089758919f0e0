package io.entracep.loop;

/**
 * What the end of a bounded input left open: it may still come true, or be answered, after the last
 * record.
 *
 * @param alertId identity of the alert that it would be
 * @param detectionId detection
 * @param tenantId tenant
 * @param entityType type of the entity, lower case
 * @param entityId its id
 * @param dueAt event time at which it would have been decided, milliseconds
 */
public record Undecided(
        String alertId,
        String detectionId,
        String tenantId,
        String entityType,
        String entityId,
        long dueAt) {}
