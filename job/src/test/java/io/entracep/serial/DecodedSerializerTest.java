package io.entracep.serial;

import io.entracep.decode.Decoded;
import org.apache.flink.api.common.typeutils.SerializerTestBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Flink's own contract of a serializer. */
class DecodedSerializerTest extends SerializerTestBase<Decoded> {

    @Override
    protected TypeSerializer<Decoded> createSerializer() {
        return DecodedSerializer.INSTANCE;
    }

    @Override
    protected int getLength() {
        return -1;
    }

    @Override
    protected Class<Decoded> getTypeClass() {
        return Decoded.class;
    }

    @Override
    protected Decoded[] getTestData() {
        return new Decoded[] {new Decoded.Event(Samples.typicalEvent()), Samples.deadLetter()};
    }
}
