package io.entracep.detection;

import static io.entracep.detection.Condition.on;

import io.entracep.signal.SignalSet;

/** A predicate over one finding of another detection, with look-backs into the other findings. */
public abstract class FindingDetection extends EventDetection {
    protected static final SignalSet FINDINGS = Findings.ALL;

    protected FindingDetection(Entry entry) {
        super(entry);
    }

    @Override
    public final boolean correlates() {
        return true;
    }

    /** Every finding, unless it says of which detections. */
    @Override
    protected Condition examined() {
        return on(FINDINGS);
    }
}
