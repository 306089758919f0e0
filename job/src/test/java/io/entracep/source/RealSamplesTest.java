package io.entracep.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.entracep.decode.DateOrder;
import io.entracep.decode.Decoded;
import io.entracep.decode.Position;
import io.entracep.decode.RecordDecoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RealSamplesTest {

    @Test
    void cutFilesHoldTheSameRecordsAsFilesDecodedAsAWhole() throws IOException {
        Optional<Path> samples = samples();
        assumeTrue(samples.isPresent(), "no folder shared/real-samples beside the repository");
        List<Path> files;
        try (Stream<Path> found = Files.walk(samples.get())) {
            files = found.filter(file -> file.toString().matches(".*\\.jsonl?")).toList();
        }
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            byte[] contents = Files.readAllBytes(file);
            List<String> whole = new ArrayList<>();
            new RecordDecoder()
                    .decode(
                            contents,
                            0,
                            contents.length,
                            new Position("file", 0, 0),
                            decoded -> whole.add(kind(decoded)));

            assertThat(cut(contents)).as(file.toString()).containsExactlyElementsOf(whole);
        }
    }

    private static List<String> cut(byte[] contents) throws IOException {
        FileSettings settings =
                new FileSettings(1000, 500, 2000, 1 << 20)
                        .of(FileFormat.AUTO, DateOrder.MONTH_FIRST);
        ByteArrayInputStream in = new ByteArrayInputStream(contents);
        Cutter cutter =
                FileSniffer.sniff(new ByteArrayInputStream(contents)) == FileShape.LINES
                        ? LineCutter.atLineStart(in, 0, contents.length, settings)
                        : new DocumentCutter(in, settings);
        RecordDecoder decoder = new RecordDecoder();
        List<String> records = new ArrayList<>();
        for (Batch batch = cutter.next(); batch != null; batch = cutter.next()) {
            for (Piece piece : batch.pieces()) {
                piece.decode(
                        batch.block(),
                        "file",
                        DateOrder.MONTH_FIRST,
                        decoder,
                        decoded -> records.add(kind(decoded)));
            }
        }
        return records;
    }

    private static String kind(Decoded decoded) {
        return decoded instanceof Decoded.Event event
                ? event.event().id()
                : ((Decoded.DeadLetter) decoded).reason().name();
    }

    private static Optional<Path> samples() {
        for (Path folder = Path.of("").toAbsolutePath();
                folder != null;
                folder = folder.getParent()) {
            Path samples = folder.resolve("shared/real-samples");
            if (Files.isDirectory(samples)) {
                return Optional.of(samples);
            }
        }
        return Optional.empty();
    }
}
