package io.entracep.serial;

import io.entracep.signal.Entity;
import io.entracep.signal.EntityType;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * The block of an {@link Entity}: it has no optional component and never will, see the serializer.
 */
final class EntityFormat {

    static final Numbers<EntityType> TYPES = new Numbers<>(EntityType.class, EntityType::number);

    private EntityFormat() {}

    static void write(Entity entity, DataOutputView out) throws IOException {
        Varint.write(entity.type().number(), out);
        Text.write(entity.tenantId(), out);
        Text.write(entity.id(), out);
    }

    static Entity read(DataInputView in) throws IOException {
        return new Entity(TYPES.read(in), Text.read(in), Text.read(in));
    }
}
