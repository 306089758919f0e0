package io.entracep.serial;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.signal.Entity;
import io.entracep.signal.EntityType;
import io.entracep.signal.Observation;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeInformationTestBase;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.java.typeutils.GenericTypeInfo;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The types as Flink sees them. */
class EntraTypesTest extends TypeInformationTestBase<ImmutableTypeInfo<?>> {

    /** A record of state as there may be some: Flink takes it apart by reflection. */
    public record Memory(Entity entity, List<Observation> seen, Map<String, Observation> last) {}

    static List<TypeInformation<?>> types() {
        return List.of(EntraTypes.ENTITY, EntraTypes.OBSERVATION, EntraTypes.DECODED);
    }

    @Override
    protected ImmutableTypeInfo<?>[] getTestData() {
        return types().toArray(ImmutableTypeInfo<?>[]::new);
    }

    @ParameterizedTest
    @MethodSource("types")
    void needsNoKryo(TypeInformation<?> type) {
        assertThat(type).isNotInstanceOf(GenericTypeInfo.class);
        assertThat(type.createSerializer(withoutKryo())).isInstanceOf(ImmutableSerializer.class);
    }

    @ParameterizedTest
    @MethodSource("types")
    <T> void isRestoredAsItIs(TypeInformation<T> type) throws Exception {
        TypeSerializer<T> serializer = type.createSerializer(withoutKryo());
        DataOutputSerializer out = new DataOutputSerializer(64);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
        TypeSerializerSnapshot<T> restored =
                TypeSerializerSnapshot.readVersionedSnapshot(
                        new DataInputDeserializer(out.getCopyOfBuffer()),
                        getClass().getClassLoader());
        TypeSerializerSchemaCompatibility<T> compatibility =
                serializer.snapshotConfiguration().resolveSchemaCompatibility(restored);
        assertThat(compatibility.isCompatibleAsIs()).isTrue();
        assertThat(restored.restoreSerializer()).isSameAs(serializer);
    }

    @Test
    void onlyEntitiesAreKeys() {
        assertThat(EntraTypes.ENTITY.isKeyType()).isTrue();
        assertThat(EntraTypes.OBSERVATION.isKeyType()).isFalse();
        assertThat(EntraTypes.DECODED.isKeyType()).isFalse();
    }

    /** Flink spreads keys by it: another value after an upgrade would lose all state. */
    @Test
    void theHashOfAnEntityNeverChanges() {
        assertThat(Samples.alice().hashCode()).isEqualTo(1_844_456_233);
        assertThat(new Entity(EntityType.IP, "t", "192.0.2.1").hashCode()).isEqualTo(678_331_106);
    }

    @Test
    void streamsAndKeysWorkWithoutKryo() throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(2, configuration);
        Observation one = Samples.typicalSignIn();
        Observation other = Samples.finding();
        List<Observation> results =
                environment
                        .fromData(EntraTypes.OBSERVATION, one, Samples.audit(), other)
                        .keyBy(Observation::entity, EntraTypes.ENTITY)
                        .reduce((first, second) -> second)
                        .executeAndCollect(3);
        assertThat(results).containsExactlyInAnyOrder(one, Samples.audit(), other);
    }

    @Test
    void recordsOfStateMayHoldObservationsOnceTheFactoriesAreConfigured() throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(
                PipelineOptions.SERIALIZATION_CONFIG,
                List.of(
                        entry(Entity.class, EntraTypes.EntityFactory.class),
                        entry(Observation.class, EntraTypes.ObservationFactory.class)));
        SerializerConfigImpl config = new SerializerConfigImpl();
        config.configure(configuration, getClass().getClassLoader());
        TypeSerializer<Memory> serializer =
                TypeInformation.of(Memory.class).createSerializer(config);
        Memory memory =
                new Memory(
                        Samples.alice(),
                        List.of(Samples.finding(), Samples.audit()),
                        Map.of("sign-in", Samples.typicalSignIn()));
        assertThat(Bytes.read(Bytes.of(memory, serializer), serializer)).isEqualTo(memory);
        assertThat(serializer.getClass().getSimpleName()).isEqualTo("PojoSerializer");
    }

    private static String entry(Class<?> type, Class<?> factory) {
        return String.format("%s: {type: typeinfo, class: %s}", type.getName(), factory.getName());
    }

    private static SerializerConfigImpl withoutKryo() {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        return new SerializerConfigImpl(configuration);
    }
}
