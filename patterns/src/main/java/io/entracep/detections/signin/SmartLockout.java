package io.entracep.detections.signin;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.state.Need;
import io.entracep.state.ProfileKind;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An account was locked by smart lockout: somebody tries passwords.
 *
 * <p>Reads the sign-in logs of people. One alert per account and aligned week, Medium, Low from
 * where the account works (a device with an old password), High for a privileged account or a
 * person on the list of people of note. Where the lockout came from an address that the account
 * never used and a fresh sign-in from a known one succeeded around it, the alert says so: smart
 * lockout counts familiar and unfamiliar places apart, and here a stranger was locked out while the
 * owner works on.
 *
 * <p>The same code also stands for an address that Entra blocks as malicious: rule {@code
 * address-blocked-as-malicious}. What the record does not tell is taken for a lockout.
 *
 * <p>Misses lockouts of an account that the directory does not know by object id.
 *
 * <p>Source: rows USER-51, USER-39 (second condition) and PRIV-15 of the guides; error code 50053;
 * ATT&CK T1110.
 */
public final class SmartLockout extends EventDetection {
    private static final SignalSet LOCKOUTS = SignalSet.of(Signal.SIGN_IN_LOCKED_OUT);
    private static final SignalSet SIGN_INS = SignalSet.of(Signal.SIGN_IN_FRESH);
    private static final int MAX_NETWORKS = 8;

    /**
     * @param familiarWithin how far around the lockout a sign-in from a known address counts
     */
    public record Settings(@NotNull Duration familiarWithin) {}

    private final Settings settings;

    public SmartLockout(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    public boolean readsPrivilege() {
        return true;
    }

    @Override
    public Set<ProfileKind> readsProfile() {
        return Set.of(ProfileKind.NETWORK, ProfileKind.ASN);
    }

    @Override
    protected Condition examined() {
        return on(LOCKOUTS).as(Roles.ACTOR);
    }

    @Override
    protected Duration period() {
        return Duration.ofDays(7);
    }

    @Override
    protected SignalSet context() {
        return SIGN_INS;
    }

    @Override
    protected Duration lookBack() {
        return settings.familiarWithin();
    }

    @Override
    protected Duration lookAhead() {
        return settings.familiarWithin();
    }

    /** Attempts from blocked addresses must not hide that the account was locked. */
    @Override
    protected List<Need> examinedNeeds(SignalSet signals, Duration reach) {
        return List.of(
                Need.stages(signals, roles(), reach),
                Need.perValue(signals, roles(), reach, SmartLockout::meaning, 2));
    }

    @Override
    protected Need contextNeed(SignalSet signals, Duration reach) {
        return Need.perValue(
                signals, Roles.ACTOR, reach.plus(lookAhead()), Attempts::network, MAX_NETWORKS);
    }

    @Override
    protected @Nullable Draft examine(Observation lockout, View view) {
        if (lockout.has(Signal.SIGN_IN_ADDRESS_BLOCKED)) {
            return null;
        }
        Draft draft =
                Attempts.graded(
                                Attempts.isStrange(lockout, view)
                                        ? severity()
                                        : severity().atMost(Severity.LOW),
                                lockout,
                                view)
                        .stage("lockout", lockout)
                        .value("ip", lockout.event().origin().ip());
        Observation familiar = familiarSignIn(lockout, view);
        if (familiar != null) {
            draft.stage("familiar place works", familiar)
                    .value("familiar", familiar.event().origin().ip());
        }
        return draft;
    }

    /** A success from a known address around a lockout from a strange one, null for none. */
    private @Nullable Observation familiarSignIn(Observation lockout, View view) {
        if (Attempts.isFromKnownNetwork(lockout, view)) {
            return null;
        }
        Observation before =
                view.latestBefore(
                        lockout,
                        settings.familiarWithin(),
                        SIGN_INS,
                        signIn -> Attempts.isFromKnownNetwork(signIn, view));
        return before != null
                ? before
                : view.firstAfter(
                        lockout,
                        settings.familiarWithin(),
                        SIGN_INS,
                        signIn -> Attempts.isFromKnownNetwork(signIn, view));
    }

    private static String meaning(Observation lockout) {
        return lockout.has(Signal.SIGN_IN_ADDRESS_BLOCKED) ? "address" : "account";
    }
}
