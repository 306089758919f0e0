package io.entracep.detections.signin;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.View;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Somebody tried an account from an address that Entra blocks as malicious: the account is aimed
 * at, though not locked.
 *
 * <p>Reads the sign-in logs of people. One alert per account and day, Low, High for a privileged
 * account or a person on the list of people of note. Whether the password was right is not told by
 * the log: the attempt ends before it is looked at.
 *
 * <p>Misses records whose {@code status.failureReason} is missing or says something else: those are
 * taken for lockouts, see {@link SmartLockout}.
 *
 * <p>Source: rows USER-51 and PRIV-15 of the guides, second meaning; error code 50053; ATT&CK
 * T1110.
 */
public final class AddressBlockedAsMalicious extends EventDetection {

    public AddressBlockedAsMalicious(Entry entry) {
        super(entry);
    }

    @Override
    public EntityType entityType() {
        return EntityType.USER;
    }

    @Override
    public boolean readsPrivilege() {
        return true;
    }

    @Override
    protected SignalSet examined() {
        return SignalSet.of(Signal.SIGN_IN_ADDRESS_BLOCKED);
    }

    @Override
    protected int roles() {
        return Roles.ACTOR;
    }

    @Override
    protected Duration period() {
        return Duration.ofDays(1);
    }

    @Override
    protected @Nullable Draft examine(Observation attempt, View view) {
        return Attempts.graded(severity(), attempt, view)
                .stage("attempt", attempt)
                .value("ip", attempt.event().origin().ip());
    }
}
