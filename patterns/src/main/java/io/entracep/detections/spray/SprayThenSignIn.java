package io.entracep.detections.spray;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.FindingDetection;
import io.entracep.detection.Findings;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.signal.Entity;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.state.TimeRange;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The source of a spray presented the right password of an account that never worked from there.
 *
 * <p>Reads, at the address or the autonomous system, {@code strange-sign-in} and the moments at
 * which {@code password-spray} counted enough accounts, from {@code before} the moment (an account
 * is hit while the spray still goes on) to {@code after} it. About the account. High for a success,
 * Medium where something else stopped the sign-in. One alert per source, account and aligned day.
 * The entry of the autonomous system leaves to that of the address what one address sprayed alone.
 *
 * <p>Misses victims that were signed in to from another autonomous system than that of the spray,
 * and from an address that the victim uses.
 *
 * <p>Source: row BEYOND-01, steps A and B.
 */
public final class SprayThenSignIn extends FindingDetection {
    private static final Duration DAY = Duration.ofDays(1);

    /** An address that tries so many accounts sprayed alone: the entry of addresses tells it. */
    private static final int ALONE_ACCOUNTS = 3;

    /**
     * @param about address or network
     * @param after the sign-in comes less than this after a moment of the spray
     * @param before or at most so long before it
     */
    public record Settings(
            @NotNull Source about, @NotNull Duration after, @NotNull Duration before) {}

    private final Settings settings;

    public SprayThenSignIn(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    public EntityType entityType() {
        return settings.about().type();
    }

    private String signIns() {
        return settings.about() == Source.ADDRESS
                ? StrangeSignIn.AT_ADDRESS
                : StrangeSignIn.AT_NETWORK;
    }

    @Override
    public Set<String> reads() {
        return Set.of(SprayMoments.spray(settings.about()), signIns());
    }

    @Override
    protected Condition examined() {
        return on(FINDINGS).each();
    }

    @Override
    public Duration momentsReach() {
        return settings.after().plus(period()).plus(DAY);
    }

    @Override
    protected Duration period() {
        return DAY;
    }

    @Override
    protected Duration lookAhead() {
        return settings.before();
    }

    @Override
    protected TimeRange anchorsAffectedByMoments(TimeRange moments) {
        return SprayMoments.asking(moments, settings.after(), settings.before())
                .widen(longestPeriod(), 0);
    }

    /** An attempt that makes its address one that sprayed alone changes what is told of it. */
    @Override
    protected TimeRange anchorsAffectedBy(Observation observation) {
        if (signIn(observation)) {
            return super.anchorsAffectedBy(observation);
        }
        return settings.about() == Source.NETWORK && attempt(observation)
                ? TimeRange.around(
                                observation.time(),
                                settings.after().toMillis(),
                                settings.after().toMillis())
                        .widen(longestPeriod(), 0)
                : TimeRange.NEVER;
    }

    @Override
    protected boolean isNothing(Observation inserted, View view) {
        return signIn(inserted)
                ? super.isNothing(inserted, view)
                : view.reached(
                                        SprayMoments.spray(settings.about()),
                                        SprayMoments.asked(
                                                anchorsAffectedBy(inserted),
                                                settings.after(),
                                                settings.before()))
                                .isEmpty()
                        && !mayDecideForNeighbour(inserted, view);
    }

    private boolean mayDecideForNeighbour(Observation attempt, View view) {
        return settings.about() == Source.NETWORK
                && neighbours(attempt.time(), view).mayDecide(attempt);
    }

    private boolean signIn(Observation finding) {
        return finding.isFindingOf(signIns());
    }

    private static boolean attempt(Observation finding) {
        return finding.isFindingOf(StrangeAttempt.AT_NETWORK);
    }

    @Override
    protected @Nullable Draft examine(Observation hit, View view) {
        String account = SprayCount.account(hit);
        if (!signIn(hit) || account == null) {
            return null;
        }
        Observation spray =
                SprayMoments.around(
                        hit.time(), settings.after(), settings.before(), settings.about(), view);
        List<Observation> tried = spray == null ? triedByNeighbour(hit, view) : List.of(spray);
        if (tried.isEmpty() || isOfAnAddressAlone(hit, view)) {
            return null;
        }
        boolean entered = Findings.value(hit, StrangeSignIn.ENTERED) != null;
        String name = Findings.value(hit, StrangeAttempt.NAME);
        String code = Findings.value(hit, StrangeAttempt.CODE);
        return Draft.of(entered ? severity() : Severity.MEDIUM)
                .about(new Entity(EntityType.USER, view.entity().tenantId(), account))
                .group(account)
                .stage("spray", evidence(tried))
                .stage("sign-in", Findings.evidence(hit))
                .value("account", name == null ? account : name)
                .value("address", SprayCount.address(hit))
                .value("source", view.entity().id())
                .value("sprayed", spray == null ? tried.size() : Findings.value(spray, "count"))
                .value(
                        entered ? "entered" : "stopped",
                        entered ? "signed in" : "was stopped with code " + code);
    }

    private List<Observation> triedByNeighbour(Observation hit, View view) {
        return settings.about() == Source.NETWORK
                ? neighbours(hit.time(), view)
                        .triedBefore(hit, hit.time() - after(), hit.time() + before() + 1)
                : List.of();
    }

    /** Of the whole day, so that what happened on one day asks for the same. */
    private Neighbours neighbours(long time, View view) {
        long start = Math.floorDiv(time, DAY.toMillis()) * DAY.toMillis();
        long reach = Math.max(after(), before()) + 1;
        return view.once(
                id() + " neighbours " + start,
                () ->
                        new Neighbours(
                                view.observations(
                                        TimeRange.around(start, reach, reach + DAY.toMillis()),
                                        FINDINGS)));
    }

    private static List<Observation> evidence(List<Observation> findings) {
        return findings.stream().flatMap(finding -> Findings.evidence(finding).stream()).toList();
    }

    private long after() {
        return settings.after().toMillis();
    }

    private long before() {
        return settings.before().toMillis();
    }

    private boolean isOfAnAddressAlone(Observation hit, View view) {
        String address = SprayCount.address(hit);
        if (settings.about() == Source.ADDRESS || address == null) {
            return false;
        }
        TimeRange around =
                TimeRange.around(
                        hit.time(), settings.after().toMillis(), settings.after().toMillis());
        return view.observations(around, FINDINGS).stream()
                        .filter(SprayThenSignIn::attempt)
                        .filter(finding -> Objects.equals(address, SprayCount.address(finding)))
                        .map(SprayCount::account)
                        .distinct()
                        .limit(ALONE_ACCOUNTS)
                        .count()
                >= ALONE_ACCOUNTS;
    }
}
