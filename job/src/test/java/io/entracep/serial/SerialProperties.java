package io.entracep.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entracep.decode.Decoded;
import io.entracep.signal.Entity;
import io.entracep.signal.Observation;
import java.io.IOException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/** What holds for all values. */
class SerialProperties {

    @Provide
    Arbitrary<Observation> observations() {
        return Arbitraries.randoms().map(r -> new Generated(r.nextLong()).observation(2));
    }

    @Provide
    Arbitrary<Decoded> decoded() {
        return Arbitraries.randoms().map(r -> new Generated(r.nextLong()).decoded());
    }

    @Provide
    Arbitrary<Entity> entities() {
        return Arbitraries.randoms().map(r -> new Generated(r.nextLong()).entity());
    }

    @Property(tries = 2000)
    void observationsReturnUnchanged(@ForAll("observations") Observation observation)
            throws IOException {
        byte[] bytes = Bytes.of(observation, ObservationSerializer.INSTANCE);
        Observation read = Bytes.read(bytes, ObservationSerializer.INSTANCE);
        assertThat(read).isEqualTo(observation);
        assertThat(Bytes.of(read, ObservationSerializer.INSTANCE)).isEqualTo(bytes);
    }

    @Property(tries = 2000)
    void decodedRecordsReturnUnchanged(@ForAll("decoded") Decoded decoded) throws IOException {
        byte[] bytes = Bytes.of(decoded, DecodedSerializer.INSTANCE);
        Decoded read = Bytes.read(bytes, DecodedSerializer.INSTANCE);
        assertThat(read).isEqualTo(decoded);
        assertThat(Bytes.of(read, DecodedSerializer.INSTANCE)).isEqualTo(bytes);
    }

    @Property(tries = 2000)
    void entitiesReturnUnchanged(@ForAll("entities") Entity entity) throws IOException {
        byte[] bytes = Bytes.of(entity, EntitySerializer.INSTANCE);
        Entity read = Bytes.read(bytes, EntitySerializer.INSTANCE);
        assertThat(read).isEqualTo(entity).hasSameHashCodeAs(entity);
        assertThat(Bytes.of(read, EntitySerializer.INSTANCE)).isEqualTo(bytes);
    }

    @Property
    void anyTextReturnsUnchanged(
            @ForAll @CharRange(from = '\u0000', to = '\uffff') @StringLength(max = 200) String text)
            throws IOException {
        assertThat(roundTrip(text)).isEqualTo(text);
    }

    @Property
    void anyNumberReturnsUnchanged(@ForAll long number) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(16);
        Varint.write(number, out);
        Varint.write(Varint.fold(number), out);
        DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
        assertThat(Varint.read(in)).isEqualTo(number);
        assertThat(Varint.unfold(Varint.read(in))).isEqualTo(number);
        assertThat(in.available()).isZero();
    }

    /** Corrupt bytes are no reason to hang or to take all memory. */
    @Property(tries = 2000)
    void aCutValueIsRefused(@ForAll("observations") Observation observation, @ForAll int where)
            throws IOException {
        byte[] bytes = Bytes.of(observation, ObservationSerializer.INSTANCE);
        int length = Math.floorMod(where, bytes.length);
        DataInputDeserializer in = new DataInputDeserializer(bytes, 0, length);
        assertThatThrownBy(() -> ObservationSerializer.INSTANCE.deserialize(in))
                .isInstanceOf(IOException.class);
    }

    private static String roundTrip(String text) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(16);
        Text.write(text, out);
        return Text.read(new DataInputDeserializer(out.getCopyOfBuffer()));
    }
}
