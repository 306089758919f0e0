package io.entracep.detections.spray;

import static io.entracep.detection.Condition.onFindingOf;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.FindingDetection;
import io.entracep.detection.Findings;
import io.entracep.detection.View;
import io.entracep.signal.Entity;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.state.TimeRange;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A password spray that worked: an account that its source signed in to does what administrators
 * do.
 *
 * <p>Reads, at the address or the autonomous system, {@code action-after-strange-sign-in} and the
 * moments of the spray around that sign-in. About the account. One alert per sign-in, so that
 * thirty actions after it are one alert.
 *
 * <p>Misses actions in other logs than AuditLogs, and sign-ins from another autonomous system than
 * that of the spray.
 *
 * <p>Source: row BEYOND-01.
 */
public final class SprayToPrivilegedAction extends FindingDetection {
    private static final SignalSet ENTERED = SignalSet.of(Signal.SIGN_IN_FRESH);
    private static final SignalSet METHOD = SignalSet.of(Signal.SECURITY_INFO_REGISTERED);
    private static final SignalSet ACTION = SignalSet.of(Signal.PRIVILEGED_ACTION);

    /**
     * @param about address or network
     * @param after the sign-in comes less than this after a moment of the spray
     * @param before or at most so long before it
     * @param actionWithin the action follows the sign-in in less than this
     */
    public record Settings(
            @NotNull Source about,
            @NotNull Duration after,
            @NotNull Duration before,
            @NotNull Duration actionWithin) {}

    private final Settings settings;

    public SprayToPrivilegedAction(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    public EntityType entityType() {
        return settings.about().type();
    }

    private String actions() {
        return settings.about() == Source.ADDRESS
                ? ActionAfterStrangeSignIn.AT_ADDRESS
                : ActionAfterStrangeSignIn.AT_NETWORK;
    }

    @Override
    public Set<String> reads() {
        return Set.of(SprayMoments.spray(settings.about()), actions());
    }

    @Override
    protected Condition examined() {
        return onFindingOf(actions()).each();
    }

    @Override
    public Duration momentsReach() {
        return settings.after().plus(settings.actionWithin()).plus(period());
    }

    /** Long, since only the sign-in separates alerts. */
    @Override
    protected Duration period() {
        return Duration.ofDays(7);
    }

    @Override
    protected Duration lookAhead() {
        return settings.before();
    }

    @Override
    protected TimeRange anchorsAffectedByMoments(TimeRange moments) {
        return SprayMoments.asking(
                        moments, settings.after().plus(settings.actionWithin()), settings.before())
                .widen(longestPeriod(), 0);
    }

    @Override
    protected @Nullable Draft examine(Observation action, View view) {
        String account = SprayCount.account(action);
        String signInTime = Findings.value(action, ActionAfterStrangeSignIn.SIGN_IN_TIME);
        if (account == null || signInTime == null) {
            return null;
        }
        Observation spray =
                SprayMoments.around(
                        Long.parseLong(signInTime),
                        settings.after(),
                        settings.before(),
                        settings.about(),
                        view);
        if (spray == null) {
            return null;
        }
        String name = Findings.value(action, StrangeAttempt.NAME);
        return Draft.of(severity())
                .about(new Entity(EntityType.USER, view.entity().tenantId(), account))
                .group(Findings.value(action, ActionAfterStrangeSignIn.SIGN_IN))
                .stage("spray", Findings.evidence(spray))
                .stage("sign-in", Findings.evidence(action, ENTERED))
                .stage("method", Findings.evidence(action, METHOD))
                .stage("action", Findings.evidence(action, ACTION))
                .value("account", name == null ? account : name)
                .value("address", SprayCount.address(action))
                .value("source", view.entity().id())
                .value("sprayed", Findings.value(spray, "count"))
                .value("method", Findings.value(action, "method"))
                .value("action", Findings.value(action, "action"))
                .value("role", Findings.value(action, "role"))
                .value("gap", Findings.value(action, "gap"));
    }
}
