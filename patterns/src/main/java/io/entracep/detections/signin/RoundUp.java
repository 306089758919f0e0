package io.entracep.detections.signin;

import static io.entracep.detection.Condition.onFindingOf;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.FindingDetection;
import io.entracep.detection.Findings;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.signal.Observation;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

/**
 * Many findings of a building block about one account as one alert: of each group and aligned
 * period, with their number. Says what the building block says, with the worst severity.
 *
 * <p>So what repeats for days need not be kept at the account record by record.
 *
 * <p>Misses what its building block misses.
 *
 * <p>Source: rows USER-41 and USER-55 of the guides.
 */
public final class RoundUp extends FindingDetection {

    /**
     * @param of id of the building block
     * @param group name of the value that separates alerts of one period
     * @param every one alert per account, group and aligned period of this length
     */
    public record Settings(
            @NotBlank String of,
            @NotBlank String group,
            @NotNull @DurationMin(days = 1) Duration every) {}

    private final Settings settings;

    public RoundUp(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    protected Condition examined() {
        return onFindingOf(settings.of()).each();
    }

    @Override
    protected Duration period() {
        return settings.every();
    }

    @Override
    protected @Nullable Draft examine(Observation finding, View view) {
        if (finding.derivation() == null) {
            return null;
        }
        Draft draft =
                Draft.of(Severity.ofLabel(finding.derivation().severity()))
                        .group(Findings.value(finding, settings.group()))
                        .stage("records", Findings.evidence(finding));
        Findings.values(finding).forEach(draft::value);
        return draft;
    }
}
