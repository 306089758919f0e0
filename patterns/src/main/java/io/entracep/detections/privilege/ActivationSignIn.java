package io.entracep.detections.privilege;

import io.entracep.detection.View;
import io.entracep.event.Audit;
import io.entracep.event.EntraEvent;
import io.entracep.policy.TenantPolicy;
import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import io.entracep.state.ProfileKind;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Which sign-in is behind an activation, and what its network says.
 *
 * @param activation the activation
 * @param signIns the account's own successful sign-ins before it, in order
 * @param apps applications that can activate a role
 * @param close how far before the activation a sign-in is surely its own
 * @param view of the account
 */
record ActivationSignIn(
        Observation activation,
        List<Observation> signIns,
        ActivatingApps apps,
        Duration close,
        View view) {

    /** That the network is strange, in words. */
    static final String UNKNOWN = "the account is not known at that address";

    /** What it asks. */
    static final Set<ProfileKind> CALENDARS =
            Set.of(ProfileKind.NETWORK, ProfileKind.ASN, ProfileKind.COUNTRY, ProfileKind.SIGN_IN);

    /** Days of sign-ins after which a network that was never seen says something. */
    private static final int LEARNED = 5;

    /**
     * The sign-in of the session that the record names, else of its device; else the latest of the
     * best that can have activated a role: from its network, by its user agent. Only where there is
     * none of these, any other. Null where there is none at all.
     */
    @Nullable Observation best() {
        String session = detail(Audit.SESSION);
        Observation linked =
                session == null ? null : latest(o -> session.equals(session(o)), o -> 0);
        String device = detail(Audit.DEVICE);
        if (linked == null && device != null) {
            linked = latest(o -> device.equals(o.event().device().id()), this::likeness);
        }
        if (linked == null) {
            linked = latest(o -> apps.has(o) || isSameAgent(o), this::likeness);
        }
        return linked != null
                ? linked
                : latest(
                        o -> true,
                        o ->
                                (isSameNetwork(o) ? 4 : 0)
                                        + (o.has(Signal.SIGN_IN_INTERACTIVE) ? 2 : 0)
                                        + (isClose(o) ? 1 : 0));
    }

    boolean isClose(Observation signIn) {
        return activation.time() - signIn.time() <= close.toMillis();
    }

    boolean isSameNetwork(Observation signIn) {
        String network = network(activation);
        return network != null && network.equals(network(signIn));
    }

    /** Why a workstation's sign-in does not speak for the activation; null where it does. */
    @Nullable String doubt(Observation workstation) {
        if (isElsewhere(workstation)) {
            return UNKNOWN;
        }
        return isForeign(workstation) ? "the workstation was never seen in that network" : null;
    }

    /**
     * Whether the activation came from a network that has nothing to do with the workstation's
     * sign-in: the account is not known there, no workstation signed in from there, and it is not
     * the organisation's own. The two families of addresses of one line cannot be compared.
     */
    private boolean isElsewhere(Observation workstation) {
        TenantPolicy policy = view.policy();
        if (isSameNetwork(workstation) || isKnownNetwork()) {
            return false;
        }
        String network = network(activation);
        boolean otherFamily =
                network(workstation) != null && isIpv6(network) != isIpv6(network(workstation));
        return !(otherFamily && isClose(workstation))
                && signIns.stream()
                        .noneMatch(
                                o ->
                                        isSameNetwork(o)
                                                && Workstations.isPaw(o.event().device(), policy));
    }

    /** Whether it came from where the account, of which enough was seen, never was. */
    boolean isStrange() {
        return !isKnownNetwork()
                && view.baseline().hasLearned(ProfileKind.SIGN_IN, LEARNED, activation.time());
    }

    /** Whether nothing speaks against the network of the activation, where it tells one. */
    private boolean isKnownNetwork() {
        String network = network(activation);
        return network == null
                || view.policy().isApprovedNetwork(activation.event().origin().ip())
                || view.baseline().isKnown(ProfileKind.NETWORK, network, activation.time());
    }

    /**
     * Whether a workstation's id was presented from an address that the account does not know, and
     * from a provider or a country that it does not know, where it has learned, or had used another
     * workstation or place just before: it may be stolen.
     */
    private boolean isForeign(Observation workstation) {
        EntraEvent event = workstation.event();
        long time = workstation.time();
        TenantPolicy policy = view.policy();
        if (event.origin().network() == null
                || policy.isApprovedNetwork(event.origin().ip())
                || policy.isVpn(event.origin().ip(), event.origin().asn())
                || view.baseline().isKnown(ProfileKind.NETWORK, network(workstation), time)
                || (view.baseline().isKnown(ProfileKind.ASN, asn(event), time)
                        && view.baseline()
                                .isKnown(ProfileKind.COUNTRY, event.origin().country(), time))) {
            return false;
        }
        return view.baseline().hasLearned(ProfileKind.SIGN_IN, LEARNED, time)
                || signIns.stream()
                        .filter(o -> Workstations.isPaw(o.event().device(), policy))
                        .filter(o -> Observation.ORDER.compare(o, workstation) < 0)
                        .anyMatch(o -> isOtherPlace(o.event(), event));
    }

    private static boolean isOtherPlace(EntraEvent one, EntraEvent other) {
        return !Objects.equals(one.origin().network(), other.origin().network())
                && (one.origin().asn() != other.origin().asn()
                        || !Objects.equals(one.origin().country(), other.origin().country()));
    }

    private @Nullable Observation latest(
            Predicate<Observation> test, ToIntFunction<Observation> likeness) {
        Observation best = null;
        for (Observation signIn : signIns) {
            if (test.test(signIn)
                    && (best == null || likeness.applyAsInt(signIn) >= likeness.applyAsInt(best))) {
                best = signIn;
            }
        }
        return best;
    }

    private int likeness(Observation signIn) {
        return (isSameNetwork(signIn) ? 4 : 0)
                + (isSameAgent(signIn) ? 2 : 0)
                + (isClose(signIn) ? 1 : 0);
    }

    private boolean isSameAgent(Observation signIn) {
        String agent = activation.event().origin().userAgent();
        return agent != null && agent.equals(signIn.event().origin().userAgent());
    }

    private @Nullable String detail(String key) {
        Audit audit = activation.event().audit();
        return audit == null ? null : audit.detail(key);
    }

    private static @Nullable String session(Observation signIn) {
        return signIn.event().signIn() == null ? null : signIn.event().signIn().sessionId();
    }

    private static @Nullable String network(Observation observation) {
        return observation.event().origin().network();
    }

    private static boolean isIpv6(@Nullable String network) {
        return network != null && network.indexOf(':') >= 0;
    }

    private static @Nullable String asn(EntraEvent event) {
        return event.origin().asn() == 0 ? null : Long.toString(event.origin().asn());
    }
}
