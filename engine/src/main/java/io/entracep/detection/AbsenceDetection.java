package io.entracep.detection;

import io.entracep.state.TimeRange;
import java.util.ArrayList;
import java.util.List;

/**
 * A deadline passed and what was expected is not in the state. A finding is due at its deadline:
 * until event time has reached it, it is held; where the input ends before, it is undecided.
 * Absence speaks only for the logs that were seen.
 */
public abstract class AbsenceDetection extends Detection {

    protected AbsenceDetection(Entry entry) {
        super(entry);
    }

    @Override
    public final String kind() {
        return "absence";
    }

    /**
     * One expectation that the state does not answer.
     *
     * @param anchor identity: event id or value of what began it
     * @param anchorTime time of what began it, milliseconds
     * @param deadline event time at which it is missed, milliseconds
     * @param draft what to say
     */
    public record Unanswered(String anchor, long anchorTime, long deadline, Draft draft) {}

    /** All expectations with an anchor in the range that the state does not answer. */
    protected abstract List<Unanswered> unanswered(View view, TimeRange anchors);

    @Override
    public boolean waits() {
        return true;
    }

    @Override
    public List<Finding> judge(View view, TimeRange anchors) {
        List<Finding> findings = new ArrayList<>();
        for (Unanswered missing : unanswered(view, anchors)) {
            findings.add(
                    missing.draft()
                            .dueAt(missing.deadline())
                            .toFinding(
                                    id(), view.entity(), missing.anchor(), missing.anchorTime()));
        }
        return findings;
    }
}
