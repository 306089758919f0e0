package io.entracep.detections.chain;

import static io.entracep.detection.Condition.onFindingOf;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.FindingDetection;
import io.entracep.detection.Findings;
import io.entracep.detection.Lookup;
import io.entracep.detection.View;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import java.time.Duration;
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
    private static final Condition ALERTS =
            onFindingOf(
                            "conditional-access-policy-deleted",
                            "change-outside-change-window",
                            "single-factor-application",
                            "privileged-single-factor",
                            "sign-in-from-unapproved-country",
                            "new-device-or-location")
                    .each();

    /** An alert of a day has the time of its last record. */
    private static final Duration DAY = Duration.ofDays(1);

    private final Lookup alerts;

    public PolicyHoleUsed(Entry entry) {
        super(entry);
        alerts = around(DAY, DAY.multipliedBy(2), ALERTS);
    }

    @Override
    protected Condition examined() {
        return onFindingOf("policy-hole").each();
    }

    @Override
    public EntityType entityType() {
        return EntityType.TENANT;
    }

    /** Long, since only the change that opened it separates alerts. */
    @Override
    protected Duration period() {
        return DAY.multipliedBy(7);
    }

    @Override
    protected @Nullable Draft examine(Observation hole, View view) {
        List<Observation> records = Findings.evidence(hole);
        if (records.size() < 2) {
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

    private List<Observation> alerts(Observation hole, View view) {
        Set<String> records = hole.records().map(Observation::eventId).collect(Collectors.toSet());
        return alerts.around(hole, view).stream()
                .filter(alert -> alert.records().anyMatch(r -> records.contains(r.eventId())))
                .toList();
    }
}
