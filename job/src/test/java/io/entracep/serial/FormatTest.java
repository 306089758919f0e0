package io.entracep.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.entracep.decode.Decoded;
import io.entracep.event.Category;
import io.entracep.event.EntraEvent;
import io.entracep.signal.Observation;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bytes: what was written once is read for ever. */
class FormatTest {

    private static final Map<String, Observation> OBSERVATIONS =
            Map.of(
                    "typical-sign-in", Samples.typicalSignIn(),
                    "full-sign-in", Samples.fullSignIn(),
                    "blocked-sign-in", Samples.blockedSignIn(),
                    "audit", Samples.audit(),
                    "risk", Samples.risk(),
                    "finding", Samples.finding());
    private static final Map<String, Decoded> DECODED =
            Map.of(
                    "event",
                    new Decoded.Event(Samples.typicalEvent()),
                    "dead-letter",
                    Samples.deadLetter());

    @Test
    void readsWhatVersionOneWrote() throws IOException {
        Properties golden = golden("version-1.properties");
        for (Map.Entry<String, Observation> sample : OBSERVATIONS.entrySet()) {
            assertThat(Bytes.read(bytes(golden, sample.getKey()), ObservationSerializer.INSTANCE))
                    .as(sample.getKey())
                    .isEqualTo(sample.getValue());
        }
        for (Map.Entry<String, Decoded> sample : DECODED.entrySet()) {
            assertThat(Bytes.read(bytes(golden, sample.getKey()), DecodedSerializer.INSTANCE))
                    .as(sample.getKey())
                    .isEqualTo(sample.getValue());
        }
    }

    /** Holds while version 1 is what is written; an appended component must not change it. */
    @Test
    void writesWhatVersionOneWroteWhateverTheOrderOfMaps() throws IOException {
        Properties golden = golden("version-1.properties");
        for (Map.Entry<String, Observation> sample : OBSERVATIONS.entrySet()) {
            assertThat(Bytes.of(sample.getValue(), ObservationSerializer.INSTANCE))
                    .as(sample.getKey())
                    .isEqualTo(bytes(golden, sample.getKey()));
        }
        for (Map.Entry<String, Decoded> sample : DECODED.entrySet()) {
            assertThat(Bytes.of(sample.getValue(), DecodedSerializer.INSTANCE))
                    .as(sample.getKey())
                    .isEqualTo(bytes(golden, sample.getKey()));
        }
    }

    /** Unlike the others these must never change: state is found by the bytes of its key. */
    @Test
    void keysKeepTheirBytesForEver() throws IOException {
        byte[] golden = bytes(golden("version-1.properties"), "entity");
        assertThat(Bytes.of(Samples.alice(), EntitySerializer.INSTANCE)).isEqualTo(golden);
        assertThat(Bytes.read(golden, EntitySerializer.INSTANCE)).isEqualTo(Samples.alice());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 255})
    void refusesOtherVersions(int version) throws IOException {
        byte[] entity =
                withFirstByte(Bytes.of(Samples.alice(), EntitySerializer.INSTANCE), version);
        assertThatThrownBy(() -> Bytes.read(entity, EntitySerializer.INSTANCE))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "Entity was written in format %d, this program reads 1 to 1: restore with"
                                + " the version that wrote it, or a newer one",
                        version);
        byte[] observation =
                withFirstByte(Bytes.of(Samples.risk(), ObservationSerializer.INSTANCE), version);
        assertThatThrownBy(() -> Bytes.read(observation, ObservationSerializer.INSTANCE))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Observation was written in format " + version);
        byte[] decoded =
                withFirstByte(Bytes.of(Samples.deadLetter(), DecodedSerializer.INSTANCE), version);
        assertThatThrownBy(() -> Bytes.read(decoded, DecodedSerializer.INSTANCE))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("Decoded was written in format " + version);
    }

    @Test
    void readsABlockThatHadFewerComponents() throws IOException {
        long written = Presence.bit(0, "present") | Presence.bitIf(true, 2);
        long read = Presence.read(input(written), "Block", 64 - 1);
        assertThat(Presence.has(read, 0)).isTrue();
        assertThat(Presence.has(read, 1)).isFalse();
        assertThat(Presence.has(read, 2)).isTrue();
        assertThat(Presence.has(read, 3)).isFalse();
        assertThat(Text.readOptional(read, 3, input())).isNull();
    }

    @Test
    void refusesABlockWithComponentsOfTheFuture() {
        assertThatThrownBy(() -> PartyFormat.read(input(0b1000)))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "Party has components that this version does not know (bits 8, known 3):"
                                + " written by a newer version of this program, or corrupt");
        assertThatThrownBy(() -> SignInFormat.read(input(1L << 22)))
                .hasMessageStartingWith("SignIn has components");
        assertThatThrownBy(() -> OriginFormat.read(input(1L << 10)))
                .hasMessageStartingWith("Origin has components");
        assertThatThrownBy(() -> DeviceFormat.read(input(1L << 7)))
                .hasMessageStartingWith("Device has components");
        assertThatThrownBy(() -> RiskFormat.read(input(1L << 5)))
                .hasMessageStartingWith("Risk has components");
        assertThatThrownBy(() -> AuditFormat.read(input(1L << 8)))
                .hasMessageStartingWith("Audit has components");
        assertThatThrownBy(() -> EventFormat.read(input(1L << 12)))
                .hasMessageStartingWith("EntraEvent has components");
        assertThatThrownBy(() -> ObservationFormat.read(input(1L << 6)))
                .hasMessageStartingWith("Observation has components");
    }

    @Test
    void refusesConstantsOfTheFuture() {
        assertThatThrownBy(() -> EntityFormat.TYPES.read(input(13)))
                .isInstanceOf(IOException.class)
                .hasMessage(
                        "EntityType has no constant with number 13: written by a newer version of"
                                + " this program, or corrupt");
        assertThatThrownBy(() -> EntityFormat.TYPES.read(input(0))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> EntityFormat.TYPES.read(input(-1)))
                .isInstanceOf(IOException.class);
    }

    @Test
    void knowsEveryConstantByItsNumber() throws IOException {
        Numbers<Category> categories = new Numbers<>(Category.class, Category::number);
        for (Category category : Category.values()) {
            assertThat(categories.read(input(category.number()))).isEqualTo(category);
        }
    }

    @Test
    void refusesLengthsThatCannotBe() {
        assertThatThrownBy(() -> Text.read(input(-2)))
                .isInstanceOf(IOException.class)
                .hasMessage("Corrupt data: a length of 9223372036854775807");
        assertThatThrownBy(() -> Varint.readCount(input(-1)))
                .isInstanceOf(IOException.class)
                .hasMessage("Corrupt data: a length of 18446744073709551615");
        byte[] endless = new byte[11];
        Arrays.fill(endless, (byte) 0xff);
        assertThatThrownBy(() -> Varint.read(new DataInputDeserializer(endless)))
                .isInstanceOf(IOException.class)
                .hasMessage("Corrupt data: a number longer than 64 bits");
    }

    /** A change here is no error, but should be meant: state and network grow with it. */
    @Test
    void isAsSmallAsDocumented() throws IOException {
        assertThat(Bytes.of(Samples.typicalSignIn(), ObservationSerializer.INSTANCE)).hasSize(761);
        assertThat(Bytes.of(Samples.alice(), EntitySerializer.INSTANCE)).hasSize(76);
        assertThat(Bytes.of(Samples.risk(), ObservationSerializer.INSTANCE)).hasSizeLessThan(160);
    }

    @Test
    void tellsOnceWhatEntityAndEventShare() throws IOException {
        Observation read =
                Bytes.read(
                        Bytes.of(Samples.typicalSignIn(), ObservationSerializer.INSTANCE),
                        ObservationSerializer.INSTANCE);
        EntraEvent event = read.event();
        assertThat(read.entity().tenantId()).isSameAs(event.tenantId());
        assertThat(read.entity().id()).isSameAs(event.actorId());
        assertThat(event.origin().network()).isSameAs(event.origin().ip());
        assertThat(event.categoryName()).isSameAs(Category.SIGN_IN.logName());
    }

    private static Properties golden(String name) throws IOException {
        Properties golden = new Properties();
        try (InputStream in =
                Objects.requireNonNull(
                        FormatTest.class.getResourceAsStream("/serial/" + name), name)) {
            golden.load(in);
        }
        return golden;
    }

    private static byte[] bytes(Properties golden, String name) {
        return HexFormat.of().parseHex(golden.getProperty(name));
    }

    private static DataInputDeserializer input(long... numbers) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(16);
        for (long number : numbers) {
            Varint.write(number, out);
        }
        return new DataInputDeserializer(out.getCopyOfBuffer());
    }

    private static byte[] withFirstByte(byte[] bytes, int first) {
        bytes[0] = (byte) first;
        return bytes;
    }
}
