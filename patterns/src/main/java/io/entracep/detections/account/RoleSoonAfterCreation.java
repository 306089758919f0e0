package io.entracep.detections.account;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.FindingDetection;
import io.entracep.detection.Findings;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.event.Party;
import io.entracep.policy.PolicyInput;
import io.entracep.signal.Observation;
import io.entracep.signal.Privilege;
import io.entracep.signal.SignalSet;
import io.entracep.state.TimeRange;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A new account is made privileged: an intruder who builds a way back does it within minutes, an
 * onboarding by its ticket.
 *
 * <p>Reads findings about the account: that it was created, invited or deleted ({@code
 * account-life}), and that it was given something privileged, itself ({@code privilege-given}) or
 * through a group ({@code group-privilege-given}). After a creation, or at most {@code skew} before
 * it since clocks differ, it is made privileged within {@code max-gap}. One alert per account, at
 * its last creation before, so that the record of privileged identity management and its echo in
 * Core Directory are one. High below {@code high-within}; Critical where the account was deleted
 * soon after a grant. Silent where approved provisioners did both.
 *
 * <p>Misses accounts of which the creation was not logged, and the roles of {@code except-roles}.
 *
 * <p>Source: rows PRIV-31 and USER-13 of the guides.
 */
public final class RoleSoonAfterCreation extends FindingDetection {
    private static final String LIFE = "account-life";
    private static final Set<String> GIVEN =
            Set.of("privilege-given", "group-privilege-given", "azure-role-confirmed");

    /**
     * @param maxGap a privilege given later is no alert
     * @param highWithin given sooner it is High
     * @param deletedWithin deleted sooner after a grant it is Critical
     * @param skew how much earlier than the creation a grant may be logged
     * @param exceptRoles template ids of roles that software gives to the accounts that it creates
     */
    public record Settings(
            @NotNull Duration maxGap,
            @NotNull Duration highWithin,
            @NotNull Duration deletedWithin,
            @NotNull Duration skew,
            @NotNull List<String> exceptRoles) {}

    private final Settings settings;

    public RoleSoonAfterCreation(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    public Set<String> reads() {
        return Set.of(LIFE, "privilege-given", "group-privilege-given", "azure-role-confirmed");
    }

    @Override
    protected SignalSet context() {
        return FINDINGS;
    }

    @Override
    protected Duration lookBack() {
        return settings.skew();
    }

    @Override
    protected Duration lookAhead() {
        return settings.maxGap().plus(settings.deletedWithin());
    }

    @Override
    protected @Nullable Draft examine(Observation finding, View view) {
        if (!isCreation(finding)) {
            return null;
        }
        List<Observation> grants = grantsOf(finding, view);
        Observation granted =
                grants.stream()
                        .filter(grant -> !isProvisioned(finding, grant, view))
                        .findFirst()
                        .orElse(null);
        if (granted == null) {
            return null;
        }
        Observation created = Findings.first(finding);
        Observation given = Findings.first(granted);
        Duration gap = Duration.ofMillis(Math.max(0, granted.time() - finding.time()));
        Draft draft =
                Draft.of(severity())
                        .stage("created", finding)
                        .stage("granted", grants)
                        .value("creator", Words.actor(created))
                        .value("granter", Words.actor(given))
                        .value("sameActor", sameActor(created, given))
                        .value("privilege", Findings.value(granted, PrivilegeGiven.PRIVILEGE))
                        .value("gap", Words.duration(gap));
        if (gap.compareTo(settings.highWithin()) < 0) {
            draft.atLeast(Severity.HIGH);
        }
        Observation deleted = deletedSoonAfter(grants, view);
        if (deleted != null) {
            draft.atLeast(Severity.CRITICAL)
                    .stage("deleted", deleted)
                    .value("deleter", Findings.value(deleted, "actor"));
        }
        return draft;
    }

    /** What the account was given since, up to its next creation. */
    private List<Observation> grantsOf(Observation creation, View view) {
        long skew = settings.skew().toMillis();
        TimeRange range =
                new TimeRange(
                        creation.time() - skew,
                        creation.time() + settings.maxGap().toMillis() + skew);
        List<Observation> findings = view.observations(range, FINDINGS);
        return findings.stream()
                .filter(finding -> GIVEN.stream().anyMatch(finding::isFindingOf))
                .filter(grant -> grant.time() - creation.time() < settings.maxGap().toMillis())
                .filter(grant -> !isExcepted(grant))
                .filter(
                        grant ->
                                findings.stream()
                                        .noneMatch(
                                                other ->
                                                        isCreation(other)
                                                                && isBetween(
                                                                        creation, other, grant)))
                .toList();
    }

    private boolean isBetween(Observation creation, Observation other, Observation grant) {
        return Observation.ORDER.compare(creation, other) < 0
                && other.time() <= grant.time() + settings.skew().toMillis();
    }

    private boolean isExcepted(Observation grant) {
        String key = Findings.value(grant, PrivilegeGiven.KEY);
        return key != null && settings.exceptRoles().contains(Privilege.ofKey(key, "").id());
    }

    private @Nullable Observation deletedSoonAfter(List<Observation> grants, View view) {
        for (Observation grant : grants) {
            Observation deleted =
                    view.firstAfter(
                            grant,
                            settings.deletedWithin(),
                            FINDINGS,
                            other -> other.isFindingOf(LIFE) && !isCreation(other));
            if (deleted != null) {
                return deleted;
            }
        }
        return null;
    }

    private static boolean isCreation(Observation finding) {
        return finding.isFindingOf(LIFE) && Findings.value(finding, AccountLife.CREATED) != null;
    }

    private static @Nullable String sameActor(
            @Nullable Observation created, @Nullable Observation granted) {
        Party creator = created == null ? null : created.event().actor();
        Party granter = granted == null ? null : granted.event().actor();
        return creator != null
                        && granter != null
                        && creator.id() != null
                        && Objects.equals(creator.id(), granter.id())
                ? "the same account did both"
                : null;
    }

    private static boolean isProvisioned(Observation creation, Observation grant, View view) {
        return isProvisioner(Findings.first(creation), view)
                && isProvisioner(Findings.first(grant), view);
    }

    private static boolean isProvisioner(@Nullable Observation record, View view) {
        return record != null
                && view.policy().lists(PolicyInput.APPROVED_PROVISIONERS, record.event().actor());
    }
}
