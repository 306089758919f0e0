package io.entracep.detection;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue entry of one detection.
 *
 * @param id the file's name, and the class's in kebab case where the class has one entry; never
 *     reused
 * @param section folder and package: {@code signin}, {@code account} …
 * @param title one line
 * @param severity unless the detection grades it or the policy changes it
 * @param className detection class
 * @param guideRows rows of the guides that it covers: {@code PRIV-32}, {@code USER-10}, {@code
 *     BEYOND-04}
 * @param mitre ATT&CK techniques
 * @param logs categories that it reads
 * @param requires ids of policy inputs without which it sleeps
 * @param uses ids of policy inputs that make it better
 * @param buildingBlock it feeds other detections and is no alert itself
 * @param partOf ids of detections of which an alert may contain its alerts: the campaign of which
 *     it sees a part
 * @param description what behaviour, why it matters
 * @param reason text of the alert; {@code {name}} stands for a value of the finding, {@code [...]}
 *     for a part that is left out when one of its values is absent
 * @param misses what it cannot see
 * @param falsePositives what it may mistake
 * @param triage what an analyst does, in order
 * @param references where to read on
 * @param settings numbers a person may want to change, by name
 */
public record Entry(
        String id,
        String section,
        String title,
        Severity severity,
        String className,
        List<String> guideRows,
        List<String> mitre,
        List<String> logs,
        List<String> requires,
        List<String> uses,
        boolean buildingBlock,
        List<String> partOf,
        String description,
        String reason,
        String misses,
        List<String> falsePositives,
        List<String> triage,
        List<String> references,
        Map<String, Setting> settings) {

    /**
     * One setting.
     *
     * @param defaultValue text, number, flag or list as written
     * @param unit {@code duration}, {@code users}, {@code km/h} …, null where there is none
     * @param description what it does
     */
    public record Setting(Object defaultValue, @Nullable String unit, String description) {}

    /**
     * Whether anybody is told a value of the finding: people in the text, or detections that read
     * the finding. A change of what nobody is told must not be told.
     */
    boolean tells(String value) {
        return buildingBlock || tellsPeople(value);
    }

    /** Whether people are told it in the text. */
    boolean tellsPeople(String value) {
        return reason.contains("{" + value + "}");
    }

    /** This entry with another severity. */
    public Entry withSeverity(Severity other) {
        return new Entry(
                id,
                section,
                title,
                other,
                className,
                guideRows,
                mitre,
                logs,
                requires,
                uses,
                buildingBlock,
                partOf,
                description,
                reason,
                misses,
                falsePositives,
                triage,
                references,
                settings);
    }
}
