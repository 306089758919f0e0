package io.entracep.serial;

import io.entracep.signal.Entity;
import io.entracep.signal.EntityType;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Entities, also as keys. <b>The bytes must never change</b>: RocksDB finds state by the bytes of
 * its key and Flink does not migrate keys, so an entity written in another way has lost its state.
 */
public final class EntitySerializer extends ImmutableSerializer<Entity> {

    /** The only instance needed. */
    public static final EntitySerializer INSTANCE = new EntitySerializer();

    private static final long serialVersionUID = 1L;
    private static final Entity EMPTY = new Entity(EntityType.TENANT, "", "");

    @Override
    protected int version() {
        return 1;
    }

    @Override
    protected String typeName() {
        return "Entity";
    }

    @Override
    protected void write(Entity entity, DataOutputView out) throws IOException {
        EntityFormat.write(entity, out);
    }

    @Override
    protected Entity read(int version, DataInputView in) throws IOException {
        return EntityFormat.read(in);
    }

    @Override
    public Entity createInstance() {
        return EMPTY;
    }

    @Override
    public TypeSerializerSnapshot<Entity> snapshotConfiguration() {
        return new Snapshot();
    }

    /** Written beside the state. The name of this class is part of every savepoint. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Entity> {
        public Snapshot() {
            super(() -> INSTANCE);
        }
    }
}
