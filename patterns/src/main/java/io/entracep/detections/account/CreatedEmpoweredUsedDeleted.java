package io.entracep.detections.account;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Match;
import io.entracep.detection.SequenceDetection;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.signal.Observation;
import io.entracep.signal.Roles;
import io.entracep.signal.Signal;
import io.entracep.signal.SignalSet;
import io.entracep.state.Calendar;
import io.entracep.state.Habits;
import io.entracep.state.Need;
import io.entracep.state.ProfileKind;
import io.entracep.state.TimeRange;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.flink.cep.pattern.Pattern;
import org.hibernate.validator.constraints.time.DurationMin;
import org.jspecify.annotations.Nullable;

/**
 * An account that was created, used and deleted: the whole life of an intruder's account.
 *
 * <p>Reads AuditLogs and the sign-in logs. One alert per account, at its first deletion, with the
 * closest creation before it. Used means a successful sign-in as the account, or an audit record
 * with it as actor, between creation and deletion: the records of the last {@code evidence-within}
 * before the deletion are evidence, before that the calendar of the account's active days tells.
 * Critical when it lived less than {@code critical-within}, High below {@code high-within}. What it
 * was given in between (roles, groups, applications, credentials) is evidence too. Silent where
 * approved life cycle applications did both.
 *
 * <p>Misses accounts of which creation or use was not logged. A failed audit operation earlier than
 * {@code evidence-within} before the deletion is no use.
 *
 * <p>Source: row BEYOND-04.
 */
public final class CreatedEmpoweredUsedDeleted extends SequenceDetection {
    private static final SignalSet USES = SignalSet.of(Signal.SIGN_IN_SUCCESS, Signal.AUDIT);
    private static final SignalSet LIFE = SignalSet.of(Signal.USER_CREATED, Signal.USER_DELETED);
    private static final SignalSet POWERS =
            SignalSet.of(Signal.APP_ROLE_GRANTED_TO_USER, Signal.CREDENTIAL_GIVEN);

    /**
     * @param criticalWithin shorter lives are Critical
     * @param highWithin shorter lives are High, longer ones no alert
     * @param evidenceWithin uses so long before the deletion are shown, at least a day
     */
    public record Settings(
            @NotNull Duration criticalWithin,
            @NotNull Duration highWithin,
            @NotNull @DurationMin(days = 1) Duration evidenceWithin) {}

    private final Settings settings;

    public CreatedEmpoweredUsedDeleted(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    protected Pattern<Observation, ?> pattern() {
        return Pattern.<Observation>begin("created")
                .where(on(Signal.USER_CREATED).as(TARGET))
                .followedBy("deleted")
                .where(on(Signal.USER_DELETED).as(TARGET))
                .within(settings.highWithin());
    }

    @Override
    protected SignalSet context() {
        return USES.union(POWERS).union(Privileges.GRANTS);
    }

    /** Uses are kept no longer than they are shown: every sign-in of every user is one. */
    @Override
    public List<Need> needs() {
        Duration window = settings.highWithin();
        List<Need> needs = new ArrayList<>(Privileges.needs(Privileges.GRANTS, window));
        needs.add(Need.stages(LIFE, Roles.TARGET, window));
        needs.add(Need.stages(POWERS, Roles.TARGET, window));
        needs.add(Need.stages(USES, Roles.ACTOR, settings.evidenceWithin()));
        return needs;
    }

    @Override
    public Set<ProfileKind> readsProfile() {
        return Set.of(ProfileKind.ACTIVITY);
    }

    /** Anchors are deletions: a day of use matters to those of later days. */
    @Override
    protected TimeRange profileReach(long time) {
        return new TimeRange(
                Habits.startOf(Habits.day(time) + 1), time + settings.highWithin().toMillis());
    }

    @Override
    protected @Nullable Draft describe(Match match, View view) {
        Observation created = match.stage("created");
        Observation deleted = match.stage("deleted");
        boolean lifecycle =
                AccountCreatedAndDeleted.isLifecycle(created, view)
                        && AccountCreatedAndDeleted.isLifecycle(deleted, view);
        if (lifecycle || !isFirstDeletion(created, deleted, view)) {
            return null;
        }
        long shownFrom =
                Math.max(created.time(), deleted.time() - settings.evidenceWithin().toMillis() + 1);
        List<Observation> uses =
                view.observations(new TimeRange(shownFrom, deleted.time() + 1), USES).stream()
                        .filter(use -> use.plays(Roles.ACTOR) && !use.equals(deleted))
                        .toList();
        int days = activeDays(created, deleted, uses, view);
        if (uses.isEmpty() && days == 0) {
            return null;
        }
        List<Observation> powers = powers(created, deleted, view);
        Duration lifetime = Duration.ofMillis(deleted.time() - created.time());
        boolean critical = lifetime.compareTo(settings.criticalWithin()) < 0;
        return Draft.of(critical ? severity() : Severity.HIGH)
                .stage("created", created)
                .stage("empowered", powers)
                .stage("used", uses)
                .stage("deleted", deleted)
                .value("lifetime", Words.duration(lifetime))
                .value("creator", Words.actor(created))
                .value("deleter", Words.actor(deleted))
                .value("activeDays", days == 0 ? null : days)
                .value("empowered", powers.isEmpty() ? null : label(powers.get(0)));
    }

    private static boolean isFirstDeletion(Observation created, Observation deleted, View view) {
        return !view.hasBetween(
                created,
                deleted,
                LIFE,
                other -> other.has(Signal.USER_DELETED) && other.plays(Roles.TARGET));
    }

    /**
     * Days of use. Of days before that of the deletion the calendar tells, since the account was
     * not there before its creation; of that day only the records tell what came before the
     * deletion.
     */
    private static int activeDays(
            Observation created, Observation deleted, List<Observation> uses, View view) {
        long lastDay = Habits.day(deleted.time());
        boolean onLastDay = uses.stream().anyMatch(use -> Habits.day(use.time()) == lastDay);
        Calendar active = view.baseline().calendar(ProfileKind.ACTIVITY, "");
        int before = active == null ? 0 : active.count(Habits.day(created.time()), lastDay);
        return before + (onLastDay ? 1 : 0);
    }

    private static List<Observation> powers(Observation created, Observation deleted, View view) {
        TimeRange life = new TimeRange(created.time(), deleted.time() + 1);
        return view.observations(life, Privileges.GRANTS.union(POWERS)).stream()
                .filter(power -> isPower(power, view))
                .toList();
    }

    private static boolean isPower(Observation power, View view) {
        return power.signals().intersects(POWERS)
                ? power.plays(Roles.TARGET)
                : Privileges.isGiven(power) && Privileges.isPrivileged(power, view);
    }

    private static @Nullable String label(Observation power) {
        return power.signals().intersects(Privileges.GRANTS)
                ? Privileges.label(power)
                : power.event().activityName();
    }
}
