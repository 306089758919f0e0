package io.entracep.detections.account;

import static io.entracep.detection.Condition.onFindingOf;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.FindingDetection;
import io.entracep.detection.Findings;
import io.entracep.detection.Lookup;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.event.Party;
import io.entracep.policy.PolicyInput;
import io.entracep.signal.Observation;
import io.entracep.signal.Privilege;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A new account is made privileged, itself or through a group: an intruder who builds a way back
 * does it within minutes, an onboarding by its ticket. One alert per account, at its last creation
 * before, so that the record of privileged identity management and its echo in Core Directory are
 * one. Critical where the account was deleted soon after a grant.
 */
public final class RoleSoonAfterCreation extends FindingDetection {
    private static final Condition CREATED =
            onFindingOf("account-life").and(RoleSoonAfterCreation::isCreation);
    private static final Condition DELETED =
            onFindingOf("account-life").and(life -> !isCreation(life));
    private static final Condition GIVEN =
            onFindingOf("privilege-given", "group-privilege-given", "azure-role-confirmed");

    /** As the entry describes them. */
    public record Settings(
            @NotNull Duration maxGap,
            @NotNull Duration highWithin,
            @NotNull Duration deletedWithin,
            @NotNull Duration skew,
            @NotNull List<String> exceptRoles) {}

    private final Settings settings;
    private final Lookup grants;
    private final Lookup creations;
    private final Lookup deletions;

    public RoleSoonAfterCreation(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
        // Clocks differ: a grant may be logged a little before the creation.
        grants = around(settings.skew().plusMillis(1), settings.maxGap(), GIVEN);
        creations = after(settings.maxGap().plus(settings.skew()), CREATED);
        deletions = after(settings.deletedWithin(), DELETED);
    }

    @Override
    protected Condition examined() {
        return CREATED;
    }

    @Override
    protected Duration lookAhead() {
        return settings.maxGap().plus(settings.deletedWithin());
    }

    @Override
    protected @Nullable Draft examine(Observation creation, View view) {
        List<Observation> given = grantsOf(creation, view);
        Observation first =
                given.stream()
                        .filter(grant -> !isProvisioned(creation, grant, view))
                        .findFirst()
                        .orElse(null);
        if (first == null) {
            return null;
        }
        Observation created = Findings.first(creation);
        Observation granted = Findings.first(first);
        Observation deleted = deletedSoonAfter(given, view);
        Duration gap = Duration.ofMillis(Math.max(0, first.time() - creation.time()));
        return Draft.of(severity())
                .atLeast(gap.compareTo(settings.highWithin()) < 0 ? Severity.HIGH : severity())
                .atLeast(deleted != null ? Severity.CRITICAL : severity())
                .stage("created", creation)
                .stage("granted", given)
                .stage("deleted", deleted)
                .value("creator", Words.actor(created))
                .value("granter", Words.actor(granted))
                .value("deleter", deleted == null ? null : Findings.value(deleted, "actor"))
                .value("sameActor", sameActor(created, granted))
                .value("privilege", Findings.value(first, PrivilegeGiven.PRIVILEGE))
                .value("gap", Words.duration(gap));
    }

    /** What the account was given since, up to its next creation. */
    private List<Observation> grantsOf(Observation creation, View view) {
        List<Observation> later =
                creations.around(creation, view).stream()
                        .filter(other -> Observation.ORDER.compare(creation, other) < 0)
                        .toList();
        long skew = settings.skew().toMillis();
        return grants.around(creation, view).stream()
                .filter(grant -> !isExcepted(grant))
                .filter(grant -> later.stream().noneMatch(o -> o.time() <= grant.time() + skew))
                .toList();
    }

    private boolean isExcepted(Observation grant) {
        String key = Findings.value(grant, PrivilegeGiven.KEY);
        return key != null && settings.exceptRoles().contains(Privilege.ofKey(key, "").id());
    }

    private @Nullable Observation deletedSoonAfter(List<Observation> given, View view) {
        return given.stream()
                .map(grant -> deletions.first(grant, view, deletion -> true))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static boolean isCreation(Observation life) {
        return Findings.value(life, AccountLife.CREATED) != null;
    }

    private static @Nullable String sameActor(
            @Nullable Observation created, @Nullable Observation granted) {
        Party creator = created == null ? null : created.event().actor();
        Party granter = granted == null ? null : granted.event().actor();
        return creator != null
                        && granter != null
                        && creator.id() != null
                        && creator.id().equals(granter.id())
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
