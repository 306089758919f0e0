package io.entracep.serial;

import java.io.IOException;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What the serializers of immutable values share: a version byte before each value, and no copies.
 * Stateless, so one instance serves all threads.
 *
 * @param <T> the type, immutable; values are never null
 */
public abstract class ImmutableSerializer<T> extends TypeSerializerSingleton<T> {

    /** The version that is written; all from 1 to this are read. */
    protected abstract int version();

    /** The name of the type, for messages. */
    protected abstract String typeName();

    protected abstract void write(T value, DataOutputView out) throws IOException;

    /** Reads a value that was written by this version or an older one. */
    protected abstract T read(int version, DataInputView in) throws IOException;

    @Override
    public final void serialize(T value, DataOutputView target) throws IOException {
        target.writeByte(version());
        write(value, target);
    }

    /**
     * Reads one value.
     *
     * @throws IOException when a newer version of this program wrote it, or when it is corrupt
     */
    @Override
    public final T deserialize(DataInputView source) throws IOException {
        int written = source.readUnsignedByte();
        if (written < 1 || written > version()) {
            throw new IOException(
                    String.format(
                            "%s was written in format %d, this program reads 1 to %d: restore with"
                                    + " the version that wrote it, or a newer one",
                            typeName(), written, version()));
        }
        return read(written, source);
    }

    @Override
    public final T deserialize(T reuse, DataInputView source) throws IOException {
        return deserialize(source);
    }

    @Override
    public final boolean isImmutableType() {
        return true;
    }

    @Override
    public final T copy(T from) {
        return from;
    }

    @Override
    public final T copy(T from, T reuse) {
        return from;
    }

    /** Passes one value on; what an older version wrote leaves in the current format. */
    @Override
    public final void copy(DataInputView source, DataOutputView target) throws IOException {
        serialize(deserialize(source), target);
    }

    @Override
    public final int getLength() {
        return -1;
    }
}
