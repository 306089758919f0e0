package io.entracep.detections.chain;

import io.entracep.detection.Findings;
import io.entracep.event.EntraEvent;
import io.entracep.event.Ipv6;
import io.entracep.policy.PolicyInput;
import io.entracep.policy.TenantPolicy;
import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a sign-in after a reset matches the actor of the reset.
 *
 * @param reset finding of {@link PasswordResetByAdmin}
 * @param signIn finding of {@link SignInAfterReset}
 * @param policy knows the networks that many share
 * @param isNew the account is being set up: the network says nothing
 */
record ResetMatch(Observation reset, Observation signIn, TenantPolicy policy, boolean isNew) {
    private static final SignalSet SIGN_INS = SignalSet.of(Signal.SIGN_IN);

    /** In words; null where it does not match. */
    @Nullable String words() {
        EntraEvent event = signInRecord();
        if (event == null) {
            return null;
        }
        boolean ownersDevice = Findings.value(signIn, SignInAfterReset.KNOWN_DEVICE) != null;
        String device = event.device().id();
        if (!ownersDevice && actorHas(own -> own.device().id(), device)) {
            String name = event.device().name();
            return "on the administrator's device " + (name != null ? name : device);
        }
        boolean ownersNetwork = Findings.value(signIn, SignInAfterReset.KNOWN_NETWORK) != null;
        String network = event.origin().network();
        if (isNew || ownersDevice || ownersNetwork || isShared(event.origin().ip())) {
            return null;
        }
        if (actorHas(own -> own.origin().network(), network)) {
            return "from the administrator's address " + network;
        }
        boolean learned = Findings.value(signIn, SignInAfterReset.LEARNED) != null;
        return learned && actorHas(ResetMatch::neighbours, neighbours(event))
                ? "from " + network + " beside the administrator's address"
                : null;
    }

    /** The /24 of an address, of IPv6 the /48; null where there is none: who rents has many. */
    private static @Nullable String neighbours(EntraEvent event) {
        String ip = event.origin().ip();
        if (ip == null) {
            return null;
        }
        int[] groups = ip.indexOf(':') < 0 ? null : Ipv6.groups(ip);
        if (groups != null) {
            return Arrays.toString(Arrays.copyOf(groups, 3));
        }
        int end = ip.lastIndexOf('.');
        return end < 0 ? null : ip.substring(0, end);
    }

    /** The actor's own sign-ins with the device or the network of the sign-in. */
    List<Observation> ownSignIns() {
        EntraEvent event = signInRecord();
        return Findings.evidence(reset, SIGN_INS).stream()
                .filter(own -> event != null && shares(own.event(), event))
                .toList();
    }

    private @Nullable EntraEvent signInRecord() {
        List<Observation> records = Findings.evidence(signIn, SIGN_INS);
        return records.isEmpty() ? null : records.get(0).event();
    }

    private boolean isShared(@Nullable String ip) {
        return policy.holds(PolicyInput.CORPORATE_EGRESS, ip)
                || policy.holds(PolicyInput.HELPDESK_NETWORKS, ip);
    }

    /** Whether the actor made the reset from it, or signed in with it before. */
    private boolean actorHas(Function<EntraEvent, @Nullable String> fact, @Nullable String value) {
        return value != null
                && Findings.evidence(reset).stream()
                        .anyMatch(own -> value.equals(fact.apply(own.event())));
    }

    private static boolean shares(EntraEvent own, EntraEvent other) {
        return isSame(own.device().id(), other.device().id())
                || isSame(own.origin().network(), other.origin().network())
                || isSame(neighbours(own), neighbours(other));
    }

    private static boolean isSame(@Nullable String one, @Nullable String other) {
        return one != null && Objects.equals(one, other);
    }
}
