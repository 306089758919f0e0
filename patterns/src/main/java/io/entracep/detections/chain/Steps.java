package io.entracep.detections.chain;

import io.entracep.detection.Findings;
import io.entracep.detection.Words;
import io.entracep.event.Audit;
import io.entracep.event.Change;
import io.entracep.event.Party;
import io.entracep.signal.Observation;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the record that made a step of a chain says. */
final class Steps {
    private Steps() {}

    /** The record that made the step, the last where there are several. */
    static @Nullable Observation record(Observation step) {
        List<Observation> records = Findings.evidence(step);
        return records.isEmpty() ? null : records.get(records.size() - 1);
    }

    /** Name of the activity of the step's record; null where it has none. */
    static @Nullable String activity(Observation step) {
        Observation record = record(step);
        return record == null || record.event().activityName().isEmpty()
                ? Findings.value(step, "activity")
                : record.event().activityName();
    }

    /** Who did the step: name, else id; null where nobody is told. Attacker-controlled text. */
    static @Nullable String actor(Observation step) {
        return Words.actor(record(step));
    }

    /** Object id of who did the step. */
    static @Nullable String actorId(Observation step) {
        Observation record = record(step);
        return record == null ? null : record.event().actorId();
    }

    /** Object id of whom of this type the step was done to. */
    static @Nullable String targetId(Observation step, String kind) {
        Observation record = record(step);
        Party target = record == null ? null : record.event().target(kind);
        return target == null ? null : target.id();
    }

    /** What the step's record calls this detail; null where it does not. */
    static @Nullable String detail(Observation step, String key) {
        Observation record = record(step);
        Audit audit = record == null ? null : record.event().audit();
        return audit == null ? null : audit.detail(key);
    }

    /** What the step's record changed this property to, without quotes; null where it did not. */
    static @Nullable String changed(Observation step, String property) {
        Observation record = record(step);
        Audit audit = record == null ? null : record.event().audit();
        Change change = audit == null ? null : audit.change(property);
        return change == null || change.newValue() == null
                ? null
                : change.newValue().replace("\"", "");
    }

    /** Whether both have the same address, or device. */
    static boolean isSameSource(Observation one, Observation other) {
        Observation a = record(one);
        Observation b = record(other);
        if (a == null || b == null) {
            return false;
        }
        String network = a.event().origin().network();
        String device = a.event().device().id();
        return (network != null && network.equals(b.event().origin().network()))
                || (device != null && device.equals(b.event().device().id()));
    }

    /** Whether the same account did both. */
    static boolean isSameActor(Observation one, Observation other) {
        String actor = actorId(one);
        return actor != null && Objects.equals(actor, actorId(other));
    }

    /** The role that the step is about, by what identifies it. */
    static @Nullable String role(Observation step) {
        Observation record = record(step);
        return record == null || record.event().role() == null ? null : record.event().role().key();
    }
}
