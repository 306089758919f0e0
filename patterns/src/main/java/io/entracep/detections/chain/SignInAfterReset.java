package io.entracep.detections.chain;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Match;
import io.entracep.detection.SequenceDetection;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.event.EntraEvent;
import io.entracep.event.Party;
import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import io.entracep.state.Profile;
import io.entracep.state.ProfileKind;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.apache.flink.cep.pattern.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Building block: somebody signed in to an account with fresh credentials after somebody else had
 * reset it. Only here is the account's calendar at hand: the values tell whether its owner had used
 * the network or the device on a closed day before.
 *
 * <p>Reads AuditLogs and the sign-in logs.
 *
 * <p>Where an application made the reset, the finding carries its record too.
 *
 * <p>Misses sessions that only go on, and accounts that the reset's record does not name by id.
 *
 * <p>Source: row BEYOND-16, steps A and B.
 */
public final class SignInAfterReset extends SequenceDetection {
    /** Names of the values that are there where the owner knows network or device. */
    static final String KNOWN_NETWORK = "knownNetwork";

    static final String KNOWN_DEVICE = "knownDevice";

    /**
     * Names of the values that are there where an application made the reset: it, and its record.
     */
    static final String APPLICATION = "application";

    static final String RESET = "reset";

    /** Name of the value that is there where the owner was seen on enough days to know anything. */
    static final String LEARNED = "learned";

    /** Days of sign-ins after which an owner's networks and devices are known. */
    private static final int LEARNED_DAYS = 3;

    /**
     * @param within the sign-in follows the reset in less than this
     */
    public record Settings(@NotNull Duration within) {}

    private final Settings settings;

    public SignInAfterReset(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
        asks(ProfileKind.SIGN_IN, ProfileKind.NETWORK, ProfileKind.DEVICE);
    }

    @Override
    protected Pattern<Observation, ?> pattern() {
        return Pattern.<Observation>begin("reset")
                .where(on(PasswordResetByAdmin.RESETS).as(TARGET).and(reset -> !reset.plays(ACTOR)))
                .followedBy("sign-in")
                .where(
                        on(Signal.SIGN_IN_FRESH)
                                .as(ACTOR)
                                .apart(PasswordResetByAdmin::deviceAndNetwork))
                .within(settings.within());
    }

    @Override
    protected @Nullable Draft describe(Match match, View view) {
        Observation signIn = match.stage("sign-in");
        EntraEvent event = signIn.event();
        Observation reset = match.stage("reset");
        boolean byApplication = isByApplication(reset);
        boolean learned =
                view.baseline().hasLearned(ProfileKind.SIGN_IN, LEARNED_DAYS, signIn.time());
        return Draft.of(severity())
                .stage("reset", byApplication ? reset : null)
                .stage("sign-in", signIn)
                .value(APPLICATION, byApplication ? Words.actor(reset) : null)
                .value(RESET, byApplication ? reset.eventId() : null)
                .value(LEARNED, learned ? "yes" : null)
                .value(
                        KNOWN_NETWORK,
                        known(ProfileKind.NETWORK, event.origin().network(), signIn, view))
                .value(KNOWN_DEVICE, known(ProfileKind.DEVICE, event.device().id(), signIn, view));
    }

    /**
     * Whether an application gave a password or a method. What the services of the directory write
     * when people register a method themselves is none.
     */
    private static boolean isByApplication(Observation reset) {
        Party actor = reset.event().actor();
        String activity = reset.event().activity();
        return actor != null
                && !actor.is("User")
                && (reset.has(Signal.PASSWORD_RESET_BY_OTHER)
                        || activity.startsWith("admin ")
                        || activity.startsWith("create temporary access pass"));
    }

    private static @Nullable String known(
            ProfileKind kind, @Nullable String value, Observation signIn, View view) {
        return value != null
                        && view.baseline().daysSeen(kind, value, signIn.time(), Profile.MEMORY_DAYS)
                                > 0
                ? value
                : null;
    }
}
