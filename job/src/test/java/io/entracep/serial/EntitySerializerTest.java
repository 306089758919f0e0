package io.entracep.serial;

import io.entracep.signal.Entity;
import io.entracep.signal.EntityType;
import org.apache.flink.api.common.typeutils.SerializerTestBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Flink's own contract of a serializer. */
class EntitySerializerTest extends SerializerTestBase<Entity> {

    @Override
    protected TypeSerializer<Entity> createSerializer() {
        return EntitySerializer.INSTANCE;
    }

    @Override
    protected int getLength() {
        return -1;
    }

    @Override
    protected Class<Entity> getTypeClass() {
        return Entity.class;
    }

    @Override
    protected Entity[] getTestData() {
        return new Entity[] {Samples.alice(), new Entity(EntityType.IP, "", "192.0.2.1")};
    }
}
