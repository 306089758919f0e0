package io.entracep.detections.account;

import static io.entracep.detection.Condition.on;

import io.entracep.detection.Condition;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Lookup;
import io.entracep.detection.Match;
import io.entracep.detection.SequenceDetection;
import io.entracep.detection.Severity;
import io.entracep.detection.View;
import io.entracep.detection.Words;
import io.entracep.signal.Observation;
import io.entracep.signal.Signal;
import io.entracep.state.Calendar;
import io.entracep.state.Habits;
import io.entracep.state.ProfileKind;
import io.entracep.state.TimeRange;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
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
    private static final Condition DELETED = on(Signal.USER_DELETED).as(TARGET);

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
    private final Lookup uses;
    private final Lookup powers;
    private final Lookup privileges;

    public CreatedEmpoweredUsedDeleted(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
        uses =
                before(
                        settings.evidenceWithin(),
                        on(Signal.SIGN_IN_SUCCESS, Signal.AUDIT).as(ACTOR));
        powers = between(on(Signal.APP_ROLE_GRANTED_TO_USER, Signal.CREDENTIAL_GIVEN).as(TARGET));
        privileges = between(Privileges.given());
        asks(ProfileKind.ACTIVITY);
    }

    @Override
    protected Pattern<Observation, ?> pattern() {
        return Pattern.<Observation>begin("created")
                .where(on(Signal.USER_CREATED).as(TARGET))
                .followedBy("deleted")
                .where(DELETED)
                .within(settings.highWithin());
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
        if (lifecycle || isDeletedBefore(created, deleted, view)) {
            return null;
        }
        List<Observation> used =
                uses.around(deleted, view).stream()
                        .filter(use -> use.time() >= created.time() && !use.equals(deleted))
                        .toList();
        int days = activeDays(created, deleted, used, view);
        if (used.isEmpty() && days == 0) {
            return null;
        }
        List<Observation> given = powers(created, deleted, view);
        Duration lifetime = Duration.ofMillis(deleted.time() - created.time());
        boolean critical = lifetime.compareTo(settings.criticalWithin()) < 0;
        return Draft.of(critical ? severity() : Severity.HIGH)
                .stage("created", created)
                .stage("empowered", given)
                .stage("used", used)
                .stage("deleted", deleted)
                .value("lifetime", Words.duration(lifetime))
                .value("creator", Words.actor(created))
                .value("deleter", Words.actor(deleted))
                .value("activeDays", days == 0 ? null : days)
                .value("empowered", given.isEmpty() ? null : label(given.get(0)));
    }

    private static boolean isDeletedBefore(Observation created, Observation deleted, View view) {
        return view.hasBetween(created, deleted, DELETED.signals(), DELETED::filter);
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

    /** Privileges, and what else gives power over others, in order. */
    private List<Observation> powers(Observation created, Observation deleted, View view) {
        return Stream.concat(
                        powers.between(created, deleted, view).stream(),
                        privileges.between(created, deleted, view).stream()
                                .filter(grant -> Privileges.isPrivileged(grant, view)))
                .sorted(Observation.ORDER)
                .toList();
    }

    private static @Nullable String label(Observation power) {
        return power.signals().intersects(Privileges.GRANTS)
                ? Privileges.label(power)
                : power.event().activityName();
    }
}
