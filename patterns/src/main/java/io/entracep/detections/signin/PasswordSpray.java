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
 * One address fails against many accounts: password spraying.
 *
 * <p>Reads the sign-in logs of people. Counts accounts, by id or else by name, that failed in a way
 * a spray produces, per address (IPv6: per /64), in three windows: a burst, the usual one, and a
 * slow one of a day in which only accounts count that were tried a few times. More accounts must
 * fail than succeed: so an office does not look like a spray. Accounts of which the address
 * presented the right password between the begin of the window and the end of the day are named,
 * also where a second factor, Conditional Access or an expired password stopped the sign-in. One
 * alert per address and day.
 *
 * <p>Misses sprays over many addresses (see {@link PasswordSprayByClient}), sprays slower than the
 * slow window, and sprays behind an address from which more accounts sign in than are attacked.
 *
 * <p>Source: row USER-36 of the guides; error codes of {@link Signal#SIGN_IN_SPRAY_FAILURE}; ATT&CK
 * T1110.003.
 */
public final class PasswordSpray extends CountDetection {
    private static final SignalSet FAILURES = SignalSet.of(Signal.SIGN_IN_SPRAY_FAILURE);
    private static final SignalSet HITS = SignalSet.of(Signal.SIGN_IN_PASSWORD_VALID);
    private static final int MAX_HITS = 50;

    /**
     * @param users accounts that must fail within {@code window}
     * @param window usual window
     * @param burstUsers accounts that must fail within {@code burstWindow}
     * @param burstWindow short window
     * @param slowUsers accounts that must fail within {@code slowWindow}
     * @param slowWindow long window
     * @param slowTriesPerUser in the long window, only accounts tried so often at most count
     * @param egressUsers accounts that must fail in any window where the address is the
     *     organisation's own
     */
    public record Settings(
            @Min(2) int users,
            @NotNull Duration window,
            @Min(2) int burstUsers,
            @NotNull Duration burstWindow,
            @Min(2) int slowUsers,
            @NotNull Duration slowWindow,
            @Min(1) int slowTriesPerUser,
            @Min(2) int egressUsers) {}

    private final Settings settings;

    public PasswordSpray(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    public EntityType entityType() {
        return EntityType.IP;
    }

    @Override
    protected SignalSet counted() {
        return FAILURES;
    }

    @Override
    protected List<CountRule> rules() {
        return List.of(
                new CountRule("usual", settings.window(), settings.users(), Attempts::account),
                new CountRule(
                        "burst", settings.burstWindow(), settings.burstUsers(), Attempts::account),
                new CountRule(
                                "slow",
                                settings.slowWindow(),
                                settings.slowUsers(),
                                Attempts::account)
                        .eachAtMost(settings.slowTriesPerUser()));
    }

    @Override
    public List<Need> needs() {
        List<Need> needs = new ArrayList<>(super.needs());
        // Own addresses need more accounts than the rules: keep so many that they can be counted.
        needs.add(
                Need.distinct(
                        FAILURES,
                        -1,
                        settings.window(),
                        settings.window().plus(period()),
                        Attempts::account,
                        settings.egressUsers()));
        return needs;
    }

    /**
     * Of the organisation's own IPv4 addresses more; its IPv6 networks are told apart in {@link
     * #isExcused}.
     */
    @Override
    protected int atLeast(CountRule rule, View view) {
        return view.policy().isCorporateEgress(view.entity().id())
                ? Math.max(rule.atLeast(), settings.egressUsers())
                : rule.atLeast();
    }

    @Override
    protected SignalSet context() {
        return HITS;
    }

    @Override
    protected Counterweight counterweight() {
        return new Counterweight(
                HITS, hit -> hit.has(Signal.SIGN_IN_SUCCESS), Attempts::account, MAX_HITS);
    }

    @Override
    protected boolean isExcused(Reach reach, View view) {
        String ip = reach.end().event().origin().ip();
        return view.policy().isApprovedScanner(ip)
                || (view.policy().isCorporateEgress(ip) && reach.count() < settings.egressUsers());
    }

    @Override
    protected Draft describe(Reach reach, View view) {
        List<Observation> hits = view.observations(untilEndOfPeriod(reach, view), HITS);
        return Draft.of(severity())
                .stage("failures", reach.window())
                .stage("right passwords", hits)
                .value("address", view.entity().id())
                .value("rule", reach.rule().name())
                .value("hits", Attempts.names(hits));
    }
}
