package io.entracep.signal;

import io.entracep.decode.ErrorCodes;
import io.entracep.event.Audit;
import io.entracep.event.Category;
import io.entracep.event.EntraEvent;
import io.entracep.event.Party;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells from which entities an event is seen. No id, no entity; except accounts of the directory of
 * which the record gives the name only.
 */
public final class Observer {
    /** A user agent is cut here where it names an entity. */
    private static final int MAX_AGENT = 256;

    /** What an address is told of a sign-in: failures, and proofs of a password. */
    private static final SignalSet SEEN_FROM_SOURCE =
            SignalSet.of(
                    Signal.SIGN_IN_FAILURE,
                    Signal.SIGN_IN_PASSWORD_VALID,
                    Signal.SIGN_IN_INTERRUPT);

    private static final SignalSet SEEN_FROM_TENANT = SignalSet.of(Signal.SIGN_IN_LOCKED_OUT);

    private static final Pattern DELETED_NAME =
            Pattern.compile(
                    "([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})_?(.+@.+)");

    private Observer() {}

    /** The observations of the event, at most one per entity. */
    public static List<Observation> observe(EntraEvent event) {
        return observe(event, Classifier.classify(event));
    }

    /** The observations of an event with these signals, at most one per entity. */
    public static List<Observation> observe(EntraEvent event, SignalSet signals) {
        if (signals.isEmpty()) {
            return List.of();
        }
        Seen seen = new Seen(event, signals);
        Party actor = event.actor();
        boolean isRisk = event.risk() != null;
        if (actor != null) {
            seen.by(typeOf(actor.kind()), actor.id(), isRisk ? Roles.TARGET : Roles.ACTOR);
            if (actor.id() == null && isOfDirectory(event)) {
                seen.byName(actor, Roles.ACTOR);
            }
        }
        if (signals.has(Signal.SIGN_IN)) {
            seenFromSources(event, signals, seen);
        }
        Audit audit = event.audit();
        if (audit != null) {
            for (Party target : audit.targets()) {
                seen.by(typeOf(target.kind()), target.id(), Roles.TARGET);
                if (target.id() == null && event.category() == Category.AUDIT) {
                    seen.byName(target, Roles.TARGET);
                }
            }
            seenFromPrincipal(event, audit, seen);
            if (signals.has(Signal.CONDITIONAL_ACCESS_CHANGED)) {
                seenFromExcluded(event, seen);
            }
        }
        return seen.observations;
    }

    /**
     * Whether the name is that of an account, and not what somebody typed: such names would fill
     * state.
     */
    private static boolean isOfDirectory(EntraEvent event) {
        return (event.category() == Category.SIGN_IN
                        || event.category() == Category.NON_INTERACTIVE_SIGN_IN)
                && event.errorCode() != ErrorCodes.USER_NOT_FOUND;
    }

    private static void seenFromSources(EntraEvent event, SignalSet signals, Seen seen) {
        String network = event.origin().network();
        if (network != null && signals.intersects(SEEN_FROM_SOURCE)) {
            seen.by(EntityType.IP, network, Roles.SOURCE);
        }
        // Addresses that Entra blocks try accounts all day: none of them is locked.
        if (signals.intersects(SEEN_FROM_TENANT) && !signals.has(Signal.SIGN_IN_ADDRESS_BLOCKED)) {
            seen.by(EntityType.TENANT, event.tenantId(), Roles.OBJECT);
        }
    }

    /** Network and user agent: the program that a record came from; null where one is unknown. */
    public static @Nullable String clientOf(EntraEvent event) {
        String agent = event.origin().userAgent();
        if (agent == null || event.origin().asn() == 0) {
            return null;
        }
        return "AS"
                + event.origin().asn()
                + " "
                + (agent.length() > MAX_AGENT ? agent.substring(0, MAX_AGENT) : agent);
    }

    /** Who is given a role in Azure; of an unnamed type it may be a person or a group. */
    private static void seenFromPrincipal(EntraEvent event, Audit audit, Seen seen) {
        String principal =
                event.category() == Category.AZURE_ACTIVITY ? audit.detail("principalId") : null;
        EntityType type = typeOf(audit.detail("principalType"));
        if (principal != null && type == null) {
            seen.by(EntityType.GROUP, principal, Roles.TARGET);
        }
        seen.by(type == null ? EntityType.USER : type, principal, Roles.TARGET);
    }

    /** Accounts for which a policy no longer holds, or holds again. */
    private static void seenFromExcluded(EntraEvent event, Seen seen) {
        PolicyExclusions exclusions = PolicyExclusions.of(event);
        exclusions.added().forEach(id -> seen.by(EntityType.USER, id, Roles.OBJECT));
        exclusions.removed().forEach(id -> seen.by(EntityType.USER, id, Roles.OBJECT));
    }

    private static @Nullable EntityType typeOf(@Nullable String kind) {
        if (kind == null) {
            return null;
        }
        return switch (kind) {
            case "User" -> EntityType.USER;
            case "ServicePrincipal" -> EntityType.SERVICE_PRINCIPAL;
            case "Application" -> EntityType.APPLICATION;
            case "Group" -> EntityType.GROUP;
            default -> null;
        };
    }

    /** Collects observations; parts of one entity join. */
    private static final class Seen {
        private final EntraEvent event;
        private final SignalSet signals;
        private final List<Observation> observations = new ArrayList<>(4);

        Seen(EntraEvent event, SignalSet signals) {
            this.event = event;
            this.signals = signals;
        }

        /**
         * An account of which the record gives no id, by its name. The name of a deleted account
         * begins with the digits of its id.
         */
        void byName(Party account, int role) {
            String name = account.name();
            if (!account.is("User") || name == null || name.indexOf('@') <= 0) {
                return;
            }
            Matcher deleted = DELETED_NAME.matcher(name);
            if (deleted.matches()) {
                by(EntityType.USER, deleted.replaceFirst("$1-$2-$3-$4-$5"), role);
                name = deleted.group(6);
            }
            by(EntityType.USER, name, role);
        }

        void by(@Nullable EntityType type, @Nullable String id, int role) {
            if (type == null || id == null || id.isEmpty()) {
                return;
            }
            for (int i = 0; i < observations.size(); i++) {
                Observation known = observations.get(i);
                if (known.entity().type() == type && known.entity().id().equals(id)) {
                    observations.set(
                            i,
                            new Observation(
                                    known.entity(), known.roles() | role, signals, event, null));
                    return;
                }
            }
            observations.add(
                    new Observation(
                            new Entity(type, event.tenantId(), id), role, signals, event, null));
        }
    }
}
