package io.entracep.incident;

import io.entracep.detection.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An account that alerts tell of.
 *
 * @param type {@code user} or {@code service_principal}; {@code actor} where only a record names it
 * @param id object id, null where only a record names it
 * @param name user principal or display name, else the id. Attacker-controlled text
 * @param tenantId tenant
 * @param severity of the worst alert
 * @param about number of alerts that are about it
 * @param acted number of alerts about others in whose records it acted
 * @param firstEventTime of the earliest of these alerts
 * @param lastEventTime of the latest
 * @param incidents ids of the incidents, in order of rank
 */
public record Account(
        String type,
        @Nullable String id,
        String name,
        String tenantId,
        Severity severity,
        int about,
        int acted,
        String firstEventTime,
        String lastEventTime,
        List<String> incidents) {}
