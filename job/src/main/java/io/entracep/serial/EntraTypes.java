package io.entracep.serial;

import io.entracep.decode.Decoded;
import io.entracep.signal.Entity;
import io.entracep.signal.Observation;
import java.lang.reflect.Type;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInfoFactory;
import org.apache.flink.api.common.typeinfo.TypeInformation;

/**
 * Type information of the hot types, for streams, keys and state descriptors, as Flink's own {@code
 * Types} has it for common ones: {@code stream.keyBy(Observation::entity, EntraTypes.ENTITY)}.
 */
public final class EntraTypes {

    /** Entities, also as keys. */
    public static final TypeInformation<Entity> ENTITY =
            new ImmutableTypeInfo<>(Entity.class, EntitySerializer.INSTANCE);

    /** Observations. */
    public static final TypeInformation<Observation> OBSERVATION =
            new ImmutableTypeInfo<>(Observation.class, ObservationSerializer.INSTANCE);

    /** Events and dead letters. */
    public static final TypeInformation<Decoded> DECODED =
            new ImmutableTypeInfo<>(Decoded.class, DecodedSerializer.INSTANCE);

    private EntraTypes() {}

    /**
     * For {@code pipeline.serialization-config}: entities inside records of state, which Flink
     * takes apart by reflection, use this serializer too.
     */
    public static final class EntityFactory extends TypeInfoFactory<Entity> {
        @Override
        public TypeInformation<Entity> createTypeInfo(
                Type type, Map<String, TypeInformation<?>> genericParameters) {
            return ENTITY;
        }
    }

    /**
     * For {@code pipeline.serialization-config}: observations inside records of state. Without it
     * Flink takes them apart too and overflows the stack, since a derivation holds observations.
     */
    public static final class ObservationFactory extends TypeInfoFactory<Observation> {
        @Override
        public TypeInformation<Observation> createTypeInfo(
                Type type, Map<String, TypeInformation<?>> genericParameters) {
            return OBSERVATION;
        }
    }
}
