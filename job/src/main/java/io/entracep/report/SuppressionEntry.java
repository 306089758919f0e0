package io.entracep.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.entracep.alert.Alert;
import io.entracep.incident.Story;
import io.entracep.policy.Policy;
import io.entracep.policy.Suppression;
import io.entracep.policy.TenantPolicy;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One entry by which a policy asks not to be told.
 *
 * @param entry where it stands: {@code default.suppressions[0]}
 * @param detection what it is about
 * @param owner who answers for it
 * @param reason why
 * @param expires last day on which it holds
 * @param expired whether the logs go on after that day
 */
public record SuppressionEntry(
        String entry,
        String detection,
        String owner,
        String reason,
        LocalDate expires,
        boolean expired) {

    /** Every entry of every section, each once. */
    static List<SuppressionEntry> of(Policy policy, JsonNode summary) {
        String last = summary.path("lastEventTime").asText("");
        long end = last.isEmpty() ? Long.MIN_VALUE : Instant.parse(last).toEpochMilli();
        Map<String, SuppressionEntry> entries = new LinkedHashMap<>();
        for (TenantPolicy section : policy.sections().values()) {
            for (Suppression written : section.suppressions()) {
                entries.putIfAbsent(
                        written.entry(),
                        new SuppressionEntry(
                                written.entry(),
                                written.detection(),
                                written.owner(),
                                written.reason(),
                                written.expires(),
                                written.hasExpired(end)));
            }
        }
        return List.copyOf(entries.values());
    }

    /** Number of alerts that it marks. */
    public long matches(Story story) {
        return story.suppressed().stream().map(Alert::suppressedBy).filter(entry::equals).count();
    }
}
