package io.entracep.detections.chain;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.state.Need;
import io.entracep.state.Profile;
import io.entracep.state.ProfileKind;
import io.entracep.state.TimeRange;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Building block: a user did what an intruder does with an administrator's account.
 *
 * <p>Reads AuditLogs: activation of a role, assignment of one, credentials of a service principal,
 * consent, Conditional Access ({@code kind} is {@code privileged}), and the other sensitive
 * activities ({@code sensitive}). Only here is the user's calendar at hand: {@code knownNetworks}
 * names the networks of the user's sign-ins of the last {@code look-back} that the user had signed
 * in from on a closed day of the last {@code known-days} before.
 *
 * <p>Misses actions in other logs than AuditLogs.
 *
 * <p>Source: rows BEYOND-01, step D, and BEYOND-16, step C.
 */
public final class PrivilegedAction extends EventDetection {
    /** Name of the value that tells which kind of action it is. */
    static final String KIND = "kind";

    static final String PRIVILEGED = "privileged";

    /** Name of the value that lists networks, separated by blanks. */
    static final String KNOWN_NETWORKS = "knownNetworks";

    private static final SignalSet SIGN_INS = SignalSet.of(Signal.SIGN_IN_PASSWORD_VALID);

    /** Different activities, and different networks, of one hour that are kept. */
    private static final int KEPT = 64;

    /**
     * @param lookBack sign-ins so long before the action are looked at
     * @param knownDays days on which a network may have become known
     */
    public record Settings(
            @NotNull Duration lookBack, @Min(1) @Max(Profile.MEMORY_DAYS) int knownDays) {}

    private final Settings settings;

    public PrivilegedAction(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    protected Condition examined() {
        return on(Signal.PRIVILEGED_ACTION, Signal.SENSITIVE_ACTIVITY).as(Roles.ACTOR);
    }

    @Override
    protected List<Need> examinedNeeds(SignalSet signals, Duration reach) {
        return List.of(
                Need.stages(signals, roles(), reach),
                Need.perValue(signals, roles(), reach, action -> action.event().activity(), KEPT));
    }

    @Override
    protected SignalSet context() {
        return SIGN_INS;
    }

    @Override
    protected Duration lookBack() {
        return settings.lookBack();
    }

    @Override
    protected Need contextNeed(SignalSet signals, Duration reach) {
        return Need.perValue(
                signals, Roles.ACTOR, reach, signIn -> signIn.event().origin().network(), KEPT);
    }

    @Override
    public Set<ProfileKind> readsProfile() {
        return Set.of(ProfileKind.NETWORK);
    }

    @Override
    protected @Nullable Draft examine(Observation action, View view) {
        Set<String> known = new TreeSet<>();
        for (Observation signIn : signInsBefore(action, view)) {
            String network = signIn.event().origin().network();
            if (network != null && isKnown(network, signIn.time(), view)) {
                known.add(network);
            }
        }
        return Draft.of(severity())
                .stage("action", action)
                .value(KIND, action.has(Signal.PRIVILEGED_ACTION) ? PRIVILEGED : "sensitive")
                .value("activity", action.event().activityName())
                .value("role", Words.role(action))
                .value(KNOWN_NETWORKS, known.isEmpty() ? null : String.join(" ", known));
    }

    private List<Observation> signInsBefore(Observation action, View view) {
        TimeRange before = TimeRange.upTo(action.time(), settings.lookBack());
        return view.observations(before, SIGN_INS).stream()
                .filter(signIn -> signIn.plays(Roles.ACTOR))
                .toList();
    }

    private boolean isKnown(String network, long time, View view) {
        return view.baseline().daysSeen(ProfileKind.NETWORK, network, time, settings.knownDays())
                > 0;
    }
}
