package io.entracep.detections.signin;

import io.entracep.detection.Affected;
import io.entracep.detection.CountDetection;
import io.entracep.detection.CountRule;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Reach;
import io.entracep.detection.View;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Many accounts of the tenant are locked by smart lockout at once: a spray so dense that it locks
 * them, from however many addresses.
 *
 * <p>Reads the sign-in logs of people. Counts locked accounts of the tenant; attempts from
 * Microsoft's own networks do not count, since they replay what somebody else asked. One alert per
 * tenant and day.
 *
 * <p>Misses sprays that stay below the lockout threshold of each account, and attempts that Entra
 * refused because of their address: the tenant does not see them ({@code Observer}), {@link
 * PasswordSpray} does.
 *
 * <p>Source: row USER-39 of the guides, first condition; error code 50053; ATT&CK T1110.003.
 */
public final class SmartLockoutWave extends CountDetection {
    private static final SignalSet LOCKOUTS = SignalSet.of(Signal.SIGN_IN_LOCKED_OUT);

    /**
     * @param users accounts that must be locked
     * @param window length of the window
     */
    public record Settings(@Min(2) int users, @NotNull Duration window) {}

    private final Settings settings;

    public SmartLockoutWave(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    public EntityType entityType() {
        return EntityType.TENANT;
    }

    @Override
    protected SignalSet counted() {
        return LOCKOUTS;
    }

    @Override
    protected List<CountRule> rules() {
        return List.of(
                new CountRule("wave", settings.window(), settings.users(), Attempts::account)
                        .amongMany());
    }

    @Override
    protected boolean counts(Observation lockout, View view) {
        return !view.policy().isMicrosoftNetwork(lockout.event().origin().asn());
    }

    @Override
    protected Draft describe(Reach reach, View view) {
        int addresses = Attempts.distinct(reach.window(), Attempts::network);
        return Draft.of(severity())
                .stage("lockouts", reach.window())
                .value("users", Attempts.names(reach.window()))
                .value(Affected.VALUE, Affected.text(affected(reach, view)))
                .value("addresses", addresses == 1 ? "one address" : addresses + " addresses");
    }

    /** All that were locked from the begin of the window until none was for so long. */
    private List<Affected> affected(Reach reach, View view) {
        List<Observation> wave = new ArrayList<>();
        for (Observation lockout : view.observations(untilEndOfPeriod(reach, view), LOCKOUTS)) {
            if (counts(lockout, view)) {
                if (!wave.isEmpty()
                        && lockout.time() - wave.get(wave.size() - 1).time()
                                >= settings.window().toMillis()) {
                    break;
                }
                wave.add(lockout);
            }
        }
        return Attempts.affected(wave, "locked out");
    }
}
