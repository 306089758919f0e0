package io.entracep.declared;

import io.entracep.event.Device;
import io.entracep.event.EntraEvent;
import io.entracep.event.Origin;
import io.entracep.event.Party;
import io.entracep.policy.PolicyInput;
import io.entracep.policy.TenantPolicy;
import io.entracep.policy.WorkingHours;
import io.entracep.rule.Circumstance;
import io.entracep.rule.Circumstance.Subject;
import io.entracep.rule.Circumstance.Trait;
import io.entracep.rule.Word;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Answers what rules ask of one record and the policy, without memory. */
final class RecordCircumstances {
    private static final Set<Subject> SUBJECTS =
            EnumSet.of(
                    Subject.APP,
                    Subject.DEVICE,
                    Subject.PLACE,
                    Subject.IP,
                    Subject.URL,
                    Subject.TENANT,
                    Subject.TIME);

    private static final Set<Word> WORDS =
            EnumSet.of(
                    Word.PAW,
                    Word.MANAGED,
                    Word.COMPLIANT,
                    Word.APPROVED_CLIENT,
                    Word.UNKNOWN,
                    Word.APPROVED_COUNTRY,
                    Word.CORPORATE,
                    Word.APPROVED_NETWORK,
                    Word.WORKING_HOURS,
                    Word.CHANGE_WINDOW,
                    Word.ADDED,
                    Word.FOREIGN,
                    Word.ANYBODYS,
                    Word.ON_LIST);

    private final EntraEvent event;
    private final TenantPolicy policy;
    private final List<String> entries = new ArrayList<>(0);

    RecordCircumstances(EntraEvent event, TenantPolicy policy) {
        this.event = event;
        this.policy = policy;
    }

    /** Whether record and policy alone decide it. */
    static boolean decide(Subject subject, Trait trait) {
        return SUBJECTS.contains(subject) && WORDS.contains(trait.word());
    }

    /** Whether no memory can make it hold. */
    boolean neverHolds(Circumstance asked) {
        for (Trait trait : asked.anyOf()) {
            if (!decide(asked.subject(), trait) || holds(asked.subject(), trait)) {
                return false;
            }
        }
        return true;
    }

    /** Whether it holds whatever memory says. */
    boolean alwaysHolds(Circumstance asked) {
        for (Trait trait : asked.anyOf()) {
            if (decide(asked.subject(), trait) && holds(asked.subject(), trait)) {
                return true;
            }
        }
        return false;
    }

    /** What is decided here; false for anything else. */
    boolean holds(Subject subject, Trait trait) {
        return switch (subject) {
            case APP -> isOnList(trait, appId(), appName());
            case DEVICE -> isDevice(event.device(), trait);
            case PLACE -> isPlace(event.origin(), trait);
            case IP -> isAddress(event.origin(), trait);
            case URL -> isUrl(trait);
            case TENANT -> areOnList(trait, OtherTenants.of(event));
            case TIME -> isTime(trait);
            case ACTOR, TARGET, ALERT -> false;
        };
    }

    /** One that is not on the list is not hidden by one that is. */
    private boolean areOnList(Trait trait, Set<String> tenants) {
        return !tenants.isEmpty() && tenants.stream().allMatch(id -> isOnList(trait, id, null));
    }

    /** Entries of the policy by which something held, as alerts name them. */
    List<String> entries() {
        return entries;
    }

    boolean isOnList(Trait trait, @Nullable String id, @Nullable String name) {
        String entry =
                trait.word() == Word.ON_LIST
                        ? PolicyLists.entry(policy, trait.name(), id, name)
                        : null;
        if (entry != null) {
            entries.add(entry);
        }
        return entry != null;
    }

    private boolean isDevice(Device device, Trait trait) {
        return switch (trait.word()) {
            case PAW -> policy.holds(PolicyInput.PAW_DEVICES, device.id());
            case MANAGED -> device.managed();
            case COMPLIANT -> device.compliant();
            case APPROVED_CLIENT ->
                    policy.isApprovedClient(device.browser(), device.operatingSystem());
            case UNKNOWN -> device.id() == null;
            case ON_LIST -> isOnList(trait, device.id(), device.name());
            default -> false;
        };
    }

    private boolean isPlace(Origin origin, Trait trait) {
        Party actor = event.actor();
        return switch (trait.word()) {
            case APPROVED_COUNTRY ->
                    policy.isApprovedCountry(
                            origin.country(),
                            actor == null ? null : actor.id(),
                            actor == null ? null : actor.name());
            case UNKNOWN -> origin.country() == null;
            case ON_LIST -> isOnList(trait, origin.country(), origin.city());
            default -> false;
        };
    }

    private boolean isAddress(Origin origin, Trait trait) {
        return switch (trait.word()) {
            case CORPORATE -> policy.holds(PolicyInput.CORPORATE_EGRESS, origin.ip());
            case APPROVED_NETWORK -> policy.isApprovedNetwork(origin.ip());
            case UNKNOWN -> origin.ip() == null;
            case ON_LIST -> isOnList(trait, origin.ip(), null);
            default -> false;
        };
    }

    private boolean isUrl(Trait trait) {
        AddedUrls added = AddedUrls.of(event);
        return switch (trait.word()) {
            case ADDED -> !added.isEmpty();
            case FOREIGN ->
                    policy.has(PolicyInput.APPROVED_DOMAINS)
                            && added.anyHost(host -> !isApproved(host));
            case ANYBODYS -> added.anyOfAnybody();
            default -> false;
        };
    }

    /** Whether the policy approves the domain, or one that it lies under. */
    private boolean isApproved(String host) {
        for (String domain = host; ; domain = domain.substring(domain.indexOf('.') + 1)) {
            if (policy.isApprovedDomain(domain)) {
                return true;
            }
            if (domain.indexOf('.') < 0) {
                return false;
            }
        }
    }

    private boolean isTime(Trait trait) {
        return switch (trait.word()) {
            case WORKING_HOURS -> isWithinWorkingHours();
            case CHANGE_WINDOW -> policy.isChangeWindow(event.time());
            default -> false;
        };
    }

    private boolean isWithinWorkingHours() {
        Party actor = event.actor();
        WorkingHours hours =
                policy.workingHoursOf(
                        actor == null ? null : actor.id(),
                        actor == null ? null : actor.name(),
                        event.origin().country());
        return hours != null && hours.contains(event.time());
    }

    private @Nullable String appId() {
        if (event.signIn() != null) {
            return event.signIn().appId();
        }
        Party actor = event.actor();
        return actor == null || actor.is("User") ? null : actor.id();
    }

    private @Nullable String appName() {
        return event.signIn() != null
                ? event.signIn().appName()
                : event.audit() == null ? null : event.audit().initiatingApp();
    }
}
