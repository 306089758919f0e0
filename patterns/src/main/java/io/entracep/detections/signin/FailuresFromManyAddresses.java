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
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;

/**
 * Wrong passwords for one account from many addresses within the hour: guessing through proxies.
 *
 * <p>Reads the sign-in logs of people. Counts, per account, addresses (IPv6: /64, since privacy
 * addresses rotate) that failed with a wrong password, and the failures. Own addresses and those of
 * the VPN do not count as addresses. One alert per account and day.
 *
 * <p>Misses guessing from few addresses, see {@link PasswordGuessing}. Successes from two
 * addresses, which the guide's row names too, are {@link SignInsFromTwoAddresses}.
 *
 * <p>Source: row USER-40 of the guides, failures; error codes of {@link
 * Signal#SIGN_IN_WRONG_PASSWORD}; ATT&CK T1110.
 */
public final class FailuresFromManyAddresses extends CountDetection {
    private static final SignalSet FAILURES = SignalSet.of(Signal.SIGN_IN_WRONG_PASSWORD);

    /**
     * @param addresses addresses that must fail
     * @param failures failures there must be
     * @param window length of the window
     */
    public record Settings(@Min(2) int addresses, @Min(2) int failures, @NotNull Duration window) {}

    private final Settings settings;

    public FailuresFromManyAddresses(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    protected SignalSet counted() {
        return FAILURES;
    }

    @Override
    protected List<CountRule> rules() {
        return List.of(
                new CountRule("hour", settings.window(), settings.addresses(), Attempts::network)
                        .withObservations(2 * settings.failures()));
    }

    @Override
    protected boolean isExcused(Reach reach, View view) {
        return reach.window().size() < settings.failures()
                || addresses(reach, view) < settings.addresses();
    }

    @Override
    protected Draft describe(Reach reach, View view) {
        return Draft.of(severity())
                .stage("failures", reach.window())
                .value("addresses", addresses(reach, view))
                .value("failures", reach.window().size());
    }

    private static int addresses(Reach reach, View view) {
        List<Observation> foreign =
                reach.window().stream()
                        .filter(attempt -> !Attempts.isFromOwnNetwork(attempt, view))
                        .toList();
        return Attempts.distinct(foreign, Attempts::network);
    }
}
