package io.entracep.serial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.state.rocksdb.EmbeddedRocksDBStateBackend;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of {@link RecordEvolutionTest} hold for keyed state of every kind and backend. */
@SuppressWarnings("try") // the harness may be interrupted when it is closed
class RecordMigrationTest {

    private static final String BEFORE =
            "public record Grant(String role, Level level) {}"
                    + "public enum Level { LOW, HIGH }"
                    + "public record Profile(String name, List<Grant> grants,"
                    + " Map<String, Grant> byRole) {}"
                    + "public static Object value() { Grant grant = new Grant(\"admin\","
                    + " Level.HIGH); return new Profile(\"alice\", List.of(grant), Map.of(\"a\","
                    + " grant)); }";
    private static final String AFTER =
            BEFORE.replace("LOW, HIGH", "LOW, MIDDLE, HIGH")
                    .replace("Level level)", "Level level, String by)")
                    .replace("Level.HIGH)", "Level.HIGH, null)")
                    .replace("byRole)", "byRole, int count)")
                    .replace("grant))", "grant), 0)");

    @TempDir private Path folder;

    static Stream<StateBackend> backends() {
        return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
    }

    @ParameterizedTest
    @MethodSource("backends")
    void stateOfTheOldVersionIsReadByTheNewOne(StateBackend backend) throws Exception {
        try (CompiledVersion one = CompiledVersion.of(folder.resolve("one"), BEFORE);
                CompiledVersion other = CompiledVersion.of(folder.resolve("other"), AFTER)) {
            OperatorSubtaskState savepoint;
            try (Harness harness = new Harness(one, backend)) {
                harness.open();
                harness.processElement("write", 1);
                savepoint = harness.snapshot(1, 1);
            }
            try (Harness harness = new Harness(other, backend)) {
                harness.initializeState(savepoint);
                harness.open();
                harness.processElement("read", 2);
                String expected = other.sample().toString();
                assertThat(harness.extractOutputValues())
                        .containsExactly(
                                expected,
                                List.of(expected, expected).toString(),
                                Map.of("key", expected).toString());
            }
        }
    }

    private static final class Harness
            extends KeyedOneInputStreamOperatorTestHarness<String, String, String> {

        private final MockEnvironment environment;

        Harness(CompiledVersion version, StateBackend backend) throws Exception {
            this(
                    version,
                    backend,
                    new MockEnvironmentBuilder()
                            .setTaskName("migration")
                            .setUserCodeClassLoader(version.loader())
                            .setManagedMemorySize(64 << 20)
                            .setMaxParallelism(1)
                            .build());
        }

        private Harness(CompiledVersion version, StateBackend backend, MockEnvironment environment)
                throws Exception {
            super(
                    new KeyedProcessOperator<>(new Store(version)),
                    text -> "key",
                    Types.STRING,
                    environment);
            this.environment = environment;
            setStateBackend(backend);
        }

        @Override
        public void close() throws Exception {
            super.close();
            environment.close();
        }
    }

    /** Writes the sample into state of every kind, or gives what is there. */
    private static final class Store extends KeyedProcessFunction<String, String, String> {

        private static final long serialVersionUID = 1L;

        private final TypeSerializer<Object> serializer;
        private final byte[] sample;
        private transient ValueState<Object> value;
        private transient ListState<Object> list;
        private transient MapState<String, Object> map;

        Store(CompiledVersion version) throws IOException {
            this.serializer = version.serializer("Profile");
            this.sample = Bytes.of(version.sample(), serializer);
        }

        @Override
        public void open(OpenContext context) throws Exception {
            value = getRuntimeContext().getState(new ValueStateDescriptor<>("value", serializer));
            list = getRuntimeContext().getListState(new ListStateDescriptor<>("list", serializer));
            map =
                    getRuntimeContext()
                            .getMapState(
                                    new MapStateDescriptor<>(
                                            "map", StringSerializer.INSTANCE, serializer));
        }

        @Override
        public void processElement(String command, Context context, Collector<String> out)
                throws Exception {
            if (command.equals("write")) {
                Object profile = Bytes.read(sample, serializer);
                value.update(profile);
                list.update(List.of(profile, profile));
                map.put("key", profile);
            } else {
                out.collect(Objects.toString(value.value()));
                out.collect(list.get().toString());
                out.collect(Map.of("key", map.get("key")).toString());
            }
        }
    }
}
