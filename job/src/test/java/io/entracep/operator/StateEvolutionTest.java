package io.entracep.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.state.Head;
import io.entracep.state.PrivilegeTimeline;
import io.entracep.state.Profile;
import io.entracep.state.SaidHour;
import java.util.List;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.junit.jupiter.api.Test;

/**
 * What is kept by Flink's own record serializer is kept without Kryo. That records migrate is shown
 * in {@code serial}.
 */
class StateEvolutionTest {
    @Test
    void stateRecordsNeedNoKryo() {
        SerializerConfigImpl config = new SerializerConfigImpl();
        config.setGenericTypes(false);

        for (Class<?> type :
                List.of(Head.class, Profile.class, PrivilegeTimeline.class, SaidHour.class)) {
            TypeInformation<?> information = TypeInformation.of(type);
            assertThat(information).as(type.getSimpleName()).isInstanceOf(PojoTypeInfo.class);
            assertThat(information.createSerializer(config)).isNotNull();
        }
    }
}
