package io.entracep.detection;

import io.entracep.signal.Observation;
import io.entracep.state.EntityMemory.Change;
import io.entracep.state.Habits;
import io.entracep.state.TimeRange;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which anchors of a detection one insert may change: through what it examines, the moments of
 * counts that it reads, calendars, privilege, and alerts that it asks for.
 *
 * @param inserted what came, or went
 * @param change what that changed in the memory of the entity
 * @param active detections that are awake
 * @param view the state with the insert
 * @param asking whether detections are asked if the inserted observation is nothing to them; else
 *     it is taken that it is not
 */
public record AffectedAnchors(
        Observation inserted, Change change, ActiveDetections active, View view, boolean asking) {

    /** Those of the detection, as one range. */
    public TimeRange of(Detection detection) {
        TimeRange range = TimeRange.NEVER;
        if (change.journal()) {
            range = throughMoments(detection, inserted, asking ? view : null);
            if (inserted.signals().intersects(detection.triggersOnce())
                    && !(asking && detection.isNothing(inserted, view))) {
                range = range.span(detection.anchorsAffectedBy(inserted));
            }
        }
        if (change.previous() != null) {
            range = range.span(byLoss(detection, change.previous()));
        }
        List<Observation> dropped = change.dropped();
        for (int i = 0; i < dropped.size(); i++) {
            range = range.span(byLoss(detection, dropped.get(i)));
        }
        return range.span(byPrivilege(detection))
                .span(byCalendars(detection))
                .span(byAlerts(detection));
    }

    /** Directly, or through the moments of a count that it reads. */
    private TimeRange byLoss(Detection detection, Observation gone) {
        TimeRange range = throughMoments(detection, gone, null);
        return gone.signals().intersects(detection.triggersOnce())
                ? range.span(detection.anchorsAffectedBy(gone))
                : range;
    }

    /**
     * @param state with a new observation; null for one that is gone, or not to ask
     */
    private TimeRange throughMoments(
            Detection detection, Observation changed, @Nullable View state) {
        TimeRange range = TimeRange.NEVER;
        for (String read : detection.reads()) {
            if (active.byId(read) instanceof CountDetection count
                    && changed.signals().intersects(count.triggersOnce())
                    && (state == null || !count.changesNoMoment(changed, state))) {
                range =
                        range.span(
                                detection.anchorsAffectedByMoments(
                                        count.momentsAffectedBy(changed)));
            }
        }
        return range;
    }

    private TimeRange byPrivilege(Detection detection) {
        return change.privilege() && detection.readsPrivilege()
                ? TimeRange.since(
                        TimeRange.plus(change.privileges().from(), -detection.period().toMillis()))
                : TimeRange.NEVER;
    }

    private TimeRange byCalendars(Detection detection) {
        return !change.trained().isEmpty()
                        && !Collections.disjoint(change.trained(), detection.readsProfile())
                        && !(detection.asksAsOfObservations() && isLastDay())
                ? detection.profileReach(inserted.time())
                : TimeRange.NEVER;
    }

    /** Whether the journal has nothing of a day after that of the insert. */
    private boolean isLastDay() {
        return view.end() <= Habits.startOf(Habits.day(inserted.time()) + 1);
    }

    private TimeRange byAlerts(Detection detection) {
        TimeRange range = TimeRange.NEVER;
        for (String alert : detection.alerts()) {
            Detection asked = active.byId(alert);
            if (asked != null) {
                range = range.span(byAlert(detection, asked));
            }
        }
        return range;
    }

    private TimeRange byAlert(Detection detection, Detection asked) {
        TimeRange changed = of(asked);
        return changed.isEmpty()
                ? changed
                : changed.widen(
                        detection.longestPeriod(), asked.longestPeriod() + View.OPEN.toMillis());
    }
}
