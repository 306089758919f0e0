package io.entracep.detections.signin;

import io.entracep.detection.CountDetection;
import io.entracep.detection.CountRule;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Reach;
import io.entracep.detection.View;
import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.state.ProfileKind;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;

/**
 * Many wrong passwords for one account: guessing.
 *
 * <p>Reads the sign-in logs of people. Counts different events per account in a short window, and
 * in a day where they come from several places (country, region and city), or from where the
 * account never worked, at any pace. Medium, High for a privileged account. One alert per account
 * and aligned week.
 *
 * <p>Misses fewer tries a day than its numbers, and slow guessing through a provider that the
 * account uses. That a success follows is told by {@link BruteForceThenSuccess}, which looks at
 * where it comes from.
 *
 * <p>Source: row USER-37 of the guides; error codes of {@link Signal#SIGN_IN_WRONG_PASSWORD};
 * ATT&CK T1110.001.
 */
public final class PasswordGuessing extends CountDetection {
    private static final SignalSet FAILURES = SignalSet.of(Signal.SIGN_IN_WRONG_PASSWORD);
    private static final String DISTRIBUTED = "distributed";
    private static final String STRANGE = "strange";

    /**
     * @param failures failures within {@code window}
     * @param window short window
     * @param distributedFailures failures within {@code distributedWindow}
     * @param distributedLocations places that they must come from
     * @param distributedWindow long window
     * @param strangeFailures failures within {@code distributedWindow} from where the account never
     *     worked
     */
    public record Settings(
            @Min(2) int failures,
            @NotNull Duration window,
            @Min(2) int distributedFailures,
            @Min(2) int distributedLocations,
            @NotNull Duration distributedWindow,
            @Min(2) int strangeFailures) {}

    private final Settings settings;

    public PasswordGuessing(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
        asks(ProfileKind.NETWORK, ProfileKind.ASN);
        asksPrivilege();
    }

    @Override
    protected SignalSet counted() {
        return FAILURES;
    }

    @Override
    protected List<CountRule> rules() {
        return List.of(
                new CountRule("burst", settings.window(), settings.failures(), null),
                new CountRule(
                                DISTRIBUTED,
                                settings.distributedWindow(),
                                settings.distributedFailures(),
                                null)
                        .spreadOver(Attempts::place, settings.distributedLocations()),
                // A device of the owner with an old password hides nobody.
                new CountRule(
                                STRANGE,
                                settings.distributedWindow(),
                                settings.strangeFailures(),
                                null)
                        .keeping(2 * settings.strangeFailures())
                        .apart(Attempts::network));
    }

    @Override
    protected boolean counts(CountRule rule, Observation failure, View view) {
        return !rule.name().equals(STRANGE) || Attempts.isStrange(failure, view);
    }

    /** Who guesses goes on for days. */
    @Override
    protected Duration period() {
        return Duration.ofDays(7);
    }

    @Override
    protected Draft describe(Reach reach, View view) {
        boolean distributed = reach.rule().name().equals(DISTRIBUTED);
        return Attempts.gradedByPrivilege(severity(), reach.end(), view)
                .stage("failures", reach.window())
                .value("ip", reach.window().get(0).event().origin().ip())
                .value("strange", reach.rule().name().equals(STRANGE) ? "never worked" : null)
                .value(
                        "places",
                        distributed ? Attempts.distinct(reach.window(), Attempts::place) : null);
    }
}
