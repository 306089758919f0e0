package io.entracep.detections.spray;

import io.entracep.detection.Affected;
import io.entracep.detection.CountDetection;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Findings;
import io.entracep.detection.Reach;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.signal.SourceSuccess;
import io.entracep.state.Need;
import io.entracep.state.TimeRange;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the counts of strange attempts share: what is kept, what speaks against a spray, and whom it
 * names. A function of the sets of findings and of days on which accounts succeeded.
 */
abstract class SprayCount extends CountDetection {
    static final SignalSet FINDINGS = Findings.ALL;
    static final SignalSet SUCCESSES = SignalSet.of(Signal.SOURCE_SUCCESS);
    private static final Duration DAY = Duration.ofDays(1);

    /** Accounts that are kept of each hour, and of the successes of each day. */
    static final int KEPT = 500;

    /** Days before, of which an account is tried from one source on all but one: a habit. */
    private static final int HABIT_DAYS = 7;

    private @Nullable String habits;

    SprayCount(Entry entry) {
        super(entry);
    }

    /** Id of the building block that is counted. */
    abstract String attempts();

    /** Id of the building block of right passwords; null where none is looked at. */
    abstract @Nullable String signIns();

    /** Within which the accounts must be tried. */
    abstract Duration window();

    @Override
    public final boolean correlates() {
        return true;
    }

    @Override
    public Set<String> reads() {
        String signIns = signIns();
        return signIns == null ? Set.of(attempts()) : Set.of(attempts(), signIns);
    }

    @Override
    protected final SignalSet counted() {
        return FINDINGS;
    }

    @Override
    protected final SignalSet context() {
        return SUCCESSES;
    }

    @Override
    public List<Need> needs() {
        Duration reach = window().plus(period()).plusDays(HABIT_DAYS + 2);
        return List.of(
                findings(reach),
                Need.perValue(
                        SUCCESSES,
                        -1,
                        window().multipliedBy(2).plus(period()).plusDays(2),
                        success -> success.event().actorId(),
                        KEPT));
    }

    /**
     * Each finding by itself: none that is kept apart with another comes back when that other is
     * cleared.
     */
    static Need findings(Duration reach) {
        return Need.perValue(FINDINGS, -1, reach, Observation::eventId, 2 * KEPT);
    }

    static @Nullable String account(Observation finding) {
        return Findings.value(finding, StrangeAttempt.ACCOUNT);
    }

    static @Nullable String address(Observation finding) {
        return Findings.value(finding, StrangeAttempt.ADDRESS);
    }

    /** A success of a day also concerns windows that ended on that day, and those long after. */
    @Override
    protected TimeRange momentsAffectedBy(Observation observation) {
        return observation.has(Signal.SOURCE_SUCCESS)
                ? new TimeRange(
                        observation.time() - 2 * DAY.toMillis(),
                        TimeRange.plus(observation.time(), 2 * window().toMillis()))
                : new TimeRange(
                        observation.time(),
                        TimeRange.plus(
                                observation.time(),
                                Math.max(window().toMillis(), (HABIT_DAYS + 1) * DAY.toMillis())));
    }

    @Override
    protected boolean isNothing(Observation inserted, View view) {
        return inserted.has(Signal.SOURCE_SUCCESS)
                && view.observations(momentsAffectedBy(inserted), FINDINGS).isEmpty();
    }

    /** What is tried day after day is no spray: a server that keeps old passwords. */
    @Override
    protected boolean counts(Observation finding, View view) {
        String account = account(finding);
        return finding.isFindingOf(attempts())
                && account != null
                && !isHabit(finding, account, view);
    }

    private boolean isHabit(Observation finding, String account, View view) {
        long day = SourceSuccess.day(finding.time());
        Map<Long, Map<String, Set<Long>>> known = view.once(habits(), HashMap::new);
        Map<String, Set<Long>> days = known.get(day);
        if (days == null) {
            days = daysByAccount(view, day - HABIT_DAYS, day);
            known.put(day, days);
        }
        return !days.isEmpty() && days.getOrDefault(account, Set.of()).size() >= HABIT_DAYS - 1;
    }

    /** Name of what is remembered: days by account, for each day that is asked about. */
    private String habits() {
        if (habits == null) {
            habits = attempts() + " before a day";
        }
        return habits;
    }

    private Map<String, Set<Long>> daysByAccount(View view, long from, long to) {
        Map<String, Set<Long>> days = new HashMap<>();
        for (Observation finding :
                view.observations(
                        new TimeRange(from * DAY.toMillis(), to * DAY.toMillis()), FINDINGS)) {
            String account = account(finding);
            if (account != null && finding.isFindingOf(attempts())) {
                days.computeIfAbsent(account, key -> new HashSet<>())
                        .add(SourceSuccess.day(finding.time()));
            }
        }
        return days;
    }

    /**
     * How many accounts succeeded here from a window before the window to the end of its last day.
     */
    final long succeeded(Reach reach, View view) {
        long from = SourceSuccess.day(reach.window().get(0).time() - window().toMillis());
        long to = SourceSuccess.day(reach.end().time());
        return view.once(
                id() + " succeeded " + from + " " + to,
                () -> {
                    TimeRange days =
                            new TimeRange(from * DAY.toMillis(), (to + 1) * DAY.toMillis());
                    return Estimate.distinct(view.observations(days, SUCCESSES), KEPT);
                });
    }

    /** From the begin of the window to the end of the period that it makes an alert of. */
    final Victims victims(Reach reach, View view) {
        Victims victims = new Victims();
        for (Observation finding : view.observations(untilEndOfPeriod(reach, view), FINDINGS)) {
            if (counts(finding, view)) {
                victims.tried(finding);
            } else if (signIns() != null && finding.isFindingOf(signIns())) {
                victims.presented(finding);
            }
        }
        return victims;
    }

    /** What every spray says of its accounts; three right passwords are a list that leaked. */
    final Draft draft(Severity counted, Reach reach, Victims victims) {
        Severity severity = victims.right() > 0 ? counted.raised() : counted;
        if (victims.right() >= 3) {
            severity = severity.atLeast(victims.entered() > 0 ? Severity.CRITICAL : Severity.HIGH);
        }
        return Draft.of(severity)
                .stage("attempts", reach.window())
                .value("right", victims.right() == 0 ? null : victims.right())
                .value("hits", victims.hits())
                .value(Affected.VALUE, Affected.text(victims.affected()));
    }

    @Override
    protected Duration period() {
        return Duration.ofDays(7);
    }
}
