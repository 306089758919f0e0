package io.entracep.declared;

import io.entracep.detection.View;
import io.entracep.event.Device;
import io.entracep.event.EntraEvent;
import io.entracep.event.Origin;
import io.entracep.event.Party;
import io.entracep.policy.TenantPolicy;
import io.entracep.policy.WorkingHours;
import io.entracep.rule.Circumstance;
import io.entracep.rule.Circumstance.Subject;
import io.entracep.rule.Circumstance.Trait;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.state.Habits;
import io.entracep.state.ProfileKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Answers what rules ask of policy and memory, as of the time of one observation. What a person
 * holds or did is known at that person's entity only; of others the policy is asked.
 */
final class Circumstances {
    /** How long an account is just created. */
    static final Duration JUST_CREATED = Duration.ofDays(1);

    /** Within a quarter of an hour no working hours begin or end. */
    private static final long QUARTER = Duration.ofMinutes(15).toMillis();

    static final SignalSet CREATIONS = SignalSet.of(Signal.USER_CREATED, Signal.USER_INVITED);

    private final Observation observation;
    private final EntraEvent event;
    private final View view;
    private final TenantPolicy policy;
    private final List<String> entries = new ArrayList<>(0);

    Circumstances(Observation observation, View view) {
        this.observation = observation;
        this.event = observation.event();
        this.view = view;
        this.policy = view.policy();
    }

    /** Whether all hold. */
    boolean all(List<Circumstance> asked) {
        return asked.stream().allMatch(this::holds);
    }

    /** Whether one holds. */
    boolean any(List<Circumstance> asked) {
        return asked.stream().anyMatch(this::holds);
    }

    /** Entries of the policy by which something holds, as alerts name them. */
    List<String> entries() {
        return entries;
    }

    /** In words, for who reads the alert. */
    static String words(Circumstance asked, boolean holds) {
        List<String> traits = new ArrayList<>();
        for (Trait trait : asked.anyOf()) {
            traits.add(
                    trait.word().word().isEmpty()
                            ? "on the list " + trait.name()
                            : trait.word().word());
        }
        String is = asked.subject() == Subject.TIME ? "within " : "";
        return asked.subject().word()
                + " is "
                + (holds ? "" : "not ")
                + is
                + String.join(" or ", traits);
    }

    /** What the record alone says of the subject; equal where every answer is. */
    static String variant(Subject subject, EntraEvent event) {
        Device device = event.device();
        Origin origin = event.origin();
        return switch (subject) {
            case ACTOR -> String.valueOf(event.actor());
            case TARGET -> event.audit() == null ? "" : event.audit().targets().toString();
            case APP ->
                    event.signIn() != null
                            ? event.signIn().appId() + event.signIn().appName()
                            : event.audit() == null ? "" : "" + event.audit().initiatingApp();
            case DEVICE -> device.id() + device.managed() + device.compliant();
            case PLACE -> origin.country() + "/" + origin.state() + "/" + origin.city();
            case IP -> String.valueOf(origin.ip());
            case TIME -> Long.toString(Math.floorDiv(event.time(), QUARTER));
            case ALERT -> "";
        };
    }

    private boolean holds(Circumstance asked) {
        return asked.anyOf().stream().anyMatch(trait -> holds(asked.subject(), trait));
    }

    private boolean holds(Subject subject, Trait trait) {
        return switch (subject) {
            case ACTOR -> isParty(event.actor(), trait);
            case TARGET -> isParty(target(), trait);
            case APP -> isOnList(trait, appId(), appName());
            case DEVICE -> isDevice(event.device(), trait);
            case PLACE -> isPlace(event.origin(), trait);
            case IP -> isAddress(event.origin(), trait);
            case TIME -> isTime(trait);
            case ALERT -> false;
        };
    }

    private boolean isParty(@Nullable Party party, Trait trait) {
        String id = party == null ? null : party.id();
        String name = party == null ? null : party.name();
        return switch (trait.word()) {
            case PRIVILEGED -> isPrivileged(party);
            case TIER_ZERO ->
                    isSubject(party) && view.privileges().isTierZero(name, observation.time());
            case VIP -> policy.isVip(id, name);
            case BREAK_GLASS -> policy.isBreakGlass(id, name);
            case GUEST -> isGuest(party);
            case JUST_CREATED -> isSubject(party) && isJustCreated();
            case WORKLOAD -> party != null && party.kind() != null && !party.is("User");
            case ACTOR -> id != null && id.equals(event.actorId());
            case ON_LIST -> isOnList(trait, id, name);
            default -> false;
        };
    }

    private boolean isPrivileged(@Nullable Party party) {
        if (party == null) {
            return false;
        }
        return policy.isPrivilegedAccount(party.id(), party.name())
                || (isSubject(party)
                        && view.privileges().reason(party.name(), observation.time()) != null);
    }

    /** Whether it is the one whose state this is. */
    private boolean isSubject(@Nullable Party party) {
        return party != null && view.entity().id().equals(party.id());
    }

    private boolean isGuest(@Nullable Party party) {
        boolean signedIn = event.signIn() != null && "guest".equals(event.signIn().userType());
        return (signedIn && Objects.equals(party, event.actor()))
                || (party != null
                        && party.name() != null
                        && party.name().toLowerCase(Locale.ROOT).contains("#ext#"));
    }

    private boolean isJustCreated() {
        return view.latestBefore(
                        observation,
                        JUST_CREATED,
                        CREATIONS,
                        creation -> creation.plays(Roles.TARGET))
                != null;
    }

    private boolean isDevice(Device device, Trait trait) {
        return switch (trait.word()) {
            case PAW -> policy.isPaw(device.id());
            case MANAGED -> device.managed();
            case COMPLIANT -> device.compliant();
            case UNKNOWN -> device.id() == null;
            case NEW -> isNew(ProfileKind.DEVICE, device.id());
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
            case NEW -> isNew(ProfileKind.LOCATION, Habits.location(event));
            case KNOWN_COUNTRY ->
                    isSubject(event.actor())
                            && view.baseline()
                                    .isKnown(
                                            ProfileKind.COUNTRY,
                                            origin.country(),
                                            observation.time());
            case ON_LIST -> isOnList(trait, origin.country(), origin.city());
            default -> false;
        };
    }

    private boolean isAddress(Origin origin, Trait trait) {
        return switch (trait.word()) {
            case CORPORATE -> policy.isCorporateEgress(origin.ip());
            case APPROVED_NETWORK -> policy.isApprovedNetwork(origin.ip());
            case UNKNOWN -> origin.ip() == null;
            case NEW -> isNew(ProfileKind.NETWORK, origin.network());
            case ON_LIST -> isOnList(trait, origin.ip(), null);
            default -> false;
        };
    }

    private boolean isNew(ProfileKind kind, @Nullable String value) {
        return isSubject(event.actor())
                && view.baseline().isNew(kind, value, observation.time(), 1);
    }

    private boolean isTime(Trait trait) {
        return switch (trait.word()) {
            case WORKING_HOURS -> isWithinWorkingHours();
            case CHANGE_WINDOW -> policy.isChangeWindow(observation.time());
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
        return hours != null && hours.contains(observation.time());
    }

    private boolean isOnList(Trait trait, @Nullable String id, @Nullable String name) {
        String entry = PolicyLists.entry(policy, trait.name(), id, name);
        if (entry != null) {
            entries.add(entry);
        }
        return entry != null;
    }

    private @Nullable Party target() {
        if (event.audit() == null) {
            return event.risk() == null ? null : event.actor();
        }
        Party user = event.audit().target("User");
        return user != null || event.audit().targets().isEmpty()
                ? user
                : event.audit().targets().get(0);
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
