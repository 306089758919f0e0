package io.entracep.detection;

import io.entracep.signal.Entity;
import io.entracep.signal.Observation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a detection says of one occurrence; its kind makes the finding of it (identity, period,
 * grouping). Filled once.
 */
public final class Draft {
    /** How many observations of a stage an alert shows: the first and the last so many. */
    static final int SHOWN_AT_EITHER_END = 10;

    /** Name of the value that lists policy entries. */
    public static final String POLICY_ENTRIES = "policyEntries";

    /** Name of the value that says how many there were. */
    public static final String COUNT = "count";

    private final Map<String, List<Observation>> stages = new LinkedHashMap<>();
    private final Map<String, String> values = new TreeMap<>();
    private Severity severity;
    private String group = "";
    private @Nullable Entity subject;
    private long dueAt = Long.MIN_VALUE;
    private int shown = SHOWN_AT_EITHER_END;

    private Draft(Severity severity) {
        this.severity = severity;
    }

    /** An empty one. */
    public static Draft of(Severity severity) {
        return new Draft(severity);
    }

    /** Adds a part of one observation; nothing for null. */
    public Draft stage(String name, @Nullable Observation observation) {
        return observation == null ? this : stage(name, List.of(observation));
    }

    /** Adds a part; nothing where there are no observations. */
    public Draft stage(String name, Collection<Observation> observations) {
        if (!observations.isEmpty()) {
            stages.computeIfAbsent(name, key -> new ArrayList<>()).addAll(observations);
        }
        return this;
    }

    /** Adds a fact for the text; nothing for null. */
    public Draft value(String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, value.toString());
        }
        return this;
    }

    /** Names an entry of the policy that it rests on, such as {@code break-glass-accounts}. */
    public Draft policyEntry(String entry) {
        values.merge(
                POLICY_ENTRIES,
                entry,
                (before, more) -> before.contains(more) ? before : before + "; " + more);
        return this;
    }

    /** Sets the severity. */
    public Draft severity(Severity newSeverity) {
        severity = newSeverity;
        return this;
    }

    /** Makes it worse, if it is not yet as bad. */
    public Draft atLeast(Severity least) {
        severity = severity.atLeast(least);
        return this;
    }

    /** Who it is about, where that is someone else than the entity. */
    public Draft about(@Nullable Entity newSubject) {
        subject = newSubject;
        return this;
    }

    /** What else than the entity separates alerts of one period. */
    public Draft group(@Nullable String newGroup) {
        group = newGroup == null ? "" : newGroup;
        return this;
    }

    /** Shows of each stage only the first and the last so many. */
    public Draft showing(int atEitherEnd) {
        shown = atEitherEnd;
        return this;
    }

    /** Not to be said before event time has reached this, milliseconds. */
    public Draft dueAt(long time) {
        dueAt = time;
        return this;
    }

    /** The severity so far. */
    public Severity severity() {
        return severity;
    }

    String group() {
        return group;
    }

    /**
     * Takes in a later occurrence of the same group: the worse severity, its observations, the
     * earlier due time.
     */
    void merge(Draft later) {
        severity = severity.atLeast(later.severity);
        dueAt = Math.min(dueAt, later.dueAt);
        later.stages.forEach(this::stage);
        later.values.forEach(values::putIfAbsent);
    }

    Finding toFinding(String detectionId, Entity entity, String anchor, long anchorTime) {
        Finding.Builder finding =
                Finding.of(detectionId, entity, anchor, anchorTime, severity)
                        .about(subject)
                        .dueAt(dueAt);
        values.forEach(finding::value);
        stages.forEach((name, observations) -> finding.stage(name, shown(observations, shown)));
        return finding.build();
    }

    private static List<Observation> shown(List<Observation> observations, int atEitherEnd) {
        List<Observation> sorted = new ArrayList<>(observations);
        sorted.sort(Observation.ORDER);
        dropRepeated(sorted);
        if (sorted.size() > 2 * atEitherEnd) {
            sorted.subList(atEitherEnd, sorted.size() - atEitherEnd).clear();
        }
        return sorted;
    }

    /** Repeated ones stand side by side; whole observations are compared only there. */
    private static void dropRepeated(List<Observation> sorted) {
        int kept = 0;
        for (Observation observation : sorted) {
            boolean repeated = false;
            for (int i = kept - 1;
                    i >= 0 && Observation.ORDER.compare(sorted.get(i), observation) == 0;
                    i--) {
                repeated |= sorted.get(i).equals(observation);
            }
            if (!repeated) {
                sorted.set(kept++, observation);
            }
        }
        sorted.subList(kept, sorted.size()).clear();
    }
}
