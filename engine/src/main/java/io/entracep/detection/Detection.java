package io.entracep.detection;

import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import io.entracep.signal.SignalSet;
import io.entracep.state.Lesson;
import io.entracep.state.Need;
import io.entracep.state.Profile;
import io.entracep.state.ProfileKind;
import io.entracep.state.TimeRange;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One behaviour worth telling. A pure function of state and policy: no clock, no logging, no state
 * of its own. Extend one of the kinds, not this.
 */
public abstract class Detection {
    private final Entry entry;
    private Set<ProfileKind> calendars = Set.of();
    private boolean privilege;

    /** {@link #triggers}, once asked. */
    private @Nullable SignalSet triggers;

    protected Detection(Entry entry) {
        this.entry = entry;
    }

    /** Its catalogue entry. */
    public final Entry entry() {
        return entry;
    }

    public final String id() {
        return entry.id();
    }

    /** The severity of its entry; a policy may have changed it. */
    protected final Severity severity() {
        return entry.severity();
    }

    /** What kind of detection it is, for people: one word or two. */
    public String kind() {
        return "record";
    }

    /** Whose state it reads: an account's unless overridden. */
    public EntityType entityType() {
        return EntityType.USER;
    }

    /** Whether it reads the state of this type, too. */
    public boolean reads(EntityType type) {
        return type == entityType();
    }

    /** What is to be remembered of records beside the journal. */
    public List<Lesson> lessons() {
        return List.of();
    }

    /** Where it sees records that match rules; none for what finds its records by fixed signals. */
    public List<Placement> placements() {
        return List.of();
    }

    /** Observations whose arrival may change its findings. */
    public abstract SignalSet triggers();

    /** What the journal must keep for it. */
    public abstract List<Need> needs();

    /**
     * Anchors whose verdict the arrival may change; an observation with one of {@link #triggers},
     * as delivered now or before.
     */
    protected abstract TimeRange anchorsAffectedBy(Observation observation);

    /**
     * All its findings with an anchor in the range, given the state. The same state gives the same
     * findings.
     *
     * @param anchors range of anchor times
     */
    public abstract List<Finding> judge(View view, TimeRange anchors);

    /**
     * Whether it can find anything at this entity, whenever. Saves judging where a stage was never
     * seen; true is always right.
     */
    public boolean canFind(View view) {
        return true;
    }

    /** Says, when it is made, which calendars it asks. */
    protected final void asks(ProfileKind... kinds) {
        asks(Set.of(kinds));
    }

    /** Says, when it is made, which calendars it asks. */
    protected final void asks(Set<ProfileKind> kinds) {
        calendars = Set.copyOf(kinds);
    }

    /** Says, when it is made, that it asks who is privileged. */
    protected final void asksPrivilege() {
        privilege = true;
    }

    /** Kinds of calendars whose change may change its findings. */
    public Set<ProfileKind> readsProfile() {
        return calendars;
    }

    /** Whether its findings depend on who is privileged. */
    public boolean readsPrivilege() {
        return privilege;
    }

    /** Totals of records that match rules, which it reads. */
    public List<CountedTotal> countedTotals() {
        return List.of();
    }

    /** Names of totals that it reads. */
    public Set<String> readsTotals() {
        return Set.of();
    }

    /** Ids of detections that it reads. */
    public Set<String> reads() {
        return Set.of();
    }

    /**
     * Ids of detections of which it asks whether an alert of the same entity is open, see {@link
     * View#isOpen}.
     */
    public Set<String> alerts() {
        return Set.of();
    }

    /**
     * How long after a moment at which a count was reached it may still read that moment; what the
     * count needs is kept so much longer.
     */
    public Duration momentsReach() {
        return Duration.ZERO;
    }

    /**
     * Whether event time alone can change its findings: it settles, or tells what did not happen.
     */
    public boolean waits() {
        return false;
    }

    /**
     * Whether what it holds at the end of a bounded input is said: it holds it for a record that
     * comes a little later in the same log, and no more come. False where time would have to pass
     * or another log may be missing: undecided.
     */
    public boolean isDecidedAtTheEnd() {
        return false;
    }

    /** Anchors whose verdict a change of this total may change. */
    public TimeRange anchorsAffectedByTotal(long hour) {
        return TimeRange.NEVER;
    }

    /**
     * Anchors whose verdict a change of the moments at which a count that it reads was reached may
     * change.
     */
    protected TimeRange anchorsAffectedByMoments(TimeRange moments) {
        return TimeRange.NEVER;
    }

    /**
     * Whether it asks calendars as of the times of observations only, and for days before these: a
     * day that calendars gained then changes nothing before the next day has an observation. False
     * is always right.
     */
    protected boolean asksAsOfObservations() {
        return false;
    }

    /**
     * Whether a new observation can only refine or refuse its findings, never make one: where
     * nothing was said, it is not judged.
     */
    public boolean onlyRefines(Observation inserted) {
        return false;
    }

    /**
     * Whether a new observation alone is nothing to it: it says nothing of it, and looks it up for
     * nothing else. Saves judging what lies around it; false is always right.
     */
    protected boolean isNothing(Observation inserted, View view) {
        return false;
    }

    /** {@link #triggers}, asked once. */
    final SignalSet triggersOnce() {
        if (triggers == null) {
            triggers = triggers();
        }
        return triggers;
    }

    /**
     * How long before the last record that may change it the anchor of a finding may lie: period,
     * look-ahead, wait. What is older than this and the allowed disorder is no longer judged.
     */
    public Duration anchorLag() {
        return period();
    }

    /** Whether it reads findings, in the second stage, and not records. */
    public boolean correlates() {
        return false;
    }

    /**
     * Length of the aligned period of its findings: an anchor may lie so much before what it is
     * about.
     */
    protected Duration period() {
        return Duration.ZERO;
    }

    /** How long one of these periods is at most, milliseconds: the clock may be set back. */
    protected final long longestPeriod() {
        return period().isZero() ? 0 : period().plusHours(1).toMillis();
    }

    /** First millisecond of the period that the time lies in. */
    protected final long startOfPeriod(long time, View view) {
        return view.startOfPeriod(time, period(), view.policy().zone());
    }

    /** The finding of a period. */
    protected final Finding finding(Draft draft, View view, long start) {
        return draft.toFinding(id(), view.entity(), Long.toString(start), start);
    }

    /** A day that calendars gained changes verdicts from the next day until it is forgotten. */
    protected TimeRange profileReach(long time) {
        long day = Duration.ofDays(1).toMillis();
        return new TimeRange(time - period().toMillis(), time + (Profile.MEMORY_DAYS + 2) * day);
    }
}
