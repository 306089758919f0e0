package io.entracep.operator;

import io.entracep.loop.LoopInput;
import io.entracep.signal.Entity;
import io.entracep.signal.EntityType;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/** Reaches every subtask of the next stage through the exchange that the records take. */
public final class KeyGroups {
    private KeyGroups() {}

    /** Made-up entities of the tenant, one in each key group. */
    public static List<Entity> entities(String tenantId, int maxParallelism) {
        Entity[] found = new Entity[maxParallelism];
        int missing = maxParallelism;
        for (int i = 0; missing > 0; i++) {
            Entity entity = new Entity(EntityType.TENANT, tenantId, Integer.toString(i));
            int group = KeyGroupRangeAssignment.assignToKeyGroup(entity, maxParallelism);
            if (found[group] == null) {
                found[group] = entity;
                missing--;
            }
        }
        return new ArrayList<>(List.of(found));
    }

    /** What is decided by, once for each key group. */
    public static List<LoopInput> tell(byte[] rulebooks, int maxParallelism) {
        return entities("", maxParallelism).stream()
                .<LoopInput>map(entity -> new LoopInput.NewRulebooks(entity, rulebooks))
                .toList();
    }
}
