package io.entracep.detections.spray;

import io.entracep.detection.View;
import io.entracep.event.EntraEvent;
import io.entracep.event.Origin;
import io.entracep.event.SignIn;
import io.entracep.policy.PolicyInput;
import io.entracep.policy.TenantPolicy;
import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import io.entracep.state.ProfileKind;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What makes a sign-in strange to its account. Pure functions, asked at the account. */
final class Strangers {
    /** How well an account knows where a sign-in comes from. */
    enum Knowledge {
        /** It succeeded from the address, or presents a device that it used, or it is its own. */
        KNOWN,
        /** It succeeded from another address of the provider. */
        PROVIDER,
        NONE
    }

    private static final Set<ProfileKind> PROFILE =
            Set.of(ProfileKind.NETWORK, ProfileKind.ASN, ProfileKind.DEVICE);

    /**
     * The password was right and something else stopped the sign-in for good or for a second
     * factor. Steps that every sign-in goes through (staying signed in, consent) are not among
     * them.
     */
    private static final Set<Integer> STOPPED =
            Set.of(
                    50055, 50144, 50072, 50074, 50076, 50078, 50079, 50158, 50005, 50131, 500121,
                    53000, 53001, 53002, 53003, 53004, 530032, 530034, 530035);

    private Strangers() {}

    static Set<ProfileKind> profile() {
        return PROFILE;
    }

    /** By what the account did on closed days; one without any knows nothing. */
    static Knowledge knowledge(Observation signIn, View view) {
        Origin origin = signIn.event().origin();
        if (isOwn(origin, view.policy())
                || knows(ProfileKind.NETWORK, origin.network(), signIn, view)
                || knows(ProfileKind.DEVICE, signIn.event().device().id(), signIn, view)) {
            return Knowledge.KNOWN;
        }
        boolean provider =
                origin.asn() != 0
                        && knows(ProfileKind.ASN, Long.toString(origin.asn()), signIn, view);
        return provider ? Knowledge.PROVIDER : Knowledge.NONE;
    }

    private static boolean knows(
            ProfileKind kind, @Nullable String value, Observation signIn, View view) {
        return view.baseline().isKnown(kind, value, signIn.time());
    }

    private static boolean isOwn(Origin origin, TenantPolicy policy) {
        return policy.holds(PolicyInput.CORPORATE_EGRESS, origin.ip())
                || policy.isVpn(origin.ip(), origin.asn())
                || policy.holds(PolicyInput.APPROVED_SCANNERS, origin.ip());
    }

    /** Whether the right password was presented and did not get in. */
    static boolean isStopped(Observation attempt) {
        return STOPPED.contains(attempt.event().errorCode()) && presentsPassword(attempt);
    }

    /** A refreshed token that a policy stops proves no password. */
    private static boolean presentsPassword(Observation attempt) {
        EntraEvent event = attempt.event();
        SignIn signIn = event.signIn();
        if (signIn == null) {
            return false;
        }
        String token = signIn.incomingToken();
        return signIn.method() != null
                || "ropc".equalsIgnoreCase(signIn.protocol())
                || attempt.has(Signal.LEGACY_PROTOCOL)
                || (signIn.interactive() && (token == null || token.equalsIgnoreCase("none")));
    }
}
