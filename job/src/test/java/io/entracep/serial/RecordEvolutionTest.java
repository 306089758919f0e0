package io.entracep.serial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Flink's serializer of records can restore after the records changed: the rules by which
 * classes of state are written. Each test writes with one version of the classes and reads with
 * another, as a savepoint does.
 */
class RecordEvolutionTest {

    private static final String GRANT = "public record Grant(String role, long from) {}";
    private static final String LEVEL = "public enum Level { LOW, HIGH }";
    private static final String PROFILE =
            "public record Profile(String name, long[] days, List<Grant> grants,"
                    + " Map<String, Grant> byRole, Map<Level, Long> counts, Level level,"
                    + " String note, Grant first, int count, Long last, Set<String> tags) {}";
    private static final String VALUE =
            "public static Object value() { Grant grant = new Grant(\"admin\", 7); return new"
                    + " Profile(\"alice\", new long[] {1, -1}, List.of(grant), Map.of(\"a\","
                    + " grant), Map.of(Level.HIGH, 3L), Level.HIGH, null, grant, 5, null,"
                    + " Set.of(\"x\")); }";
    private static final String BEFORE = GRANT + LEVEL + PROFILE + VALUE;

    @TempDir private Path folder;

    @Test
    void recordsOfCommonTypesNeedNoKryo() throws Exception {
        try (CompiledVersion version = compile("one", BEFORE)) {
            assertThat(version.type("Profile")).isInstanceOf(PojoTypeInfo.class);
            TypeSerializer<Object> serializer = version.serializer("Profile");
            Object read = Bytes.read(Bytes.of(version.sample(), serializer), serializer);
            assertThat(text(read)).isEqualTo(text(version.sample()));
        }
    }

    @Test
    void everyComponentThatIsNotPrimitiveMayBeNull() throws Exception {
        String nulls =
                "public static Object value() { return new Profile(null, null, null, null, null,"
                        + " null, null, null, 5, null, null); }";
        try (CompiledVersion version = compile("one", GRANT + LEVEL + PROFILE + nulls)) {
            TypeSerializer<Object> serializer = version.serializer("Profile");
            Object read = Bytes.read(Bytes.of(version.sample(), serializer), serializer);
            assertThat(read).isEqualTo(version.sample());
        }
    }
}
