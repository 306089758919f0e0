package io.entracep.observe;

import io.entracep.loop.LoopInput.Horizon;
import io.entracep.signal.Entity;
import io.entracep.signal.EntityType;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/**
 * The horizon of a tenant in a bounded input, one for each key group, so that every subtask of the
 * next stage hears of it. A watermark cannot tell it: where one source ends early, its end lets the
 * others' greatest time pass unseen; and it is not one tenant's.
 */
final class Horizons {
    private Horizons() {}

    static List<Horizon> forEveryKeyGroup(String tenantId, long time, int maxParallelism) {
        Horizon[] found = new Horizon[maxParallelism];
        int missing = maxParallelism;
        for (int i = 0; missing > 0; i++) {
            Entity entity = new Entity(EntityType.TENANT, tenantId, Integer.toString(i));
            int group = KeyGroupRangeAssignment.assignToKeyGroup(entity, maxParallelism);
            if (found[group] == null) {
                found[group] = new Horizon(entity, time);
                missing--;
            }
        }
        return new ArrayList<>(List.of(found));
    }
}
