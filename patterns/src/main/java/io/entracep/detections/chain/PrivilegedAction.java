package io.entracep.detections.chain;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.Lookup;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.state.Profile;
import io.entracep.state.ProfileKind;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
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

    /**
     * @param lookBack sign-ins so long before the action are looked at
     * @param knownDays days on which a network may have become known
     */
    public record Settings(
            @NotNull Duration lookBack, @Min(1) @Max(Profile.MEMORY_DAYS) int knownDays) {}

    private final Settings settings;
    private final Lookup signIns;

    public PrivilegedAction(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
        signIns =
                before(
                        settings.lookBack(),
                        on(Signal.SIGN_IN_PASSWORD_VALID)
                                .as(Roles.ACTOR)
                                .apart(signIn -> signIn.event().origin().network()));
        asks(ProfileKind.NETWORK);
    }

    @Override
    protected Condition examined() {
        return on(Signal.PRIVILEGED_ACTION, Signal.SENSITIVE_ACTIVITY)
                .as(Roles.ACTOR)
                .alsoApart(action -> action.event().activity());
    }

    @Override
    protected @Nullable Draft examine(Observation action, View view) {
        Set<String> known = new TreeSet<>();
        for (Observation signIn : signIns.around(action, view)) {
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

    private boolean isKnown(String network, long time, View view) {
        return view.baseline().daysSeen(ProfileKind.NETWORK, network, time, settings.knownDays())
                > 0;
    }
}
