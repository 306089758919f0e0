package io.entracep.detections.signin;

import io.entracep.detection.CountDetection;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.View;
import io.entracep.event.Party;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.state.Need;
import io.entracep.state.TimeRange;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One address fails against many accounts: password spraying.
 *
 * <p>Reads the sign-in logs of people. Counts accounts, by id or else by name, that failed in a way
 * a spray produces, per address (IPv6: per /64), in three windows: a burst, the usual one, and a
 * slow one of a day in which no account is tried often. More accounts must fail than succeed.
 * Accounts of which the address presented the right password, also where a second factor or
 * Conditional Access stopped the sign-in, are named. One alert per address and day.
 *
 * <p>Misses sprays over many addresses (see {@code password-spray-by-client}) and sprays slower
 * than the slow window.
 *
 * <p>Source: row USER-36 of the guides; error codes of {@link Signal#SIGN_IN_SPRAY_FAILURE}; ATT&CK
 * T1110.003.
 */
public final class PasswordSpray extends CountDetection {
    private static final SignalSet FAILURES = SignalSet.of(Signal.SIGN_IN_SPRAY_FAILURE);
    private static final SignalSet HITS = SignalSet.of(Signal.SIGN_IN_PASSWORD_VALID);
    private static final int MAX_HITS = 50;
    private static final String SLOW = "slow";

    /**
     * @param users accounts that must fail within {@code window}
     * @param window usual window
     * @param burstUsers accounts that must fail within {@code burstWindow}
     * @param burstWindow short window
     * @param slowUsers accounts that must fail within {@code slowWindow}
     * @param slowWindow long window
     * @param slowTriesPerUser in the long window, tries per failing account at most, on average
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
    protected List<Rule> rules() {
        return List.of(
                new Rule("usual", settings.window(), settings.users(), PasswordSpray::account),
                new Rule(
                        "burst",
                        settings.burstWindow(),
                        settings.burstUsers(),
                        PasswordSpray::account),
                new Rule(
                        SLOW, settings.slowWindow(), settings.slowUsers(), PasswordSpray::account));
    }

    @Override
    protected SignalSet context() {
        return HITS;
    }

    @Override
    protected Need contextNeed(SignalSet signals, Duration reach) {
        return Need.perValue(signals, -1, reach, PasswordSpray::account, MAX_HITS);
    }

    @Override
    protected @Nullable Draft describe(Reach reach, View view) {
        String address = view.entity().id();
        Observation end = reach.end();
        if (view.policy().isApprovedScanner(end.event().origin().ip())) {
            return null;
        }
        boolean own = view.policy().isCorporateEgress(end.event().origin().ip());
        if (own && reach.count() < settings.egressUsers()) {
            return null;
        }
        if (reach.rule().name().equals(SLOW)
                && reach.window().size() > (long) settings.slowTriesPerUser() * reach.count()) {
            return null;
        }
        TimeRange window =
                new TimeRange(end.time() - reach.rule().window().toMillis() + 1, end.time() + 1);
        List<Observation> hits = view.observations(window, HITS);
        Set<String> hit = hits.stream().map(PasswordSpray::account).collect(Collectors.toSet());
        if (hit.size() >= reach.count()) {
            return null;
        }
        return Draft.of(severity())
                .stage("failures", reach.window())
                .stage("right passwords", hits)
                .value("address", address)
                .value("rule", reach.rule().name())
                .value(
                        "hits",
                        hit.isEmpty()
                                ? null
                                : hits.stream()
                                        .map(PasswordSpray::name)
                                        .distinct()
                                        .sorted()
                                        .collect(Collectors.joining(", ")));
    }

    /** Object id, else the name that was tried. */
    private static @Nullable String account(Observation observation) {
        Party actor = observation.event().actor();
        if (actor == null) {
            return null;
        }
        return actor.id() != null ? actor.id() : actor.name();
    }

    private static String name(Observation observation) {
        Party actor = observation.event().actor();
        return actor == null ? "unknown" : actor.label();
    }
}
