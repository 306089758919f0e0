package io.entracep.detections.signin;

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
import io.entracep.state.Need;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;

/**
 * One address tries several disabled accounts: somebody works through a list of old accounts.
 *
 * <p>Reads the sign-in logs of people. Counts disabled accounts per address (IPv6: per /64). Other
 * accounts that signed in from the address on that day are named. One alert per address and day.
 *
 * <p>Misses lists that are worked through from many addresses.
 *
 * <p>Source: row USER-59 of the guides, its variant by address; error code 50057; ATT&CK T1078.004.
 */
public final class DisabledAccountsFromOneAddress extends CountDetection {
    private static final SignalSet SIGN_INS = SignalSet.of(Signal.SIGN_IN_FRESH);
    private static final int MAX_SIGN_INS = 20;

    /**
     * @param accounts disabled accounts that must be tried
     * @param window length of the window
     */
    public record Settings(@Min(2) int accounts, @NotNull Duration window) {}

    private final Settings settings;

    public DisabledAccountsFromOneAddress(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    public EntityType entityType() {
        return EntityType.IP;
    }

    @Override
    protected SignalSet counted() {
        return SignalSet.of(Signal.SIGN_IN_ACCOUNT_DISABLED);
    }

    @Override
    protected List<CountRule> rules() {
        return List.of(
                new CountRule(
                        "accounts", settings.window(), settings.accounts(), Attempts::account));
    }

    @Override
    protected SignalSet context() {
        return SIGN_INS;
    }

    @Override
    protected Need contextNeed(SignalSet signals, Duration reach) {
        return Need.perValue(signals, -1, reach, Attempts::account, MAX_SIGN_INS);
    }

    @Override
    protected boolean isExcused(Reach reach, View view) {
        return view.policy().isApprovedScanner(reach.end().event().origin().ip());
    }

    @Override
    protected Draft describe(Reach reach, View view) {
        List<Observation> signIns = view.observations(untilEndOfPeriod(reach, view), SIGN_INS);
        return Draft.of(severity())
                .stage("attempts", reach.window())
                .stage("sign-ins", signIns)
                .value("address", view.entity().id())
                .value("accounts", Attempts.names(reach.window()))
                .value("others", Attempts.names(signIns));
    }
}
