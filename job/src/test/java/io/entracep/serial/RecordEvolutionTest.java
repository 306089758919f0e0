package io.entracep.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What Flink's serializer of records can restore after the records changed: the rules by which
 * classes of state are written. Each test writes with one version of the classes and reads with
 * another, as a savepoint does. Pins the behaviour of Flink: a failure after an upgrade means that
 * the rules have changed.
 */
class RecordEvolutionTest {

    private static final String GRANT = "public record Grant(String role, long from) {}";
    private static final String LEVEL = "public enum Level { LOW, HIGH }";
    private static final String PROFILE =
            "public record Profile(String name, long[] days, List<Grant> grants,"
                    + " Map<String, Grant> byRole, Map<Level, Long> counts, Level level,"
                    + " String note, Grant first, int count) {}";
    private static final String VALUE =
            "public static Object value() { Grant grant = new Grant(\"admin\", 7L); return new"
                    + " Profile(\"alice\", new long[] {1, -1}, List.of(grant), Map.of(\"a\","
                    + " grant), Map.of(Level.HIGH, 3L), Level.HIGH, null, grant, 5); }";
    private static final String BEFORE = GRANT + LEVEL + PROFILE + VALUE;

    private static final List<String> WITHOUT_KRYO =
            List.of(
                    "List<String>",
                    "Set<String>",
                    "Collection<String>",
                    "Map<String, Long>",
                    "Map<String, Grant>",
                    "Map<String, long[]>",
                    "List<long[]>",
                    "Grant[]",
                    "byte[]",
                    "String[]",
                    "long[][]",
                    "Level",
                    "java.time.Instant",
                    "java.math.BigInteger");
    private static final List<String> WITH_KRYO =
            List.of(
                    "List<List<String>>",
                    "Map<String, List<Grant>>",
                    "Map<String, Map<String, Grant>>",
                    "SortedMap<String, Long>",
                    "TreeMap<String, Long>",
                    "ArrayList<String>",
                    "EnumSet<Level>",
                    "BitSet",
                    "Optional<String>",
                    "OptionalInt",
                    "UUID",
                    "java.time.Duration",
                    "java.time.LocalDate",
                    "Choice",
                    "Object");

    private static CompiledVersion before;

    @TempDir private Path folder;

    @BeforeAll
    static void compileTheOldVersion(@TempDir Path folder) throws IOException {
        before = CompiledVersion.of(folder, BEFORE);
    }

    @AfterAll
    static void close() throws IOException {
        before.close();
    }

    @Test
    void recordsOfCommonTypesNeedNoKryo() throws Exception {
        assertThat(before.type("Profile")).isInstanceOf(PojoTypeInfo.class);
        TypeSerializer<Object> serializer = before.serializer("Profile");
        Object read = Bytes.read(Bytes.of(before.sample(), serializer), serializer);
        assertThat(read)
                .usingRecursiveComparison()
                .withStrictTypeChecking()
                .isEqualTo(before.sample());
    }

    @Test
    void everyComponentThatIsNotPrimitiveMayBeNull() throws Exception {
        String nulls =
                "public static Object value() {"
                        + " return new Profile(null, null, null, null, null, null, null, null, 5);"
                        + " }";
        try (CompiledVersion version = compile("one", GRANT + LEVEL + PROFILE + nulls)) {
            TypeSerializer<Object> serializer = version.serializer("Profile");
            Object read = Bytes.read(Bytes.of(version.sample(), serializer), serializer);
            assertThat(read).isEqualTo(version.sample());
        }
    }

    @Test
    void componentsMayBeAppended() throws Exception {
        String after =
                BEFORE.replace("int count)", "int count, String added, long number, List<Grant> l)")
                        .replace("grant, 5)", "grant, 5, null, 0, null)");
        restores(after, "migrated");
    }

    @Test
    void componentsMayBeAddedToRecordsInsideListsAndMaps() throws Exception {
        String after =
                BEFORE.replace("String role, long from", "String role, long from, String by, int x")
                        .replace("\"admin\", 7L", "\"admin\", 7L, null, 0");
        restores(after, "migrated");
    }

    /** They are found by name, not by place. */
    @Test
    void componentsMayBeInsertedAndReordered() throws Exception {
        String inserted =
                BEFORE.replace("String role, long from", "String by, String role, long from")
                        .replace("\"admin\", 7L", "null, \"admin\", 7L");
        restores(inserted, "migrated");
        String reordered =
                BEFORE.replace("String role, long from", "long from, String role")
                        .replace("\"admin\", 7L", "7L, \"admin\"");
        restores(reordered, "as is");
    }

    @Test
    void componentsMayBeRemoved() throws Exception {
        String after = BEFORE.replace(", int count", "").replace("grant, 5)", "grant)");
        restores(after, "migrated");
    }

    /** To Flink it is one removed and one added: the value is lost in silence. */
    @Test
    void aRenamedComponentLosesItsValue() throws Exception {
        String after =
                BEFORE.replace("String role,", "String roleName,").replace("\"admin\"", "null");
        restores(after, "migrated");
    }

    @Test
    void constantsMayBeAppendedAndInserted() throws Exception {
        restores(BEFORE.replace("LOW, HIGH", "LOW, HIGH, MORE"), "reconfigured");
        restores(BEFORE.replace("LOW, HIGH", "LOW, MIDDLE, HIGH"), "reconfigured");
    }

    @Test
    void everythingMayChangeAtOnce() throws Exception {
        String after =
                BEFORE.replace("LOW, HIGH", "NONE, LOW, HIGH")
                        .replace("String role, long from", "String role, long from, boolean done")
                        .replace("\"admin\", 7L", "\"admin\", 7L, false")
                        .replace("int count)", "int count, String added)")
                        .replace("grant, 5)", "grant, 5, null)");
        restores(after, "migrated");
    }

    @Test
    void aPrimitiveMayBecomeItsBox() throws Exception {
        restores(BEFORE.replace("long from", "Long from"), "as is");
    }

    @Test
    void typesMayNotChange() throws Exception {
        assertThat(restore(BEFORE.replace("int count", "long count"))).isNull();
        String set = BEFORE.replace("List<Grant>", "Set<Grant>");
        assertThat(restore(set.replace("List.of(", "Set.of("))).isNull();
    }

    @Test
    void constantsAndRecordsMayNeitherBeRemovedNorRenamed() {
        String message = "field serializer snapshots should be present.";
        assertThatThrownBy(() -> restore(BEFORE.replace("LOW, HIGH", "HIGH"))).hasMessage(message);
        assertThatThrownBy(() -> restore(BEFORE.replace("LOW, HIGH", "LEAST, HIGH")))
                .hasMessage(message);
        assertThatThrownBy(() -> restore(BEFORE.replace("Grant", "Granted"))).hasMessage(message);
    }

    /** Flink passes null, zero and false for what was not written. */
    @Test
    void aConstructorMustAcceptNullForAnAddedComponent() throws Exception {
        String strict =
                BEFORE.replace(
                                "int count) {}",
                                "int count, List<Grant> added) {"
                                        + " public Profile { added = List.copyOf(added); } }")
                        .replace("grant, 5)", "grant, 5, List.of())");
        assertThatThrownBy(() -> restore(strict))
                .hasRootCauseInstanceOf(NullPointerException.class);
        String tolerant = strict.replace("List.copyOf(added)", "added == null ? List.of() : added");
        restores(tolerant, "migrated");
    }

    @Test
    void theseTypesNeedNoKryo() throws Exception {
        assertThat(refused(WITHOUT_KRYO)).isEmpty();
    }

    @Test
    void theseTypesAreRefusedWithoutKryo() throws Exception {
        assertThat(refused(WITH_KRYO)).isEqualTo(WITH_KRYO);
    }

    @Test
    void recursiveRecordsCannotBeAnalysed() throws Exception {
        String body = "public record Tree(String name, List<Tree> branches) {}";
        try (CompiledVersion version = compile("one", body)) {
            assertThatThrownBy(() -> version.type("Tree")).isInstanceOf(StackOverflowError.class);
        }
    }

    /** The way around: a record with the inner collection as its component. */
    @Test
    void aCollectionInsideARecordInsideACollectionNeedsNoKryo() throws Exception {
        String body =
                GRANT
                        + "public record Grants(List<Grant> all) {}"
                        + "public record Holder(Map<String, Grants> value) {}";
        try (CompiledVersion version = compile("one", body)) {
            assertThat(version.serializer("Holder")).isNotNull();
        }
    }

    /** Those of the types that Flink does not take as a component when Kryo is switched off. */
    private List<String> refused(List<String> types) throws Exception {
        StringBuilder body = new StringBuilder(GRANT + LEVEL);
        body.append("public sealed interface Choice permits Only {}");
        body.append("public record Only(int number) implements Choice {}");
        for (int i = 0; i < types.size(); i++) {
            body.append("public record Holder" + i + "(" + types.get(i) + " value, int other) {}");
        }
        List<String> refused = new ArrayList<>();
        try (CompiledVersion version = compile("one", body.toString())) {
            for (int i = 0; i < types.size(); i++) {
                try {
                    version.serializer("Holder" + i);
                } catch (UnsupportedOperationException e) {
                    assertThat(e).hasMessageContaining("Generic types have been disabled");
                    refused.add(types.get(i));
                }
            }
        }
        return refused;
    }

    /** Expects the sample of the new version, which says null, zero or false for what is new. */
    private void restores(String after, String how) throws Exception {
        Restored restored = restore(after);
        assertThat(restored).isNotNull();
        assertThat(restored.how()).isEqualTo(how);
        assertThat(restored.value())
                .usingRecursiveComparison()
                .withStrictTypeChecking()
                .isEqualTo(restored.expected());
    }

    /** What was written with one version and read with another, null where Flink refuses it. */
    private Restored restore(String after) throws Exception {
        String name = Integer.toHexString(after.hashCode());
        try (CompiledVersion other = compile("after-" + name, after)) {
            TypeSerializer<Object> writer = before.serializer("Profile");
            TypeSerializer<Object> current = other.serializer("Profile");
            TypeSerializerSnapshot<Object> old = transport(writer, other.loader());
            TypeSerializerSchemaCompatibility<Object> compatibility =
                    current.snapshotConfiguration().resolveSchemaCompatibility(old);
            if (compatibility.isIncompatible()) {
                return null;
            }
            byte[] bytes = Bytes.of(before.sample(), writer);
            if (compatibility.isCompatibleAsIs()) {
                return new Restored("as is", Bytes.read(bytes, current), other.sample());
            }
            if (compatibility.isCompatibleWithReconfiguredSerializer()) {
                TypeSerializer<Object> reader = compatibility.getReconfiguredSerializer();
                return new Restored("reconfigured", Bytes.read(bytes, reader), other.sample());
            }
            Object value = Bytes.read(bytes, old.restoreSerializer());
            Object rewritten = Bytes.read(Bytes.of(value, current), current);
            return new Restored("migrated", rewritten, other.sample());
        }
    }

    private static TypeSerializerSnapshot<Object> transport(
            TypeSerializer<Object> writer, ClassLoader reader) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(256);
        TypeSerializerSnapshot.writeVersionedSnapshot(out, writer.snapshotConfiguration());
        return TypeSerializerSnapshot.readVersionedSnapshot(
                new DataInputDeserializer(out.getCopyOfBuffer()), reader);
    }

    private CompiledVersion compile(String name, String body) throws IOException {
        return CompiledVersion.of(folder.resolve(name), body);
    }

    private record Restored(String how, Object value, Object expected) {}
}
