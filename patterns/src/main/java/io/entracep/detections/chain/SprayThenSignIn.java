package io.entracep.detections.chain;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.EventDetection;
import io.entracep.detection.Findings;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.event.EntraEvent;
import io.entracep.event.Party;
import io.entracep.signal.Entity;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.state.Habits;
import io.entracep.state.Need;
import io.entracep.state.TimeRange;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An address that sprayed passwords presented the right one of an account.
 *
 * <p>Reads, at the address, the moments at which {@code password-spray} counted enough accounts,
 * and every sign-in with fresh credentials in which the password was right: from {@code before} the
 * moment (an account is hit while the spray still goes on) to {@code after} it. About the account.
 * High for a success, Medium where something else stopped the sign-in. Not from the organisation's
 * own addresses. One alert per address, account and aligned day; as a building block one finding
 * per sign-in, at its own time.
 *
 * <p>Misses victims that were signed in to from another address than that of the spray (see {@link
 * SprayThenSignInByClient}), and sign-ins without the user's object id.
 *
 * <p>Source: row BEYOND-01, steps A and B.
 */
public class SprayThenSignIn extends EventDetection {
    private static final SignalSet HITS = SignalSet.of(Signal.SIGN_IN_PASSWORD_VALID);
    private static final Duration DAY = Duration.ofDays(1);
    private static final int ACCOUNTS = 200;

    /**
     * @param after the sign-in comes less than this after a moment of the spray
     * @param before or at most so long before it
     * @param perDay whether sign-ins of one account and day are one finding
     */
    public record Settings(@NotNull Duration after, @NotNull Duration before, boolean perDay) {}

    private final Settings settings;

    public SprayThenSignIn(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    public EntityType entityType() {
        return EntityType.IP;
    }

    /** How many different accounts of one hour are kept. */
    protected int accounts() {
        return ACCOUNTS;
    }

    /** Id of the count whose moments are the spray. */
    protected String spray() {
        return "password-spray";
    }

    @Override
    public final Set<String> reads() {
        return Set.of(spray());
    }

    @Override
    public Duration momentsReach() {
        return settings.after().plus(period());
    }

    /** Own IPv6 networks are told apart in {@link #examine}. */
    @Override
    public boolean canFind(View view) {
        return super.canFind(view)
                && view.canCount(spray())
                && !view.policy().isCorporateEgress(view.entity().id());
    }

    @Override
    protected SignalSet examined() {
        return HITS;
    }

    @Override
    protected Duration period() {
        return settings.perDay() ? DAY : Duration.ZERO;
    }

    @Override
    protected Duration lookAhead() {
        return settings.before();
    }

    @Override
    protected TimeRange anchorsAffectedByMoments(TimeRange moments) {
        return moments.widen(
                settings.before().toMillis() + longestPeriod(), settings.after().toMillis());
    }

    @Override
    protected List<Need> examinedNeeds(SignalSet signals, Duration reach) {
        return List.of(
                Need.perValue(signals, roles(), reach, SprayThenSignIn::account, accounts()));
    }

    @Override
    protected @Nullable Draft examine(Observation hit, View view) {
        EntraEvent event = hit.event();
        String account = event.actorId();
        if (account == null || view.policy().isCorporateEgress(event.origin().ip())) {
            return null;
        }
        Observation spray = sprayAround(hit, view);
        if (spray == null) {
            return null;
        }
        boolean success = hit.has(Signal.SIGN_IN_SUCCESS);
        Party actor = event.actor();
        return Draft.of(success ? severity() : Severity.MEDIUM)
                .about(new Entity(EntityType.USER, event.tenantId(), account))
                .group(account)
                .stage("spray", Findings.evidence(spray))
                .stage("sign-in", hit)
                .value("account", actor == null ? account : actor.label())
                .value("address", event.origin().network())
                .value("sprayed", Findings.value(spray, "count"))
                .value(
                        success ? "entered" : "stopped",
                        success ? "signed in" : "was stopped with code " + event.errorCode());
    }

    /** The last moment of a spray before the sign-in, else the first after it; null for none. */
    private @Nullable Observation sprayAround(Observation hit, View view) {
        List<Observation> moments = view.reached(spray(), momentsAround(hit));
        // Looked up and not looked through: a long spray has thousands of moments.
        int after = Observation.firstAt(moments, hit.time() + 1);
        if (after > 0) {
            Observation last = moments.get(after - 1);
            if (hit.time() - last.time() < settings.after().toMillis()) {
                return last;
            }
        }
        if (after == moments.size()) {
            return null;
        }
        Observation next = moments.get(after);
        return next.time() - hit.time() <= settings.before().toMillis() ? next : null;
    }

    /** Whole days, so that sign-ins of one day ask for the same moments. */
    private TimeRange momentsAround(Observation hit) {
        long start = Habits.startOf(Habits.day(hit.time()));
        return new TimeRange(
                start - settings.after().toMillis(),
                start + DAY.plus(settings.before()).toMillis() + 1);
    }

    private static @Nullable String account(Observation hit) {
        return hit.event().actorId();
    }
}
