package io.entracep.detections.signin;

import io.entracep.detection.Affected;
import io.entracep.detection.Draft;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.event.Device;
import io.entracep.event.EntraEvent;
import io.entracep.event.Origin;
import io.entracep.event.Party;
import io.entracep.policy.PolicyInput;
import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import io.entracep.state.ProfileKind;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What sign-ins tell that several detections count or name. Pure functions. */
public final class Attempts {
    /** How many names a text lists. */
    private static final int NAMED = 10;

    private Attempts() {}

    /** Account that was tried: object id, else the name; null where the record has neither. */
    public static @Nullable String account(Observation attempt) {
        Party actor = attempt.event().actor();
        if (actor == null) {
            return null;
        }
        return actor.id() != null ? actor.id() : actor.name();
    }

    /** User principal name, null where the record has none. Attacker-controlled text. */
    static @Nullable String name(Observation attempt) {
        Party actor = attempt.event().actor();
        return actor == null ? null : actor.name();
    }

    /** IPv4 address or IPv6 /64, null where unknown. */
    static @Nullable String network(Observation attempt) {
        return attempt.event().origin().network();
    }

    /** {@code DE/Berlin/Berlin}; null where the country is unknown. */
    static @Nullable String place(Observation attempt) {
        Origin origin = attempt.event().origin();
        return origin.country() == null
                ? null
                : Stream.of(origin.country(), origin.state(), origin.city())
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining("/"));
    }

    /** Client application in lower case, null where unknown. */
    static @Nullable String clientApp(Observation attempt) {
        EntraEvent event = attempt.event();
        return event.signIn() == null || event.signIn().clientApp() == null
                ? null
                : event.signIn().clientApp().strip().toLowerCase(Locale.ROOT);
    }

    /** Why the account was privileged at that time, in words; null where it was not. */
    static @Nullable String privilege(Observation attempt, View view) {
        return view.privileges().reason(name(attempt), attempt.time());
    }

    /**
     * Whether a service of the vendor refreshed a token for the person: the address is that of a
     * data centre and says nothing of where anybody is.
     */
    static boolean isOfVendorsService(Observation signIn, View view) {
        return !signIn.has(Signal.SIGN_IN_INTERACTIVE)
                && view.policy().isMicrosoftNetwork(signIn.event().origin().asn());
    }

    /** Whether the account was seen on a closed day from this network. */
    static boolean isFromKnownNetwork(Observation attempt, View view) {
        return view.baseline().isKnown(ProfileKind.NETWORK, network(attempt), attempt.time());
    }

    /**
     * Whether the account never worked from there: neither the address nor its autonomous system
     * was seen on a closed day, and it is not the organisation's own.
     */
    static boolean isStrange(Observation attempt, View view) {
        return !isFromKnownNetwork(attempt, view)
                && !isFromKnownSystem(attempt, view)
                && !isFromOwnNetwork(attempt, view);
    }

    /** Whether the account was seen on a closed day from this autonomous system. */
    static boolean isFromKnownSystem(Observation attempt, View view) {
        long asn = attempt.event().origin().asn();
        return asn != 0
                && view.baseline().isKnown(ProfileKind.ASN, Long.toString(asn), attempt.time());
    }

    /** Whether it presents a device that the account used on a closed day. */
    static boolean hasKnownDevice(Observation attempt, View view) {
        return view.baseline()
                .isKnown(ProfileKind.DEVICE, attempt.event().device().id(), attempt.time());
    }

    /** The device that it presents, where the account used it on a closed day; null for none. */
    static @Nullable String knownDevice(Observation attempt, View view) {
        Device device = attempt.event().device();
        if (!hasKnownDevice(attempt, view)) {
            return null;
        }
        return device.name() != null ? device.name() : device.id();
    }

    /**
     * Whether the one goes on where the other stopped: with its correlation id, or, where a client
     * started its flow anew, at its application from its address.
     */
    static boolean isSameFlow(Observation stopped, Observation later) {
        String flow = stopped.event().correlationId();
        String app = appId(stopped);
        String ip = stopped.event().origin().ip();
        return (flow != null && flow.equals(later.event().correlationId()))
                || (app != null
                        && ip != null
                        && app.equals(appId(later))
                        && ip.equals(later.event().origin().ip()));
    }

    private static @Nullable String appId(Observation attempt) {
        return attempt.event().signIn() == null ? null : attempt.event().signIn().appId();
    }

    /** Whether both come from one address or one autonomous system. */
    static boolean sameSource(Observation one, Observation other) {
        long asn = one.event().origin().asn();
        String network = network(one);
        return (asn != 0 && asn == other.event().origin().asn())
                || (network != null && network.equals(network(other)));
    }

    /** Whether the address is the organisation's own or of its VPN. */
    static boolean isFromOwnNetwork(Observation attempt, View view) {
        Origin origin = attempt.event().origin();
        return view.policy().holds(PolicyInput.CORPORATE_EGRESS, origin.ip())
                || view.policy().isVpn(origin.ip(), origin.asn());
    }

    /** High for a privileged account, whose reason it names. */
    static Draft gradedByPrivilege(Severity ordinary, Observation attempt, View view) {
        String privilege = privilege(attempt, view);
        Draft draft = Draft.of(ordinary).value("privilege", privilege);
        return privilege == null ? draft : draft.atLeast(Severity.HIGH);
    }

    /** High for a privileged account and for a person of note, whose reasons it names. */
    static Draft graded(Severity ordinary, Observation attempt, View view) {
        String id = view.entity().id();
        String name = name(attempt);
        Draft draft = gradedByPrivilege(ordinary, attempt, view);
        return view.policy().holds(PolicyInput.VIP_ACCOUNTS, id, name)
                ? draft.atLeast(Severity.HIGH)
                        .policyEntry(view.policy().entry(PolicyInput.VIP_ACCOUNTS, id, name))
                : draft;
    }

    /** How many different values there are, unknown ones left out. */
    static int distinct(
            Collection<Observation> attempts, Function<Observation, @Nullable String> value) {
        return (int) attempts.stream().map(value).filter(Objects::nonNull).distinct().count();
    }

    /** Names of the accounts for a text, sorted; null for none. Attacker-controlled text. */
    public static @Nullable String names(Collection<Observation> attempts) {
        return listed(
                attempts.stream()
                        .map(attempt -> attempt.event().actor())
                        .filter(Objects::nonNull)
                        .map(Party::label));
    }

    /** The accounts of the attempts, by name. */
    static List<Affected> affected(Collection<Observation> attempts, String what) {
        Map<String, Affected> accounts = new HashMap<>();
        for (Observation attempt : attempts) {
            String account = account(attempt);
            if (account != null) {
                String name = name(attempt);
                Affected known = accounts.get(account);
                if (known == null || isLess(name, known.name())) {
                    accounts.put(account, new Affected(account, name, what));
                }
            }
        }
        return accounts.values().stream()
                .sorted(
                        Comparator.comparing(
                                        Affected::name,
                                        Comparator.nullsLast(Comparator.naturalOrder()))
                                .thenComparing(Affected::id))
                .toList();
    }

    /** Of several names of one account the least, so that none depends on the order. */
    private static boolean isLess(@Nullable String name, @Nullable String other) {
        return name != null && (other == null || name.compareTo(other) < 0);
    }

    /** Different values for a text, sorted; null for none. */
    static @Nullable String listed(Stream<String> values) {
        List<String> sorted = values.distinct().sorted().toList();
        if (sorted.isEmpty()) {
            return null;
        }
        String first = sorted.stream().limit(NAMED).collect(Collectors.joining(", "));
        int more = sorted.size() - NAMED;
        return more <= 0 ? first : first + " and " + more + " more";
    }
}
