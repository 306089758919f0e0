package io.entracep.detections.signin;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.CountDetection;
import io.entracep.detection.CountRule;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Lookup;
import io.entracep.detection.Reach;
import io.entracep.detection.View;
import io.entracep.event.SignIn;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Sign-ins were stopped at a step and did not go on: in most of them the password was right, and
 * who knew it had nothing else.
 *
 * <p>Reads the sign-in logs of people. Counts records with the codes of the settings; an interrupt
 * is none where a success of the same flow follows soon. High for privileged accounts and people of
 * note, unless it is about these alone. One alert per account and day, told when the flow can no
 * longer go on.
 *
 * <p>Misses flows that go on under another correlation id: these are told.
 *
 * <p>Source: rows PRIV-12, USER-38 and USER-52 of the guides; ATT&CK T1078.004, T1621.
 */
public final class UnresolvedInterrupts extends CountDetection {
    private static final SignalSet STOPPED =
            SignalSet.of(Signal.SIGN_IN_INTERRUPT, Signal.SIGN_IN_FAILURE, Signal.MFA_NOT_APPROVED);

    /**
     * @param codes result codes that count
     * @param atLeast so many within {@code window}
     * @param window within which they must lie
     * @param resolvedWithin a success of the same flow within this resolves an interrupt
     * @param privilegedOnly whether it is about privileged accounts alone
     * @param stoppedByPolicy whether Conditional Access must have failed after a right password
     */
    public record Settings(
            @NotNull List<String> codes,
            @Min(1) int atLeast,
            @NotNull Duration window,
            @NotNull Duration resolvedWithin,
            boolean privilegedOnly,
            boolean stoppedByPolicy) {}

    private final Settings settings;
    private final Set<String> codes;
    private final Lookup successes;

    public UnresolvedInterrupts(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
        codes = Set.copyOf(settings.codes());
        successes =
                after(
                        settings.resolvedWithin(),
                        on(Signal.SIGN_IN_FRESH, Signal.SIGN_IN_INTERACTIVE_SUCCESS)
                                .as(Roles.ACTOR)
                                .apart(success -> success.event().correlationId()));
        asksPrivilege();
    }

    @Override
    protected Duration latecomers() {
        return settings.resolvedWithin();
    }

    @Override
    protected int roles() {
        return Roles.ACTOR;
    }

    @Override
    protected SignalSet counted() {
        return STOPPED;
    }

    @Override
    protected List<CountRule> rules() {
        return List.of(
                new CountRule("stopped", settings.window(), settings.atLeast(), null)
                        .apart(this::counted));
    }

    @Override
    protected boolean counts(Observation stopped, View view) {
        return counted(stopped) != null && !isResolved(stopped, view);
    }

    /** The code where it counts, else null. */
    private @Nullable String counted(Observation stopped) {
        SignIn signIn = stopped.event().signIn();
        if (signIn == null || (settings.stoppedByPolicy() && !isStoppedByPolicy(stopped, signIn))) {
            return null;
        }
        String code = Integer.toString(signIn.errorCode());
        return codes.contains(code) ? code : null;
    }

    private static boolean isStoppedByPolicy(Observation stopped, SignIn signIn) {
        return "failure".equals(signIn.conditionalAccess())
                && stopped.has(Signal.SIGN_IN_PASSWORD_VALID)
                && (signIn.method() == null
                        || Arrays.stream(signIn.method().split(","))
                                .anyMatch(method -> method.strip().equalsIgnoreCase("password")));
    }

    private boolean isResolved(Observation stopped, View view) {
        String flow = stopped.event().correlationId();
        return stopped.has(Signal.SIGN_IN_INTERRUPT)
                && flow != null
                && successes.first(stopped, view, o -> flow.equals(o.event().correlationId()))
                        != null;
    }

    @Override
    protected boolean isExcused(Reach reach, View view) {
        return settings.privilegedOnly() && Attempts.privilege(reach.end(), view) == null;
    }

    @Override
    protected Draft describe(Reach reach, View view) {
        Observation end = reach.end();
        Draft draft =
                settings.privilegedOnly()
                        ? Draft.of(severity()).value("privilege", Attempts.privilege(end, view))
                        : Attempts.graded(severity(), end, view);
        return draft.stage("stopped", reach.window())
                .value("codes", Attempts.listed(reach.window().stream().map(this::code)))
                .value("ip", end.event().origin().ip())
                .dueAt(end.time() + settings.resolvedWithin().toMillis());
    }

    private String code(Observation stopped) {
        return String.valueOf(counted(stopped));
    }
}
