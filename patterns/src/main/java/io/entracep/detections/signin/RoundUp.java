package io.entracep.detections.signin;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.FindingDetection;
import io.entracep.detection.Findings;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.signal.Observation;
import io.entracep.signal.SignalSet;
import io.entracep.state.Need;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Set;
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
    private static final int KEPT = 200;

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
    public Set<String> reads() {
        return Set.of(settings.of());
    }

    @Override
    protected Duration period() {
        return settings.every();
    }

    /** Each by itself: none that is kept apart with another comes back when that one is cleared. */
    @Override
    protected List<Need> examinedNeeds(SignalSet signals, Duration reach) {
        return List.of(Need.perValue(signals, -1, reach, Observation::eventId, KEPT));
    }

    @Override
    protected @Nullable Draft examine(Observation finding, View view) {
        if (!finding.isFindingOf(settings.of()) || finding.derivation() == null) {
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
