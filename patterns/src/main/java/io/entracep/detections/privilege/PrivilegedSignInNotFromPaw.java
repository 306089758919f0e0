package io.entracep.detections.privilege;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.event.Category;
import io.entracep.event.EntraEvent;
import io.entracep.event.Origin;
import io.entracep.policy.PolicyInput;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.state.ProfileKind;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A privileged account signed in from something else than a privileged access workstation: its
 * session is as safe as that device.
 *
 * <p>Reads interactive sign-ins that succeeded, of accounts that are privileged then by the policy
 * or by what they hold; and refreshed tokens from a network and an autonomous system in which the
 * account was never seen: what is used there was stolen, or carried there. No device id means that
 * no device claim was presented, not that the device is known. One alert per account, device,
 * network and aligned day.
 *
 * <p>Misses privileges through groups that the policy does not list, and tokens that are refreshed
 * from where the account is known, or from Microsoft's own networks.
 *
 * <p>Source: row PRIV-03 of the guides.
 */
public final class PrivilegedSignInNotFromPaw extends EventDetection {
    private static final SignalSet SUCCESSES = SignalSet.of(Signal.SIGN_IN_SUCCESS);

    /**
     * @param scopeApps application ids that alone count; empty for all
     */
    public record Settings(@NotNull List<String> scopeApps) {}

    private final Set<String> scope;

    public PrivilegedSignInNotFromPaw(Entry entry, Settings settings) {
        super(entry);
        this.scope =
                settings.scopeApps().stream()
                        .map(app -> app.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
        asks(ProfileKind.NETWORK, ProfileKind.ASN);
        asksPrivilege();
    }

    @Override
    protected Condition examined() {
        return on(SUCCESSES).as(Roles.ACTOR).apart(this::source);
    }

    @Override
    protected Duration period() {
        return Duration.ofDays(1);
    }

    @Override
    protected @Nullable Draft examine(Observation observation, View view) {
        EntraEvent event = observation.event();
        if (!isExamined(observation)) {
            return null;
        }
        String privilege = view.privileges().reason(Words.name(observation), observation.time());
        if (privilege == null
                || Workstations.isPaw(event.device(), view.policy())
                || (event.category() != Category.SIGN_IN && !isFromStrangeNetwork(event, view))) {
            return null;
        }
        return Draft.of(severity())
                .group(Workstations.deviceAndNetwork(observation))
                .stage("sign-in", observation)
                .value("privilege", privilege)
                .value("act", event.category() == Category.SIGN_IN ? "signed in" : "was used")
                .value("device", Workstations.label(event.device(), view.policy()))
                .value("ip", event.origin().ip())
                .value("application", event.signIn() == null ? null : event.signIn().appName())
                .policyEntry(view.policy().entry(PolicyInput.PAW_DEVICES));
    }

    private static boolean isFromStrangeNetwork(EntraEvent event, View view) {
        Origin origin = event.origin();
        String asn = origin.asn() == 0 ? null : Long.toString(origin.asn());
        return origin.network() != null
                && !view.baseline().isKnown(ProfileKind.NETWORK, origin.network(), event.time())
                && !view.baseline().isKnown(ProfileKind.ASN, asn, event.time())
                && !view.policy().isApprovedNetwork(origin.ip())
                && !view.policy().isVpn(origin.ip(), origin.asn())
                && !view.policy().isMicrosoftNetwork(origin.asn());
    }

    /** Applications out of scope cannot crowd out what is examined. */
    private @Nullable String source(Observation signIn) {
        return isExamined(signIn)
                ? signIn.event().category().number() + "|" + Workstations.deviceAndNetwork(signIn)
                : null;
    }

    private boolean isExamined(Observation observation) {
        EntraEvent event = observation.event();
        return (event.category() == Category.SIGN_IN
                        || event.category() == Category.NON_INTERACTIVE_SIGN_IN)
                && (scope.isEmpty()
                        || (event.signIn() != null && isInScope(event.signIn().appId())));
    }

    private boolean isInScope(@Nullable String appId) {
        return appId != null && scope.contains(appId.toLowerCase(Locale.ROOT));
    }
}
