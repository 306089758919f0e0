package io.entracep.detections.chain;

import static io.entracep.detection.Condition.onFindingOf;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Findings;
import io.entracep.detection.Match;
import io.entracep.detection.SequenceDetection;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.flink.cep.pattern.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A password spray that worked: the account whose password the spraying address or client found
 * does what administrators do.
 *
 * <p>Reads findings about the user: that it was signed in to after a spray ({@code spray-victim},
 * {@code spray-victim-by-client}) and that it did something privileged ({@code privileged-action})
 * less than {@code action-within} later. A method registered less than {@code method-within} after
 * the sign-in is added. Silent where the user had signed in from that network on an earlier day.
 * One alert per sign-in, so that thirty actions after it are one alert; each action belongs to the
 * latest such sign-in before it.
 *
 * <p>Misses actions in other logs than AuditLogs and sign-ins from another address than that of the
 * spray, where it was not a client's.
 *
 * <p>Source: row BEYOND-01.
 */
public final class SprayToPrivilegedAction extends SequenceDetection {
    private static final String VICTIM = "spray-victim";
    private static final String VICTIM_OF_CLIENT = "spray-victim-by-client";
    private static final String METHOD = "security-info-registered";
    private static final String ACTION = "privileged-action";
    private static final SignalSet FINDINGS = SignalSet.of(Signal.FINDING);
    private static final SignalSet SPRAYED = SignalSet.of(Signal.SIGN_IN_SPRAY_FAILURE);
    private static final SignalSet ENTERED = SignalSet.of(Signal.SIGN_IN_PASSWORD_VALID);

    /**
     * @param actionWithin the action follows the sign-in in less than this
     * @param methodWithin the method follows the sign-in in less than this
     */
    public record Settings(@NotNull Duration actionWithin, @NotNull Duration methodWithin) {}

    private final Settings settings;

    public SprayToPrivilegedAction(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    public EntityType entityType() {
        return EntityType.USER;
    }

    @Override
    public boolean correlates() {
        return true;
    }

    @Override
    public Set<String> reads() {
        return Set.of(VICTIM, VICTIM_OF_CLIENT, METHOD, ACTION);
    }

    @Override
    protected Pattern<Observation, ?> pattern() {
        return Pattern.<Observation>begin("victim")
                .where(onFindingOf(VICTIM, VICTIM_OF_CLIENT))
                .followedBy("action")
                .where(onFindingOf(ACTION).and(SprayToPrivilegedAction::isPrivileged))
                .within(settings.actionWithin());
    }

    @Override
    protected String anchorStage() {
        return "victim";
    }

    @Override
    protected SignalSet context() {
        return FINDINGS;
    }

    @Override
    protected Duration contextReach() {
        return settings.methodWithin();
    }

    @Override
    protected @Nullable Draft describe(Match match, View view) {
        Observation victim = match.stage("victim");
        Observation action = match.stage("action");
        String address = Findings.value(victim, "address");
        String known = Findings.values(action).getOrDefault(PrivilegedAction.KNOWN_NETWORKS, "");
        if (address != null && List.of(known.split(" ")).contains(address)) {
            return null;
        }
        Observation method =
                view.firstAfter(
                        victim, settings.methodWithin(), FINDINGS, o -> o.isFindingOf(METHOD));
        return Draft.of(severity())
                .stage("spray", Findings.evidence(victim, SPRAYED))
                .stage("sign-in", Findings.evidence(victim, ENTERED))
                .stage("method", method)
                .stage("action", action)
                .value("account", Findings.value(victim, "account"))
                .value("address", address)
                .value("client", Findings.value(victim, "client"))
                .value("sprayed", Findings.value(victim, "sprayed"))
                .value("method", method == null ? null : Findings.value(method, "activity"))
                .value("action", Findings.value(action, "activity"))
                .value("role", Findings.value(action, "role"))
                .value("gap", Words.between(victim, action));
    }

    private static boolean isPrivileged(Observation action) {
        return PrivilegedAction.PRIVILEGED.equals(Findings.value(action, PrivilegedAction.KIND));
    }
}
