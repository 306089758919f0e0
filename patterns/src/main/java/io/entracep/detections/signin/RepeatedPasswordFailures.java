package io.entracep.detections.signin;

import io.entracep.detection.CountDetection;
import io.entracep.detection.CountRule;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Reach;
import io.entracep.detection.View;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.state.ProfileKind;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;

/**
 * A run of wrong passwords for one account that no success interrupts: the first stage of {@link
 * BruteForceThenSuccess}, no alert itself.
 *
 * <p>Reads the sign-in logs of people. Only a success with fresh credentials ends the run: tokens
 * are refreshed all the time while somebody else guesses. Failures from where the account never
 * worked are counted over a longer time, too, and nothing ends that count.
 *
 * <p>Misses runs from where the account works that the owner ends again and again.
 *
 * <p>Source: row BEYOND-02 of the guides, its first step; error codes of {@link
 * Signal#SIGN_IN_WRONG_PASSWORD}.
 */
public final class RepeatedPasswordFailures extends CountDetection {
    /** Name of the rule that counts only failures from where the account never worked. */
    static final String STRANGE = "strange";

    /**
     * @param failures failures without a success between
     * @param window within which they must lie
     * @param strangeFailures failures from where the account never worked, whatever lies between
     * @param strangeWindow within which those must lie
     */
    public record Settings(
            @Min(2) int failures,
            @NotNull Duration window,
            @Min(2) int strangeFailures,
            @NotNull Duration strangeWindow) {}

    private final Settings settings;

    public RepeatedPasswordFailures(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
        asks(ProfileKind.NETWORK, ProfileKind.ASN);
    }

    @Override
    protected int roles() {
        return Roles.ACTOR;
    }

    @Override
    protected SignalSet counted() {
        return SignalSet.of(Signal.SIGN_IN_WRONG_PASSWORD);
    }

    @Override
    protected SignalSet restarts() {
        return SignalSet.of(Signal.SIGN_IN_FRESH);
    }

    @Override
    protected List<CountRule> rules() {
        return List.of(
                new CountRule("run", settings.window(), settings.failures(), null),
                new CountRule(STRANGE, settings.strangeWindow(), settings.strangeFailures(), null)
                        .apart(Attempts::network));
    }

    /** The owner works on while somebody else guesses elsewhere. */
    @Override
    protected boolean restarts(CountRule rule) {
        return !rule.name().equals(STRANGE);
    }

    @Override
    protected boolean counts(CountRule rule, Observation failure, View view) {
        return !rule.name().equals(STRANGE) || Attempts.isStrange(failure, view);
    }

    @Override
    protected Draft describe(Reach reach, View view) {
        return Draft.of(severity()).stage("failures", reach.window());
    }
}
