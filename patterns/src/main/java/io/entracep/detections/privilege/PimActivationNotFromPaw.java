package io.entracep.detections.privilege;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.event.Party;
import io.entracep.policy.PolicyInput;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.state.Need;
import io.entracep.state.TimeRange;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A role was activated, or its activation requested, from something else than a privileged access
 * workstation.
 *
 * <p>Reads AuditLogs and the sign-in logs. No id links the two, so the activation is joined to the
 * latest successful sign-in of the same user within {@code look-back} before it: preferably from
 * the network of the activation within {@code close}, else from that network, else within {@code
 * close}, else any. Silent where that sign-in came from a workstation. Otherwise:
 *
 * <ul>
 *   <li>High for a sign-in from the network of the activation; at once where it is close, since a
 *       later one is all that could clear it;
 *   <li>Medium for a sign-in from elsewhere, or where the activation has no address;
 *   <li>Low where there is no sign-in.
 * </ul>
 *
 * All but the first wait {@code late-wait} of event time for sign-ins that come later than the
 * audit record, and any is cleared by a workstation's sign-in that comes later still. Where
 * approval is needed the completion is written when the approver clicks: a completion with a
 * request of the same role in the last {@code approval-window} is left to the request, with its
 * time and address. One alert per activation.
 *
 * <p>Misses a stolen session that is used behind the address of the workstation, and is mistaken
 * where another device of the same person signed in later from the same address.
 *
 * <p>Source: row PRIV-46 of the guides.
 */
public final class PimActivationNotFromPaw extends EventDetection {
    private static final SignalSet ACTIVATIONS =
            SignalSet.of(Signal.PIM_ACTIVATION_REQUESTED, Signal.PIM_ACTIVATED);
    private static final SignalSet SIGN_INS = SignalSet.of(Signal.SIGN_IN_SUCCESS);

    /** Different roles that one user activates in an hour. */
    private static final int ROLES = 64;

    /**
     * @param lookBack how far before the activation the sign-in may lie
     * @param close how far before it a sign-in is surely its own
     * @param lateWait how long sign-ins are waited for
     * @param approvalWindow how long a request may wait for its approval
     */
    public record Settings(
            @NotNull Duration lookBack,
            @NotNull Duration close,
            @NotNull Duration lateWait,
            @NotNull Duration approvalWindow) {}

    private final Settings settings;

    public PimActivationNotFromPaw(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    public EntityType entityType() {
        return EntityType.USER;
    }

    @Override
    protected SignalSet examined() {
        return ACTIVATIONS;
    }

    @Override
    protected int roles() {
        return Roles.TARGET;
    }

    @Override
    protected SignalSet context() {
        return SIGN_INS.union(ACTIVATIONS);
    }

    @Override
    protected Duration lookBack() {
        Duration window = settings.approvalWindow();
        return window.compareTo(settings.lookBack()) > 0 ? window : settings.lookBack();
    }

    @Override
    public boolean waits() {
        return true;
    }

    @Override
    public Duration anchorLag() {
        return settings.lateWait();
    }

    @Override
    public List<Need> needs() {
        Duration wait = settings.lateWait();
        return List.of(
                Need.perValue(
                        ACTIVATIONS,
                        Roles.TARGET,
                        settings.approvalWindow().plus(wait),
                        PimActivationNotFromPaw::roleAndStep,
                        ROLES),
                Workstations.need(SIGN_INS, settings.lookBack().plus(wait)));
    }

    @Override
    protected @Nullable Draft examine(Observation activation, View view) {
        if (isToldAlready(activation, view)) {
            return null;
        }
        Draft draft =
                Draft.of(Severity.LOW)
                        .value("role", activated(activation))
                        .value("ip", activation.event().origin().ip())
                        .policyEntry(view.policy().entry(PolicyInput.PAW_DEVICES))
                        .dueAt(activation.time() + settings.lateWait().toMillis());
        Observation signIn = signInOf(activation, view);
        if (signIn == null) {
            return draft.stage("activation", activation)
                    .value("none", "no sign-in was found before it");
        }
        if (Workstations.isPaw(signIn.event().device(), view.policy())) {
            return null;
        }
        boolean same = isSameNetwork(signIn, activation);
        if (same && isClose(signIn, activation)) {
            draft.dueAt(Long.MIN_VALUE);
        }
        return draft.severity(same ? severity() : Severity.MEDIUM)
                .stage("sign-in", signIn)
                .stage("activation", activation)
                .value("device", Workstations.label(signIn.event().device(), view.policy()))
                .value("gap", Words.between(signIn, activation))
                .value("match", same ? "from the same network" : "from another network");
    }

    /** The latest of the best matching, null where there is none. */
    private @Nullable Observation signInOf(Observation activation, View view) {
        Observation best = null;
        TimeRange before = TimeRange.upTo(activation.time(), settings.lookBack());
        for (Observation signIn : view.observations(before, SIGN_INS)) {
            boolean atLeastAsGood =
                    best == null || match(signIn, activation) >= match(best, activation);
            if (signIn.plays(Roles.ACTOR) && atLeastAsGood) {
                best = signIn;
            }
        }
        return best;
    }

    private int match(Observation signIn, Observation activation) {
        return (isSameNetwork(signIn, activation) ? 2 : 0) + (isClose(signIn, activation) ? 1 : 0);
    }

    private boolean isClose(Observation signIn, Observation activation) {
        return activation.time() - signIn.time() <= settings.close().toMillis();
    }

    private static boolean isSameNetwork(Observation signIn, Observation activation) {
        String network = activation.event().origin().network();
        return network != null && network.equals(signIn.event().origin().network());
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
        return request == null ? null : request.id();
    }

    private static String roleAndStep(Observation activation) {
        return activated(activation)
                + "|"
                + activation.has(Signal.PIM_ACTIVATED)
                + "|"
                + request(activation);
    }
}
