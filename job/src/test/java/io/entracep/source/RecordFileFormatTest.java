package io.entracep.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.decode.Decoded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RecordFileFormatTest {

    private static final FileSettings SMALL = new FileSettings(700, 100, 400, 4000);

    @TempDir private Path folder;
    private final Counter bytesRead = new SimpleCounter();

    private static final List<String> IDS = Records.ids("r", 8);

    static Stream<Arguments> shapes() {
        String lines = joined("\n", "", "");
        String envelope = joined(",\n", "{\"records\":[", "]}");
        return Stream.of(
                Arguments.of("lines", Records.bytes(lines)),
                Arguments.of("lines without last line end", Records.bytes(lines.strip())),
                Arguments.of("CRLF", Records.bytes(lines.replace("\n", "\r\n"))),
                Arguments.of("blank lines", Records.bytes(lines.replace("\n", "\n\n \n"))),
                Arguments.of("envelope per line", Records.bytes(envelopePerLine())),
                Arguments.of("list", Records.bytes(joined(",", "[", "]"))),
                Arguments.of("list, one record a line", Records.bytes(joined(",\n", "[\n", "\n]"))),
                Arguments.of("large envelope", Records.bytes(envelope)),
                Arguments.of("Graph answer", Records.bytes(envelope.replace("records", "value"))),
                Arguments.of("pretty", Records.bytes(pretty())),
                Arguments.of("concatenated", Records.bytes(joined("", "", ""))),
                Arguments.of("gzip of lines", Records.gzip(Records.bytes(lines))),
                Arguments.of("gzip of a list", Records.gzip(Records.bytes(joined(",", "[", "]")))),
                Arguments.of("two gzip members", members()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void readsEveryRecordOnceAndAllBytes(String name, byte[] contents) throws IOException {
        Path file = Files.write(folder.resolve("records"), contents);

        List<String> read = new ArrayList<>();
        for (FileSourceSplit split : splits(file)) {
            read(split).forEach(record -> read.add(Records.describe(record.getRecord())));
        }

        assertThat(read).containsExactlyElementsOf(IDS);
        assertThat(bytesRead.getCount()).isEqualTo(contents.length);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void goesOnAfterAnyRecord(String name, byte[] contents) throws IOException {
        Path file = Files.write(folder.resolve("records"), contents);

        for (FileSourceSplit split : splits(file)) {
            List<RecordAndPosition<Decoded>> records = read(split);
            for (int done = 0; done < records.size(); done++) {
                RecordAndPosition<Decoded> last = records.get(done);
                CheckpointedPosition position =
                        new CheckpointedPosition(last.getOffset(), last.getRecordSkipCount());

                assertThat(read(split.updateWithCheckpointedPosition(position)))
                        .extracting(record -> Records.describe(record.getRecord()))
                        .containsExactlyElementsOf(
                                records.subList(done + 1, records.size()).stream()
                                        .map(record -> Records.describe(record.getRecord()))
                                        .toList());
            }
        }
    }

    @Test
    void onlyFilesOfLinesAreCutIntoChunks() throws IOException {
        Path lines = Files.writeString(folder.resolve("lines"), joined("\n", "", ""));
        Path list = Files.writeString(folder.resolve("list"), joined(",", "[", "]"));
        Path empty = Files.writeString(folder.resolve("empty"), "");

        assertThat(splits(lines)).hasSize((int) ((Files.size(lines) + 699) / 700));
        assertThat(splits(list)).hasSize(1);
        assertThat(splits(empty)).isEmpty();
    }

    @Test
    void whatCannotBeReadIsADeadLetterWithItsPosition() throws IOException {
        String good = Records.record("good");
        Path file =
                Files.writeString(
                        folder.resolve("records"), good + "\nno json\n" + good + "\n{\"cut\":");

        List<RecordAndPosition<Decoded>> records = read(splits(file).iterator().next());

        int second = good.length() + 1;
        assertThat(records)
                .extracting(record -> Records.describe(record.getRecord()))
                .containsExactly(
                        "good",
                        "MALFORMED_JSON@" + second,
                        "good",
                        "MALFORMED_JSON@" + (second + 8 + good.length() + 1));
        Decoded.DeadLetter letter = (Decoded.DeadLetter) records.get(1).getRecord();
        assertThat(letter.source()).isEqualTo(file.toString());
        assertThat(letter.rawText()).isEqualTo("no json");
        assertThat(letter.time()).isZero();
    }

    @Test
    void keepsWhatIsReadableOfADamagedGzipFile() throws IOException {
        byte[] gzip = Records.gzip(Records.bytes(joined("\n", "", "")));
        byte[] cut = Arrays.copyOf(gzip, gzip.length - 9);
        byte[] notGzip = {0x1f, (byte) 0x8b, 'n', 'o', 'n', 'e', '!', '!', '!', '!'};

        List<String> ofCut = readAll(Files.write(folder.resolve("cut.gz"), cut));
        List<String> ofNone = readAll(Files.write(folder.resolve("none.gz"), notGzip));

        assertThat(ofCut).startsWith("r-0", "r-1").last().asString().startsWith("INCOMPLETE@");
        assertThat(ofNone).containsExactly("INCOMPLETE@0");
    }

    private List<String> readAll(Path file) throws IOException {
        return read(splits(file).iterator().next()).stream()
                .map(record -> Records.describe(record.getRecord()))
                .toList();
    }

    private Collection<FileSourceSplit> splits(Path file) throws IOException {
        return new ChunkEnumerator(SMALL)
                .enumerateSplits(
                        new org.apache.flink.core.fs.Path[] {
                            new org.apache.flink.core.fs.Path(file.toUri())
                        },
                        1);
    }

    private List<RecordAndPosition<Decoded>> read(FileSourceSplit split) throws IOException {
        RecordFileFormat format =
                new RecordFileFormat(TypeInformation.of(Decoded.class), SMALL, () -> null)
                        .counting(bytesRead);
        Configuration configuration = new Configuration();
        List<RecordAndPosition<Decoded>> records = new ArrayList<>();
        try (BulkFormat.Reader<Decoded> reader =
                split.getReaderPosition().isPresent()
                        ? format.restoreReader(configuration, split)
                        : format.createReader(configuration, split)) {
            for (BulkFormat.RecordIterator<Decoded> batch = reader.readBatch();
                    batch != null;
                    batch = reader.readBatch()) {
                for (RecordAndPosition<Decoded> record = batch.next();
                        record != null;
                        record = batch.next()) {
                    records.add(
                            new RecordAndPosition<>(
                                    record.getRecord(),
                                    record.getOffset(),
                                    record.getRecordSkipCount()));
                }
                batch.releaseBatch();
            }
        }
        return records;
    }

    private static String joined(String separator, String before, String after) {
        List<String> records = IDS.stream().map(Records::record).toList();
        return before
                + String.join(separator, records)
                + after
                + (separator.equals("\n") ? "\n" : "");
    }

    private static String pretty() {
        return String.join("\n", IDS.stream().map(Records::prettyRecord).toList());
    }

    private static String envelopePerLine() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < IDS.size(); i += 4) {
            List<String> records = IDS.subList(i, i + 4).stream().map(Records::record).toList();
            lines.append("{\"records\":[").append(String.join(",", records)).append("]}\n");
            lines.append("{\"records\":[]}\n");
        }
        return lines.toString();
    }

    private static byte[] members() {
        byte[] one = Records.gzip(Records.bytes(joinedOf(IDS.subList(0, 3))));
        byte[] two = Records.gzip(Records.bytes(joinedOf(IDS.subList(3, 8))));
        byte[] both = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        return both;
    }

    private static String joinedOf(List<String> ids) {
        return String.join("\n", ids.stream().map(Records::record).toList()) + "\n";
    }
}
