package io.entracep.detections.privilege;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.Lookup;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.policy.PolicyInput;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A role was activated, or asked for or tried, from something else than a privileged access
 * workstation: joined to the sign-in behind it, see {@link ActivationSignIn}. One alert per
 * activation, at its first record (a completion is written when the approver clicks), and one for
 * all failures of one role. Only a close sign-in from the same network is told at once, since a
 * later one is all that could clear it.
 */
public final class PimActivationNotFromPaw extends EventDetection {
    /** As the entry describes them. */
    public record Settings(
            @NotNull Duration lookBack,
            @NotNull Duration close,
            @NotNull Duration lateWait,
            @NotNull Duration approvalWindow,
            @NotNull Duration deniedWithin,
            @NotNull List<String> activatingApps) {}

    private final Settings settings;
    private final ActivatingApps apps;
    private final Lookup signIns;
    private final Lookup records;
    private final Lookup refusals;

    public PimActivationNotFromPaw(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
        apps = ActivatingApps.of(settings.activatingApps());
        signIns =
                before(
                        settings.lookBack(),
                        on(Signal.SIGN_IN_SUCCESS)
                                .as(Roles.ACTOR)
                                .apart(Workstations::deviceAndNetwork)
                                .apart(apps::place));
        records = around(settings.approvalWindow(), settings.deniedWithin(), Activation.RECORDED);
        refusals = after(settings.deniedWithin(), Activation.REFUSED);
        asks(ActivationSignIn.CALENDARS);
    }

    @Override
    protected Condition examined() {
        return Activation.RECORDED;
    }

    @Override
    protected Duration latecomers() {
        return settings.lateWait();
    }

    @Override
    protected @Nullable Draft examine(Observation activation, View view) {
        boolean told =
                records.latest(activation, view, o -> Activation.isGoneOnWith(o, activation))
                        != null;
        if (told || isRefused(activation, view)) {
            return null;
        }
        Draft draft =
                Draft.of(Severity.LOW)
                        .value("act", act(activation, view))
                        .value("role", Activation.role(activation))
                        .value("ip", activation.event().origin().ip())
                        .policyEntry(view.policy().entry(PolicyInput.PAW_DEVICES))
                        .dueAt(activation.time() + settings.lateWait().toMillis());
        ActivationSignIn behind =
                new ActivationSignIn(
                        activation, signIns.around(activation, view), apps, settings.close(), view);
        Observation signIn = behind.best();
        if (signIn == null) {
            boolean strange = behind.isStrange();
            return draft.severity(strange ? Severity.MEDIUM : Severity.LOW)
                    .stage("activation", activation)
                    .value("none", "no sign-in was found before it")
                    .value("doubt", strange ? ActivationSignIn.UNKNOWN : null);
        }
        boolean workstation = Workstations.isPaw(signIn.event().device(), view.policy());
        String doubt = workstation ? behind.doubt(signIn) : null;
        if (workstation && doubt == null) {
            return null;
        }
        boolean same = behind.isSameNetwork(signIn);
        boolean decisive = same && !workstation && !Activation.isFailed(activation);
        if (same && !workstation && behind.isClose(signIn)) {
            draft.dueAt(Long.MIN_VALUE);
        }
        return draft.severity(decisive ? severity() : Severity.MEDIUM)
                .stage("sign-in", signIn)
                .stage("activation", activation)
                .value("doubt", doubt)
                .value("device", Workstations.label(signIn.event().device(), view.policy()))
                .value("gap", Words.between(signIn, activation))
                .value("match", same ? "from the same network" : "from another network");
    }

    private boolean isRefused(Observation activation, View view) {
        return activation.has(Signal.PIM_ACTIVATION_REQUESTED)
                && refusals.first(activation, view, o -> Activation.isSame(activation, o)) != null;
    }

    private String act(Observation activation, View view) {
        if (Activation.isFailed(activation)) {
            return "tried to activate";
        }
        boolean done =
                activation.has(Signal.PIM_ACTIVATED)
                        || records.first(
                                        activation,
                                        view,
                                        o ->
                                                o.has(Signal.PIM_ACTIVATED)
                                                        && Activation.isGoneOnWith(activation, o))
                                != null;
        return done ? "activated" : "asked to activate";
    }
}
