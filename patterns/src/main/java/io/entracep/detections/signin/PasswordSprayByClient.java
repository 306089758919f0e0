package io.entracep.detections.signin;

import io.entracep.detection.CountDetection;
import io.entracep.detection.CountRule;
import io.entracep.detection.Counterweight;
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
import java.util.ArrayList;
import java.util.List;

/**
 * One client in one network fails against many accounts from many addresses: a spray through
 * rotating proxies, which no single address shows.
 *
 * <p>Reads the sign-in logs of people. Counts, per autonomous system and user agent, accounts and
 * addresses (IPv6: /64) that failed in a way a spray produces, in a burst and in a slow window; own
 * addresses and approved scanners do not count as addresses. Both must be many, and more accounts
 * must fail than succeed: a provider's customers with one browser mostly succeed. One alert per
 * client and day, with the accounts of which the client presented the right password.
 *
 * <p>Misses sprays that change the user agent or spread over networks, and those slower than the
 * slow window.
 *
 * <p>Source: row USER-36 of the guides, second profile; error codes of {@link
 * Signal#SIGN_IN_SPRAY_FAILURE}; ATT&CK T1110.003.
 */
public final class PasswordSprayByClient extends CountDetection {
    private static final SignalSet FAILURES = SignalSet.of(Signal.SIGN_IN_SPRAY_FAILURE);
    private static final SignalSet HITS = SignalSet.of(Signal.SIGN_IN_PASSWORD_VALID);

    /**
     * @param users accounts that must fail within {@code window}
     * @param addresses addresses they must fail from
     * @param window short window
     * @param slowUsers accounts that must fail within {@code slowWindow}
     * @param slowAddresses addresses they must fail from
     * @param slowWindow long window
     * @param slowTriesPerUser in the long window, only accounts tried so often at most count
     */
    public record Settings(
            @Min(2) int users,
            @Min(2) int addresses,
            @NotNull Duration window,
            @Min(2) int slowUsers,
            @Min(2) int slowAddresses,
            @NotNull Duration slowWindow,
            @Min(1) int slowTriesPerUser) {}

    private final Settings settings;

    public PasswordSprayByClient(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    public EntityType entityType() {
        return EntityType.CLIENT;
    }

    @Override
    protected SignalSet counted() {
        return FAILURES;
    }

    @Override
    protected List<CountRule> rules() {
        return List.of(
                new CountRule("burst", settings.window(), settings.users(), Attempts::account)
                        .spreadOver(Attempts::network, settings.addresses()),
                new CountRule(
                                "slow",
                                settings.slowWindow(),
                                settings.slowUsers(),
                                Attempts::account)
                        .eachAtMost(settings.slowTriesPerUser())
                        .spreadOver(Attempts::network, settings.slowAddresses()));
    }

    @Override
    public List<Need> needs() {
        List<Need> needs = new ArrayList<>(super.needs());
        needs.add(addresses(settings.window(), settings.addresses()));
        needs.add(addresses(settings.slowWindow(), settings.slowAddresses()));
        return needs;
    }

    private Need addresses(Duration window, int atLeast) {
        return Need.distinct(
                FAILURES, -1, window, window.plus(period()), Attempts::network, atLeast);
    }

    /** What comes from the organisation's own addresses and from its scanners does not count. */
    @Override
    protected boolean counts(Observation attempt, View view) {
        return !isOwn(attempt, view);
    }

    @Override
    protected SignalSet context() {
        return HITS;
    }

    @Override
    protected Counterweight counterweight() {
        return new Counterweight(
                HITS,
                hit -> hit.has(Signal.SIGN_IN_SUCCESS),
                Attempts::account,
                Math.max(settings.users(), settings.slowUsers()));
    }

    @Override
    protected Draft describe(Reach reach, View view) {
        List<Observation> hits = view.observations(untilEndOfPeriod(reach, view), HITS);
        return Draft.of(severity())
                .stage("failures", reach.window())
                .stage("right passwords", hits)
                .value("client", view.entity().id())
                .value("rule", reach.rule().name())
                .value("addresses", Attempts.distinct(reach.window(), Attempts::network))
                .value("hits", Attempts.names(hits));
    }

    private static boolean isOwn(Observation attempt, View view) {
        String ip = attempt.event().origin().ip();
        return view.policy().isCorporateEgress(ip) || view.policy().isApprovedScanner(ip);
    }
}
