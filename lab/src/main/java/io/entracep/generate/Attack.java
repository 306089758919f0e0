package io.entracep.generate;

import java.time.Instant;

/**
 * An attack that is in the records.
 *
 * @param about kind of the entity that the main alert is about
 * @param entityId its id: object id, address, or user agent and network joined by {@code |}
 * @param entityName its name for people
 * @param from time of the first record of the attack
 * @param to time of its last record
 */
public record Attack(
        AttackKind kind,
        About about,
        String entityId,
        String entityName,
        Instant from,
        Instant to) {

    /** Kinds of entities that alerts are about. */
    public enum About {
        USER,
        IP,
        CLIENT,
        TENANT
    }
}
