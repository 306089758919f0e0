package io.entracep.detections.spray;

import io.entracep.detection.CountDetection;
import io.entracep.detection.CountRule;
import io.entracep.detection.Counterweight;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Reach;
import io.entracep.detection.View;
import io.entracep.detections.signin.Attempts;
import io.entracep.event.Origin;
import io.entracep.policy.PolicyInput;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One address tries names that the directory does not have.
 *
 * <p>Reads the sign-in logs of people at the address: such attempts carry no object id, so the
 * counts of strange attempts do not see them. More names must fail than accounts succeed. One alert
 * per address and day, with the accounts of which the address presented the right password.
 *
 * <p>Misses lists that are worked through from many addresses.
 *
 * <p>Source: row USER-36 of the guides; error code 50034; ATT&CK T1087.004.
 */
public final class UnknownNamesTried extends CountDetection {
    private static final int USER_NOT_FOUND = 50034;
    private static final SignalSet FAILURES = SignalSet.of(Signal.SIGN_IN_SPRAY_FAILURE);
    private static final SignalSet HITS = SignalSet.of(Signal.SIGN_IN_PASSWORD_VALID);
    private static final int MAX_HITS = 50;

    /**
     * @param names names that must be tried within {@code window}
     * @param window usual window
     * @param slowNames names that must be tried within {@code slowWindow}
     * @param slowWindow long window
     */
    public record Settings(
            @Min(2) int names,
            @NotNull Duration window,
            @Min(2) int slowNames,
            @NotNull Duration slowWindow) {}

    private final Settings settings;

    public UnknownNamesTried(Entry entry, Settings settings) {
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
                new CountRule(
                        "usual", settings.window(), settings.names(), UnknownNamesTried::name),
                new CountRule(
                        "slow",
                        settings.slowWindow(),
                        settings.slowNames(),
                        UnknownNamesTried::name));
    }

    private static @Nullable String name(Observation attempt) {
        return attempt.event().errorCode() == USER_NOT_FOUND ? Attempts.account(attempt) : null;
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
        Origin origin = reach.end().event().origin();
        return view.policy().holds(PolicyInput.APPROVED_SCANNERS, origin.ip())
                || view.policy().holds(PolicyInput.CORPORATE_EGRESS, origin.ip())
                || view.policy().isVpn(origin.ip(), origin.asn());
    }

    @Override
    protected Draft describe(Reach reach, View view) {
        List<Observation> hits = view.observations(untilEndOfPeriod(reach, view), HITS);
        return Draft.of(severity())
                .stage("attempts", reach.window())
                .stage("right passwords", hits)
                .value("address", view.entity().id())
                .value("rule", reach.rule().name())
                .value("hits", Attempts.names(hits));
    }
}
