package io.entracep.detections.privilege;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.event.Audit;
import io.entracep.event.Party;
import io.entracep.policy.PolicyInput;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.state.Need;
import io.entracep.state.ProfileKind;
import io.entracep.state.TimeRange;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A role was activated, or its activation requested or tried, from something else than a privileged
 * access workstation.
 *
 * <p>Reads AuditLogs and the sign-in logs. Where the record names the session or the device of its
 * sign-in, that decides. Else the activation is joined to the latest successful sign-in of the same
 * user within {@code look-back} before it that can have activated a role, by its application or
 * because it has the user agent of the activation: preferably from its network. Any other sign-in
 * counts only where there is none of these: a phone that fetches mail behind the same address says
 * nothing. Silent where that sign-in came from a workstation; Medium where the activation came from
 * elsewhere, from a network that the account does not know, or where the workstation's id was
 * presented from such a network. Otherwise:
 *
 * <ul>
 *   <li>High for a sign-in from the network of the activation; at once where it is close, since a
 *       later one is all that could clear it;
 *   <li>Medium for a sign-in from elsewhere, or where the activation has no address, or failed;
 *   <li>Low where there is no sign-in, Medium where the account does not know the network either.
 * </ul>
 *
 * All but the first wait {@code late-wait} of event time for sign-ins that come later than the
 * audit record, and any is cleared by a workstation's sign-in that comes later still. Where
 * approval is needed the completion is written when the approver clicks: a completion with a
 * request of the same role in the last {@code approval-window} is left to the request, with its
 * time and address; a request that is refused within {@code denied-within} is no alert. One alert
 * per activation, and one for all failures of one role.
 *
 * <p>Misses a stolen session that is used behind the address of the workstation, or by the other
 * family of addresses soon after the workstation's sign-in.
 *
 * <p>Source: row PRIV-46 of the guides.
 */
public final class PimActivationNotFromPaw extends EventDetection {
    private static final SignalSet ACTIVATIONS =
            SignalSet.of(
                    Signal.PIM_ACTIVATION_REQUESTED,
                    Signal.PIM_ACTIVATED,
                    Signal.PIM_ACTIVATION_FAILED);
    private static final SignalSet DENIED = SignalSet.of(Signal.PIM_ACTIVATION_DENIED);
    private static final SignalSet SIGN_INS = SignalSet.of(Signal.SIGN_IN_SUCCESS);

    private static final String UNKNOWN = "the account is not known at that address";

    /** Different roles that one user activates in an hour. */
    private static final int ROLES = 64;

    /** Different devices and networks of one hour that are kept. */
    private static final int SIGN_INS_KEPT = 32;

    /**
     * @param lookBack how far before the activation the sign-in may lie
     * @param close how far before it a sign-in is surely its own
     * @param lateWait how long sign-ins are waited for
     * @param approvalWindow how long a request may wait for its approval
     * @param deniedWithin a request that is refused sooner is no alert
     * @param activatingApps ids of applications in which a role can be activated
     */
    public record Settings(
            @NotNull Duration lookBack,
            @NotNull Duration close,
            @NotNull Duration lateWait,
            @NotNull Duration approvalWindow,
            @NotNull Duration deniedWithin,
            @NotNull List<String> activatingApps) {}

    private final Settings settings;
    private final Set<String> apps;

    public PimActivationNotFromPaw(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
        this.apps =
                settings.activatingApps().stream()
                        .map(app -> app.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    protected Condition examined() {
        return on(ACTIVATIONS).as(Roles.TARGET);
    }

    @Override
    protected SignalSet context() {
        return SIGN_INS.union(ACTIVATIONS).union(DENIED);
    }

    @Override
    public Set<ProfileKind> readsProfile() {
        return Set.of(
                ProfileKind.NETWORK, ProfileKind.ASN, ProfileKind.COUNTRY, ProfileKind.SIGN_IN);
    }

    @Override
    protected Duration lookBack() {
        Duration window = settings.approvalWindow();
        return window.compareTo(settings.lookBack()) > 0 ? window : settings.lookBack();
    }

    @Override
    protected Duration lookAhead() {
        return settings.deniedWithin();
    }

    @Override
    public boolean waits() {
        return true;
    }

    @Override
    public Duration anchorLag() {
        return settings.deniedWithin().plus(settings.lateWait());
    }

    @Override
    public List<Need> needs() {
        Duration reach = settings.lookBack().plus(anchorLag());
        return List.of(
                Need.perValue(
                        ACTIVATIONS.union(DENIED),
                        Roles.TARGET,
                        settings.approvalWindow().plus(anchorLag()),
                        PimActivationNotFromPaw::roleAndStep,
                        ROLES),
                Workstations.need(SIGN_INS, reach),
                Need.perValue(
                        SIGN_INS, Roles.ACTOR, reach, this::placeOfActivating, SIGN_INS_KEPT));
    }

    /** What other applications do cannot crowd out those in which a role can be activated. */
    private @Nullable String placeOfActivating(Observation signIn) {
        return ActivationSignIn.canActivate(signIn, apps)
                ? Workstations.deviceAndNetwork(signIn)
                : null;
    }

    @Override
    protected @Nullable Draft examine(Observation activation, View view) {
        if (isToldAlready(activation, view) || isDenied(activation, view)) {
            return null;
        }
        Draft draft =
                Draft.of(Severity.LOW)
                        .value("act", act(activation, view))
                        .value("role", activated(activation))
                        .value("ip", activation.event().origin().ip())
                        .policyEntry(view.policy().entry(PolicyInput.PAW_DEVICES))
                        .dueAt(activation.time() + settings.lateWait().toMillis());
        ActivationSignIn behind =
                new ActivationSignIn(
                        activation, signInsBefore(activation, view), apps, settings.close(), view);
        Observation signIn = behind.best();
        if (signIn == null) {
            boolean strange = behind.isStrange();
            return draft.severity(strange ? Severity.MEDIUM : Severity.LOW)
                    .stage("activation", activation)
                    .value("none", "no sign-in was found before it")
                    .value("doubt", strange ? UNKNOWN : null);
        }
        boolean same = behind.isSameNetwork(signIn);
        if (Workstations.isPaw(signIn.event().device(), view.policy())) {
            String doubt = doubt(behind, signIn);
            if (doubt == null) {
                return null;
            }
            draft.severity(Severity.MEDIUM).value("doubt", doubt);
        } else {
            boolean decisive = same && !activation.has(Signal.PIM_ACTIVATION_FAILED);
            draft.severity(decisive ? severity() : Severity.MEDIUM);
            if (same && behind.isClose(signIn)) {
                draft.dueAt(Long.MIN_VALUE);
            }
        }
        return draft.stage("sign-in", signIn)
                .stage("activation", activation)
                .value("device", Workstations.label(signIn.event().device(), view.policy()))
                .value("gap", Words.between(signIn, activation))
                .value("match", same ? "from the same network" : "from another network");
    }

    /** Why a workstation's sign-in does not speak for the activation; null where it does. */
    private static @Nullable String doubt(ActivationSignIn behind, Observation workstation) {
        if (behind.isElsewhere(workstation)) {
            return UNKNOWN;
        }
        return behind.isForeign(workstation)
                ? "the workstation was never seen in that network"
                : null;
    }

    private List<Observation> signInsBefore(Observation activation, View view) {
        TimeRange before = TimeRange.upTo(activation.time(), settings.lookBack());
        return view.observations(before, SIGN_INS).stream()
                .filter(signIn -> signIn.plays(Roles.ACTOR))
                .toList();
    }

    /** What was done, in words. */
    private String act(Observation activation, View view) {
        if (activation.has(Signal.PIM_ACTIVATION_FAILED)) {
            return "tried to activate";
        }
        boolean done =
                activation.has(Signal.PIM_ACTIVATED)
                        || view.firstAfter(
                                        activation,
                                        settings.deniedWithin(),
                                        ACTIVATIONS,
                                        later ->
                                                later.has(Signal.PIM_ACTIVATED)
                                                        && isSameActivation(activation, later))
                                != null;
        return done ? "activated" : "asked to activate";
    }

    /** Whether an approver refused it. */
    private boolean isDenied(Observation activation, View view) {
        return activation.has(Signal.PIM_ACTIVATION_REQUESTED)
                && view.firstAfter(
                                activation,
                                settings.deniedWithin(),
                                DENIED,
                                denied -> isOfSameRequest(activation, denied))
                        != null;
    }

    private static boolean isOfSameRequest(Observation request, Observation denied) {
        if (!denied.plays(Roles.TARGET) || !activated(request).equals(activated(denied))) {
            return false;
        }
        String before = request(request);
        String after = request(denied);
        return before == null || after == null || before.equals(after);
    }

    /** Whether an earlier record of the same activation speaks for it. */
    private boolean isToldAlready(Observation activation, View view) {
        return view.latestBefore(
                        activation,
                        settings.approvalWindow(),
                        ACTIVATIONS,
                        earlier -> isSameActivation(earlier, activation))
                != null;
    }

    /**
     * Of the same role, and by the id of the request; where one of them has none, a request before
     * its completion.
     */
    private static boolean isSameActivation(Observation earlier, Observation later) {
        if (!earlier.plays(Roles.TARGET) || !activated(earlier).equals(activated(later))) {
            return false;
        }
        boolean failed = earlier.has(Signal.PIM_ACTIVATION_FAILED);
        if (failed || later.has(Signal.PIM_ACTIVATION_FAILED)) {
            return failed && later.has(Signal.PIM_ACTIVATION_FAILED);
        }
        String before = request(earlier);
        String after = request(later);
        if (before != null && after != null) {
            return before.equals(after);
        }
        return earlier.has(Signal.PIM_ACTIVATION_REQUESTED) && later.has(Signal.PIM_ACTIVATED);
    }

    /** The role, else the part in a group, or the role of a resource, that was activated. */
    private static String activated(Observation activation) {
        String role = Words.role(activation);
        if (role != null) {
            return role;
        }
        Party part = activation.event().target("Role");
        Party group = activation.event().target("Group");
        if (group == null) {
            return part == null ? "an unnamed role" : part.label();
        }
        boolean owner = part != null && "Owner".equals(part.name());
        return (owner ? "ownership" : "membership") + " of the group " + group.label();
    }

    private static @Nullable String request(Observation activation) {
        Party request = activation.event().target("Request");
        if (request != null && request.id() != null) {
            return request.id();
        }
        Audit audit = activation.event().audit();
        String id = audit == null ? null : audit.detail("RoleAssignmentRequestId");
        return id != null || audit == null ? id : audit.detail("RequestId");
    }

    private static String roleAndStep(Observation activation) {
        return activated(activation)
                + "|"
                + activation.has(Signal.PIM_ACTIVATED)
                + activation.has(Signal.PIM_ACTIVATION_DENIED)
                + "|"
                + (activation.has(Signal.PIM_ACTIVATION_FAILED) ? "" : request(activation));
    }
}
