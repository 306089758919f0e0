package io.entracep.detections.chain;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.FindingDetection;
import io.entracep.detection.Findings;
import io.entracep.detection.View;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.SignalSet;
import io.entracep.state.Need;
import io.entracep.state.TimeRange;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Conditional Access was opened for an account and used: the sequence is {@code policy-hole}; here
 * it meets the alerts about the same change and sign-in, which are about others, too.
 *
 * <p>Misses what {@code policy-hole} misses.
 *
 * <p>Source: row BEYOND-05.
 */
public final class PolicyHoleUsed extends FindingDetection {
    private static final String HOLE = "policy-hole";
    private static final Set<String> ALERTS =
            Set.of(
                    "conditional-access-policy-deleted",
                    "change-outside-change-window",
                    "single-factor-application",
                    "privileged-single-factor",
                    "sign-in-from-unapproved-country",
                    "new-device-or-location");

    /** An alert of a day has the time of its last record. */
    private static final Duration DAY = Duration.ofDays(1);

    /** Different findings of an hour that are kept. */
    private static final int KEPT = 256;

    public PolicyHoleUsed(Entry entry) {
        super(entry);
    }

    @Override
    public EntityType entityType() {
        return EntityType.TENANT;
    }

    @Override
    public Set<String> reads() {
        Set<String> reads = new HashSet<>(ALERTS);
        reads.add(HOLE);
        return reads;
    }

    @Override
    protected SignalSet context() {
        return FINDINGS;
    }

    /** Long, since only the change that opened it separates alerts. */
    @Override
    protected Duration period() {
        return DAY.multipliedBy(7);
    }

    @Override
    protected Duration lookBack() {
        return DAY;
    }

    @Override
    protected Duration lookAhead() {
        return DAY.multipliedBy(2);
    }

    @Override
    protected List<Need> examinedNeeds(SignalSet signals, Duration reach) {
        return List.of(Need.perValue(signals, -1, reach, Observation::eventId, KEPT));
    }

    @Override
    protected Need contextNeed(SignalSet signals, Duration reach) {
        return Need.perValue(signals, -1, reach, Observation::eventId, KEPT);
    }

    @Override
    protected @Nullable Draft examine(Observation hole, View view) {
        List<Observation> records = Findings.evidence(hole);
        if (!hole.isFindingOf(HOLE) || records.size() < 2) {
            return null;
        }
        Observation used = records.get(1);
        String account = used.event().actorId();
        Draft draft =
                Draft.of(severity())
                        .group(records.get(0).eventId())
                        .stage("hole", hole)
                        .stage("alert", alerts(hole, view))
                        .about(TenantChain.account(account, view));
        Findings.values(hole).forEach(draft::value);
        return draft;
    }

    private static List<Observation> alerts(Observation hole, View view) {
        Set<String> records = hole.records().map(Observation::eventId).collect(Collectors.toSet());
        TimeRange around =
                TimeRange.around(hole.time(), DAY.toMillis(), DAY.multipliedBy(2).toMillis());
        return Chain.alerts(ALERTS, records, around, view);
    }
}
