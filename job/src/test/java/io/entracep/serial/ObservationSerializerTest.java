package io.entracep.serial;

import io.entracep.signal.Observation;
import org.apache.flink.api.common.typeutils.SerializerTestBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/** Flink's own contract of a serializer. */
class ObservationSerializerTest extends SerializerTestBase<Observation> {

    @Override
    protected TypeSerializer<Observation> createSerializer() {
        return ObservationSerializer.INSTANCE;
    }

    @Override
    protected int getLength() {
        return -1;
    }

    @Override
    protected Class<Observation> getTypeClass() {
        return Observation.class;
    }

    @Override
    protected Observation[] getTestData() {
        return new Observation[] {
            Samples.typicalSignIn(),
            Samples.fullSignIn(),
            Samples.blockedSignIn(),
            Samples.audit(),
            Samples.risk(),
            Samples.finding()
        };
    }
}
