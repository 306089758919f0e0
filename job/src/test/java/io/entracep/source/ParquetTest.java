package io.entracep.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.decode.DateOrder;
import io.entracep.decode.Decoded;
import io.entracep.decode.RecordDecoder;
import io.entracep.event.EntraEvent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.NanoTime;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tables as Data Explorer and the lake of Sentinel export them. */
class ParquetTest {
    private static final String SIGN_INS =
            """
            message SigninLogs {
              optional int64 TimeGenerated (TIMESTAMP(MICROS,true));
              optional binary Id (STRING);
              optional binary UserPrincipalName (STRING);
              optional binary UserId (STRING);
              optional binary IPAddress (STRING);
              optional binary ResultType (STRING);
              optional binary LocationDetails (STRING);
              optional boolean IsInteractive;
              optional binary AADTenantId (STRING);
              optional binary Type (STRING);
            }
            """;

    private static final Instant TIME = Instant.parse("2026-03-02T08:15:30.250Z");

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource(
            value = CompressionCodecName.class,
            names = {"UNCOMPRESSED", "SNAPPY", "GZIP", "ZSTD"})
    void readsSignInsInEveryUsualCompression(CompressionCodecName codec) throws IOException {
        byte[] file = ParquetFiles.write(folder, SIGN_INS, codec, 3, ParquetTest::signIn);

        assertThat(events(read(file))).extracting(EntraEvent::id).containsExactly("s0", "s1", "s2");
        EntraEvent first = events(read(file)).get(0);
        assertThat(first.time()).isEqualTo(TIME.toEpochMilli());
        assertThat(first.toString()).contains("alice0@example.com", "192.0.2.7", "50126", "DE");
    }

    @Test
    void readsTheSameEventAsTheJsonExport() throws IOException {
        byte[] file =
                ParquetFiles.write(
                        folder, SIGN_INS, CompressionCodecName.SNAPPY, 1, ParquetTest::signIn);
        String json =
                """
                {"TimeGenerated":"2026-03-02T08:15:30.250Z","Id":"s0","UserPrincipalName":"alice0@example.com",
                 "UserId":"00000000-0000-4000-8000-00000000000a","IPAddress":"192.0.2.7","ResultType":"50126",
                 "LocationDetails":{"countryOrRegion":"DE"},"IsInteractive":true,"AADTenantId":"t1","Type":"SigninLogs"}
                """;

        assertThat(events(read(file)))
                .isEqualTo(events(read(json.getBytes(StandardCharsets.UTF_8))));
    }

    @Test
    void readsColumnsWithParts() throws IOException {
        String schema =
                """
                message SigninLogs {
                  required int96 TimeGenerated;
                  optional binary Id (STRING);
                  optional binary UserPrincipalName (STRING);
                  optional group LocationDetails { optional binary countryOrRegion (STRING); optional binary city (STRING); }
                  optional group AuthenticationDetails (LIST) {
                    repeated group list { optional group element { optional binary authenticationMethod (STRING); optional boolean succeeded; } }
                  }
                  optional binary Type (STRING);
                }
                """;
        byte[] file =
                ParquetFiles.write(
                        folder,
                        schema,
                        CompressionCodecName.SNAPPY,
                        1,
                        (row, i) -> {
                            row.add("TimeGenerated", new NanoTime(2_461_102, 29_730_250_000_000L));
                            row.append("Id", "s0").append("UserPrincipalName", "alice@example.com");
                            row.addGroup("LocationDetails")
                                    .append("countryOrRegion", "DE")
                                    .append("city", "Bonn");
                            row.addGroup("AuthenticationDetails")
                                    .addGroup("list")
                                    .addGroup("element")
                                    .append("authenticationMethod", "Password")
                                    .append("succeeded", true);
                            row.append("Type", "SigninLogs");
                        });

        assertThat(events(read(file)))
                .singleElement()
                .satisfies(
                        event -> {
                            assertThat(event.time()).isEqualTo(TIME.toEpochMilli());
                            assertThat(event.toString()).contains("DE");
                        });
    }

    @Test
    void readsRecordsThatLieWholeInOneColumn() throws IOException {
        byte[] file =
                ParquetFiles.write(
                        folder,
                        "message Raw { optional binary event (STRING); }",
                        CompressionCodecName.SNAPPY,
                        2,
                        (row, i) -> row.append("event", ContainersTest.record("r" + i)));

        assertThat(events(read(file))).extracting(EntraEvent::id).containsExactly("r0", "r1");
    }

    @Test
    void tellsOfATableThatIsNoLog() throws IOException {
        byte[] file =
                ParquetFiles.write(
                        folder,
                        "message Prices { optional int32 year; optional double price; }",
                        CompressionCodecName.SNAPPY,
                        500,
                        (row, i) -> row.append("year", 2026).append("price", 1.5));

        assertThat(letters(read(file)))
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.reason()).isEqualTo(Decoded.Reason.REFUSED);
                            assertThat(letter.detail()).contains("\"year\", \"price\"");
                        });
    }

    @Test
    void opensOneInAnArchive() throws IOException {
        byte[] file =
                ParquetFiles.write(
                        folder, SIGN_INS, CompressionCodecName.SNAPPY, 2, ParquetTest::signIn);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("part-0.snappy.parquet"));
            zip.write(file);
        }

        assertThat(events(read(bytes.toByteArray()))).hasSize(2);
    }

    @Test
    void leavesNoCopyBehind() throws IOException {
        byte[] file =
                ParquetFiles.write(
                        folder, SIGN_INS, CompressionCodecName.SNAPPY, 2, ParquetTest::signIn);
        long before = copies();

        read(file);
        read(Arrays.copyOf(file, file.length / 2));

        assertThat(copies()).isEqualTo(before);
    }

    @Property(tries = 60)
    void damageIsToldAndNeverThrown(
            @ForAll @IntRange(min = 4, max = 100_000) int at, @ForAll byte value)
            throws IOException {
        byte[] file = Sample.FILE.clone();
        int place = 4 + at % (file.length - 4);
        file[place] = value;

        List<Decoded> read = read(file);

        assertThat(read.size()).isBetween(1, 60);
        assertThat(read(Arrays.copyOf(file, place)))
                .isNotEmpty()
                .anyMatch(Decoded.DeadLetter.class::isInstance);
    }

    /** Written once for all tries. */
    private static final class Sample {
        static final byte[] FILE = make();

        private static byte[] make() {
            try {
                Path folder = Files.createTempDirectory("parquet-sample-");
                try {
                    return ParquetFiles.write(
                            folder, SIGN_INS, CompressionCodecName.SNAPPY, 50, ParquetTest::signIn);
                } finally {
                    Files.delete(folder);
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    private static void signIn(Group row, int i) {
        row.append("TimeGenerated", TIME.toEpochMilli() * 1000)
                .append("Id", "s" + i)
                .append("UserPrincipalName", "alice" + i + "@example.com")
                .append("UserId", "00000000-0000-4000-8000-00000000000a")
                .append("IPAddress", "192.0.2.7")
                .append("ResultType", "50126")
                .append("LocationDetails", "{\"countryOrRegion\":\"DE\"}")
                .append("IsInteractive", true)
                .append("AADTenantId", "t1")
                .append("Type", "SigninLogs");
    }

    private static long copies() throws IOException {
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(
                            file -> file.getFileName().toString().startsWith("entra-cep-parquet-"))
                    .count();
        }
    }

    private static List<EntraEvent> events(List<Decoded> read) {
        assertThat(letters(read)).isEmpty();
        return read.stream().map(decoded -> ((Decoded.Event) decoded).event()).toList();
    }

    private static List<Decoded.DeadLetter> letters(List<Decoded> read) {
        return read.stream()
                .filter(Decoded.DeadLetter.class::isInstance)
                .map(Decoded.DeadLetter.class::cast)
                .toList();
    }

    private static List<Decoded> read(byte[] file) throws IOException {
        List<Decoded> read = new ArrayList<>();
        RecordDecoder decoder = new RecordDecoder();
        try (Cutter cutter =
                new ContentOpener(FileSettings.DEFAULT.of(FileFormat.AUTO, DateOrder.UNKNOWN))
                        .open("file", new ByteArrayInputStream(file))) {
            Batch batch;
            while ((batch = cutter.next()) != null) {
                for (Piece piece : batch.pieces()) {
                    piece.decode(batch.block(), "file", batch.dates(), decoder, read::add);
                }
            }
        }
        return read;
    }
}
