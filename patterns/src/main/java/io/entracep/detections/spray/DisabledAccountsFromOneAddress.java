package io.entracep.detections.spray;

import io.entracep.detection.Affected;
import io.entracep.detection.CountRule;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Reach;
import io.entracep.detection.View;
import io.entracep.signal.EntityType;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;

/**
 * One address tries several disabled accounts: somebody works through a list of old accounts.
 *
 * <p>Reads {@code strange-attempt-on-disabled-account}: accounts that worked from there, or through
 * its provider, do not count, since their owners' telephones go on trying. Other accounts of which
 * the address presented the right password are named. One alert per address and day.
 *
 * <p>Misses lists that are worked through from many addresses.
 *
 * <p>Source: row USER-59 of the guides, its variant by address; error code 50057; ATT&CK T1078.004.
 */
public final class DisabledAccountsFromOneAddress extends SprayCount {

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
    String attempts() {
        return StrangeAttempt.ON_DISABLED;
    }

    @Override
    String signIns() {
        return StrangeSignIn.AT_ADDRESS;
    }

    @Override
    Duration window() {
        return settings.window();
    }

    @Override
    protected Duration period() {
        return Duration.ofDays(1);
    }

    @Override
    protected List<CountRule> rules() {
        return List.of(
                new CountRule("accounts", window(), settings.accounts(), SprayCount::account));
    }

    @Override
    protected Draft describe(Reach reach, View view) {
        Victims victims = victims(reach, view);
        return Draft.of(severity())
                .stage("attempts", reach.window())
                .value("address", view.entity().id())
                .value("accounts", victims.tried())
                .value("others", victims.hits())
                .value(Affected.VALUE, Affected.text(victims.affected()));
    }
}
