package io.entracep.loop;

import io.entracep.detection.ActiveDetections;
import io.entracep.detection.Detection;
import io.entracep.signal.EntityType;
import io.entracep.state.EntityMemory;
import io.entracep.state.JournalPlan;
import io.entracep.state.TimeRange;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The detections of one tenant in one stage, by the time in which they hold. What is remembered is
 * what any of them needs, so that it does not depend on when an edit came. Immutable.
 */
public final class Eras {
    private final List<Era> all;
    private final Map<EntityType, JournalPlan> plans = new EnumMap<>(EntityType.class);
    private final Set<String> totals = new HashSet<>();

    /**
     * A time in which nothing was decided anew.
     *
     * @param times event time
     * @param active detections that are awake in it
     */
    public record Era(TimeRange times, ActiveDetections active) {}

    Eras(List<Era> all) {
        this.all = List.copyOf(all);
        for (EntityType type : EntityType.values()) {
            List<JournalPlan> each = all.stream().map(era -> era.active().plan(type)).toList();
            plans.put(type, each.size() == 1 ? each.get(0) : JournalPlan.ofAll(each));
        }
        all.forEach(era -> totals.addAll(era.active().totals()));
    }

    /** Detections that hold always. */
    public static Eras of(ActiveDetections active) {
        return new Eras(List.of(new Era(TimeRange.ALWAYS, active)));
    }

    /** In order of time; the first begins with time and the last does not end. */
    public List<Era> all() {
        return all;
    }

    /** What holds at the time. */
    public ActiveDetections at(long time) {
        int index = all.size() - 1;
        while (index > 0 && !all.get(index).times().contains(time)) {
            index--;
        }
        return all.get(index).active();
    }

    /** What the journal of this type keeps. */
    public JournalPlan plan(EntityType type) {
        return plans.getOrDefault(type, new JournalPlan(List.of()));
    }

    /** What decides how is remembered: the newest. */
    public EntityMemory.Tenant tenant() {
        return all.get(all.size() - 1).active().tenant();
    }

    /** Names of the totals that any detection reads. */
    public Set<String> totals() {
        return totals;
    }

    /** Whether any detection reads this type of entity. */
    public boolean reads(EntityType type) {
        return all.stream().anyMatch(era -> !era.active().of(type).isEmpty());
    }

    /** How long after its anchor a finding of this type may still change, milliseconds. */
    long longestLag(EntityType type) {
        return all.stream().mapToLong(era -> era.active().longestLag(type)).max().orElse(0);
    }

    /** The detection as it was at the time; null where it slept. */
    @Nullable Detection detection(String id, long time) {
        return at(time).byId(id);
    }

    /** Every detection that is awake at any time. */
    List<Detection> detections() {
        List<Detection> detections = new ArrayList<>();
        all.forEach(era -> detections.addAll(era.active().all()));
        return detections;
    }
}
