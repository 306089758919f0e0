package io.entracep.detections.signin;

import io.entracep.detection.Affected;
import io.entracep.detection.CountDetection;
import io.entracep.detection.CountRule;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Findings;
import io.entracep.detection.Reach;
import io.entracep.detection.View;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.SignalSet;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Many accounts of the tenant see the same within an hour: it is no longer about one of them.
 *
 * <p>Reads alerts of a detection about accounts. One alert per tenant and day.
 *
 * <p>Misses accounts that stay below the threshold of that detection.
 *
 * <p>Source: rows USER-50 and USER-52 of the guides.
 */
public final class ManyAccounts extends CountDetection {
    private static final SignalSet FINDINGS = Findings.ALL;

    /**
     * @param of the detection about accounts
     * @param accounts so many of them
     * @param window within which they see it
     */
    public record Settings(@NotNull String of, @Min(2) int accounts, @NotNull Duration window) {}

    private final Settings settings;

    public ManyAccounts(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    public EntityType entityType() {
        return EntityType.TENANT;
    }

    @Override
    public boolean correlates() {
        return true;
    }

    @Override
    public Set<String> reads() {
        return Set.of(settings.of());
    }

    @Override
    protected SignalSet counted() {
        return FINDINGS;
    }

    @Override
    protected List<CountRule> rules() {
        return List.of(
                new CountRule("accounts", settings.window(), settings.accounts(), this::account)
                        .amongMany());
    }

    @Override
    protected boolean counts(Observation finding, View view) {
        return account(finding) != null;
    }

    private @Nullable String account(Observation finding) {
        if (!finding.isFindingOf(settings.of())) {
            return null;
        }
        Observation record = Findings.first(finding);
        return record == null ? null : Attempts.account(record);
    }

    @Override
    protected Draft describe(Reach reach, View view) {
        List<Observation> records =
                reach.window().stream()
                        .flatMap(finding -> Findings.evidence(finding).stream())
                        .toList();
        return Draft.of(severity())
                .stage("sign-ins", records)
                .value(Affected.VALUE, Affected.text(Attempts.affected(records, entry().title())))
                .value("users", Attempts.names(records));
    }
}
