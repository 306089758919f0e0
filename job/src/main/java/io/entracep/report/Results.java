package io.entracep.report;

import com.fasterxml.jackson.databind.JsonNode;
import io.entracep.incident.Story;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a replay found.
 *
 * @param folder its output
 * @param story its alerts, joined to incidents
 * @param suppressions entries of the policy, in the order of the file
 * @param summary {@code summary.json} as written
 * @param comparison with a former replay, null where none was asked for
 */
public record Results(
        Path folder,
        Story story,
        List<SuppressionEntry> suppressions,
        JsonNode summary,
        @Nullable Comparison comparison) {}
