package io.entracep.detections.chain;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.Lookup;
import io.entracep.detection.View;
import io.entracep.event.Party;
import io.entracep.signal.Entity;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Building block: a user made it possible to sign in as somebody else, by a new password or method
 * or by enabling the account. About that other account; the evidence carries the record and the
 * actor's own sign-ins of the last {@code look-back}, first and last of each device and network and
 * hour, the last of them.
 *
 * <p>Reads AuditLogs and the actor's sign-ins.
 *
 * <p>Misses resets by applications, and by actors who signed in earlier than {@code look-back}.
 *
 * <p>Source: row BEYOND-16, step A.
 */
public final class PasswordResetByAdmin extends EventDetection {
    /** How an account is made open to somebody else. */
    static final SignalSet RESETS =
            SignalSet.of(
                    Signal.PASSWORD_RESET_BY_OTHER,
                    Signal.CREDENTIAL_GIVEN,
                    Signal.AUTHENTICATION_PROPERTY_CHANGED,
                    Signal.USER_ENABLED);

    /** So many sign-ins are carried. */
    private static final int CARRIED = 16;

    /**
     * @param lookBack how far before the reset the actor's sign-ins count
     */
    public record Settings(@NotNull Duration lookBack) {}

    private final Lookup signIns;

    public PasswordResetByAdmin(Entry entry, Settings settings) {
        super(entry);
        signIns =
                before(
                        settings.lookBack(),
                        on(Signal.SIGN_IN_SUCCESS)
                                .as(Roles.ACTOR)
                                .apart(PasswordResetByAdmin::deviceAndNetwork));
    }

    @Override
    protected Condition examined() {
        return on(RESETS).as(Roles.ACTOR).apart(PasswordResetByAdmin::targetId);
    }

    @Override
    protected @Nullable Draft examine(Observation reset, View view) {
        String target = targetId(reset);
        if (target == null || reset.plays(Roles.TARGET)) {
            return null;
        }
        return Draft.of(severity())
                .about(new Entity(EntityType.USER, reset.event().tenantId(), target))
                .stage("reset", reset)
                .stage("signed in", signInsBefore(reset, view))
                .value("actor", reset.event().actorId())
                .value("activity", reset.event().activityName());
    }

    private List<Observation> signInsBefore(Observation reset, View view) {
        List<Observation> all = signIns.around(reset, view);
        return all.subList(Math.max(0, all.size() - CARRIED), all.size());
    }

    private static @Nullable String targetId(Observation reset) {
        Party target = reset.event().target("User");
        return target == null ? null : target.id();
    }

    /** What sets sign-ins of one user apart. */
    static String deviceAndNetwork(Observation signIn) {
        return signIn.event().device().id() + "|" + signIn.event().origin().network();
    }
}
