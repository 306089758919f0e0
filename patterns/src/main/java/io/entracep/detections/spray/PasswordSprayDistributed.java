package io.entracep.detections.spray;

import io.entracep.detection.CountRule;
import io.entracep.detection.Draft;
import io.entracep.detection.Entry;
import io.entracep.detection.Reach;
import io.entracep.detection.View;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.SourceSuccess;
import io.entracep.state.Need;
import io.entracep.state.TimeRange;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Many more accounts of the tenant than ever are tried from where they never worked: a spray over
 * so many providers that neither an address nor an autonomous system shows it.
 *
 * <p>Reads {@code strange-attempt-by-tenant}. Counts accounts within a day against the busiest of
 * the days before: every tenant has a background of such attempts. Silent until enough days with a
 * success have passed. One alert per tenant and day, one step worse with a right password.
 *
 * <p>Misses sprays that stay below a few times the background. Of a day with thousands of accounts
 * tried, some hundred an hour are counted.
 *
 * <p>Source: row USER-36 of the guides; ATT&CK T1110.003.
 */
public final class PasswordSprayDistributed extends SprayCount {
    private static final Duration DAY = Duration.ofDays(1);

    /**
     * @param accounts accounts that must be tried at least
     * @param times so many times the most of the days before
     * @param days how many days before are looked at
     * @param learnedDays on so many of these somebody must have signed in
     * @param window within which they must be tried
     */
    public record Settings(
            @Min(2) int accounts,
            @Min(1) int times,
            @Min(1) int days,
            @Min(1) int learnedDays,
            @NotNull Duration window) {}

    private final Settings settings;

    public PasswordSprayDistributed(Entry entry, Settings settings) {
        super(entry);
        this.settings = settings;
    }

    @Override
    public EntityType entityType() {
        return EntityType.TENANT;
    }

    @Override
    String attempts() {
        return StrangeAttempt.AT_TENANT;
    }

    @Override
    @Nullable String signIns() {
        return null;
    }

    @Override
    Duration window() {
        return settings.window();
    }

    @Override
    protected Duration period() {
        return DAY;
    }

    @Override
    public List<Need> needs() {
        Duration reach = DAY.multipliedBy(settings.days() + 2L).plus(window());
        return List.of(findings(reach), Need.perValue(SUCCESSES, -1, reach, success -> "", 1));
    }

    @Override
    protected TimeRange momentsAffectedBy(Observation observation) {
        return new TimeRange(
                observation.time(),
                TimeRange.plus(observation.time(), DAY.toMillis() * (settings.days() + 2L)));
    }

    /** One more day on which somebody signed in may be the last that was missing. */
    @Override
    public boolean onlyRefines(Observation inserted) {
        return false;
    }

    @Override
    protected List<CountRule> rules() {
        return List.of(new CountRule("day", window(), settings.accounts(), SprayCount::account));
    }

    @Override
    protected boolean isExcused(Reach reach, View view) {
        long day = SourceSuccess.day(reach.end().time() - window().toMillis());
        return learned(day, view) < settings.learnedDays()
                || reach.count() < settings.times() * most(day, view);
    }

    /** Days before this one on which anybody succeeded. */
    private long learned(long day, View view) {
        return view.observations(daysBefore(day), SUCCESSES).stream()
                .map(success -> SourceSuccess.day(success.time()))
                .distinct()
                .count();
    }

    /** Accounts tried on the busiest of the days before this one. */
    private long most(long day, View view) {
        return view.once(
                id() + " most before " + day,
                () -> {
                    Map<Long, Set<String>> accounts = new HashMap<>();
                    for (Observation finding : view.observations(daysBefore(day), FINDINGS)) {
                        String account = account(finding);
                        if (account != null) {
                            accounts.computeIfAbsent(
                                            SourceSuccess.day(finding.time()),
                                            key -> new HashSet<>())
                                    .add(account);
                        }
                    }
                    return accounts.values().stream().mapToLong(Set::size).max().orElse(0);
                });
    }

    private TimeRange daysBefore(long day) {
        return new TimeRange((day - settings.days()) * DAY.toMillis(), day * DAY.toMillis());
    }

    @Override
    protected Draft describe(Reach reach, View view) {
        Victims victims = victims(reach, view);
        long day = SourceSuccess.day(reach.end().time() - window().toMillis());
        return draft(severity(), reach, victims)
                .value("addresses", victims.addresses())
                .value("usual", most(day, view));
    }
}
