package io.entracep.detections.signin;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.Lookup;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.state.ProfileKind;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.function.Predicate;
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

    /**
     * @param familiarWithin how far around the lockout a sign-in from a known address counts
     */
    public record Settings(@NotNull Duration familiarWithin) {}

    private final Lookup signIns;

    public SmartLockout(Entry entry, Settings settings) {
        super(entry);
        signIns =
                around(
                        settings.familiarWithin(),
                        settings.familiarWithin(),
                        on(Signal.SIGN_IN_FRESH).as(Roles.ACTOR).apart(Attempts::network));
        asks(ProfileKind.NETWORK, ProfileKind.ASN);
        asksPrivilege();
    }

    /** Attempts from blocked addresses must not hide that the account was locked. */
    @Override
    protected Condition examined() {
        return on(Signal.SIGN_IN_LOCKED_OUT).as(Roles.ACTOR).alsoApart(SmartLockout::meaning);
    }

    @Override
    protected Duration period() {
        return Duration.ofDays(7);
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
        Predicate<Observation> known = signIn -> Attempts.isFromKnownNetwork(signIn, view);
        Observation before = signIns.latest(lockout, view, known);
        return before != null ? before : signIns.first(lockout, view, known);
    }

    private static String meaning(Observation lockout) {
        return lockout.has(Signal.SIGN_IN_ADDRESS_BLOCKED) ? "address" : "account";
    }
}
