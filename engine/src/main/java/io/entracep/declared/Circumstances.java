package io.entracep.declared;

import io.entracep.detection.View;
import io.entracep.event.Device;
import io.entracep.event.EntraEvent;
import io.entracep.event.Origin;
import io.entracep.event.Party;
import io.entracep.event.RecordText;
import io.entracep.policy.PolicyInput;
import io.entracep.policy.TenantPolicy;
import io.entracep.rule.Circumstance;
import io.entracep.rule.Circumstance.Subject;
import io.entracep.rule.Circumstance.Trait;
import io.entracep.rule.Word;
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

    /** On so many days something is seen before it is known: one sign-in teaches nothing. */
    private static final int KNOWN_DAYS = 2;

    /** Where sign-ins say in which kind of named location of Conditional Access they were. */
    static final String NAMED_NETWORK = "networkLocationDetails.networkType";

    /** Within a quarter of an hour no working hours begin or end. */
    private static final long QUARTER = Duration.ofMinutes(15).toMillis();

    static final SignalSet CREATIONS = SignalSet.of(Signal.USER_CREATED, Signal.USER_INVITED);

    private final Observation observation;
    private final EntraEvent event;
    private final View view;
    private final TenantPolicy policy;
    private final RecordCircumstances record;

    Circumstances(Observation observation, View view) {
        this.observation = observation;
        this.event = observation.event();
        this.view = view;
        this.policy = view.policy();
        this.record = new RecordCircumstances(event, policy);
    }

    /** Whether all hold. */
    boolean all(List<Circumstance> asked) {
        for (Circumstance each : asked) {
            if (!holds(each)) {
                return false;
            }
        }
        return true;
    }

    /** Whether one holds. */
    boolean any(List<Circumstance> asked) {
        for (Circumstance each : asked) {
            if (holds(each)) {
                return true;
            }
        }
        return false;
    }

    /** Entries of the policy by which something holds, as alerts name them. */
    List<String> entries() {
        return record.entries();
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
            case ACTOR -> RecordText.of(event.actor());
            case TARGET -> event.audit() == null ? "" : RecordText.of(event.audit().targets());
            case APP ->
                    event.signIn() != null
                            ? event.signIn().appId() + event.signIn().appName()
                            : event.audit() == null
                                    ? ""
                                    : RecordText.of(event.audit().initiatingApp());
            case DEVICE -> device.id() + device.managed() + device.compliant();
            case PLACE -> origin.country() + "/" + origin.state() + "/" + origin.city();
            case IP -> String.valueOf(origin.ip());
            case TENANT -> OtherTenants.of(event).toString();
            case URL -> AddedUrls.of(event).toString();
            case TIME -> Long.toString(Math.floorDiv(event.time(), QUARTER));
            case ALERT -> "";
        };
    }

    private boolean holds(Circumstance asked) {
        for (Trait trait : asked.anyOf()) {
            if (holds(asked.subject(), trait)) {
                return true;
            }
        }
        return false;
    }

    private boolean holds(Subject subject, Trait trait) {
        return switch (subject) {
            case ACTOR -> isParty(event.actor(), trait);
            case TARGET -> isParty(target(), trait);
            case APP, DEVICE, PLACE, IP, URL, TENANT, TIME ->
                    record.holds(subject, trait) || isRemembered(subject, trait);
            case ALERT -> view.isOpen(trait.name(), observation.time());
        };
    }

    private boolean isParty(@Nullable Party party, Trait trait) {
        String id = party == null ? null : party.id();
        String name = party == null ? null : party.name();
        return switch (trait.word()) {
            case PRIVILEGED -> isPrivileged(party);
            case TIER_ZERO ->
                    isSubject(party) && view.privileges().isTierZero(name, observation.time());
            case VIP -> policy.holds(PolicyInput.VIP_ACCOUNTS, id, name);
            case BREAK_GLASS -> policy.holds(PolicyInput.BREAK_GLASS_ACCOUNTS, id, name);
            case GUEST -> isGuest(party);
            case JUST_CREATED -> isSubject(party) && isJustCreated();
            case ALLOWED_NAME -> policy.isAllowedName(id, name);
            case WORKLOAD -> party != null && party.kind() != null && !party.is("User");
            case ACTOR -> id != null && id.equals(event.actorId());
            case ON_LIST -> record.isOnList(trait, id, name);
            default -> false;
        };
    }

    private boolean isPrivileged(@Nullable Party party) {
        if (party == null) {
            return false;
        }
        return policy.holds(PolicyInput.PRIVILEGED_ACCOUNTS, party.id(), party.name())
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

    /** What an earlier sign-in of the actor makes known. */
    private boolean isRemembered(Subject subject, Trait trait) {
        Origin origin = event.origin();
        if (trait.word() == Word.NAMED_NETWORK) {
            String kinds = event.fields().get(NAMED_NETWORK);
            return kinds != null && kinds.toLowerCase(Locale.ROOT).contains("trusted");
        }
        if (trait.word() == Word.KNOWN_COUNTRY) {
            return isKnown(ProfileKind.COUNTRY, origin.country(), 1);
        }
        if (trait.word() == Word.KNOWN) {
            return switch (subject) {
                case DEVICE -> isKnown(ProfileKind.DEVICE, event.device().id(), KNOWN_DAYS);
                case IP -> isKnown(ProfileKind.NETWORK, origin.network(), KNOWN_DAYS);
                default -> false;
            };
        }
        return trait.word() == Word.NEW
                && switch (subject) {
                    case DEVICE -> isNew(ProfileKind.DEVICE, event.device().id());
                    case PLACE -> isNew(ProfileKind.LOCATION, Habits.location(event));
                    case IP -> isNew(ProfileKind.NETWORK, origin.network());
                    default -> false;
                };
    }

    private boolean isKnown(ProfileKind kind, @Nullable String value, int days) {
        return isSubject(event.actor())
                && view.baseline().closedDays(kind, value, observation.time()) >= days;
    }

    private boolean isNew(ProfileKind kind, @Nullable String value) {
        return isSubject(event.actor())
                && view.baseline().isNew(kind, value, observation.time(), 1);
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
}
