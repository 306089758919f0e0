package io.entracep.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.entracep.decode.Decoded;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LineCutterTest {

    private static final int[] BLOCKS = {1, 2, 3, 5, 64};

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\nbb\nccc\n",
                "a\nbb\nccc",
                "aaaa\r\nb\r\ncc\r\n",
                "\n\na\n\n \t\r\nbb\n\n",
                "a",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\nb\ncccccccccccc\nd",
                "\n",
                "",
            })
    void everyLineIsReadOnceWhereverAFileIsCut(String contents) throws IOException {
        List<String> lines = linesWithPosition(contents);
        for (int chunk = 1; chunk <= contents.length() + 1; chunk++) {
            for (int block : BLOCKS) {
                List<String> read = new ArrayList<>();
                for (int from = 0; from < contents.length(); from += chunk) {
                    int end = Math.min(from + chunk, contents.length());
                    read.addAll(read(contents, from, end, settings(block, 1000)));
                }
                assertThat(read)
                        .as("chunks of %d, blocks of %d", chunk, block)
                        .containsExactlyElementsOf(lines);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0:a 2:bb 5:ccc", "2, 2:bb 5:ccc", "5, 5:ccc", "8, ''", "9, ''"})
    void goesOnAtTheBeginningOfALine(int from, String expected) throws IOException {
        String contents = "a\nbb\nccc\nd";
        Cutter reader = LineCutter.atLineStart(in(contents, from), from, 8, settings(64, 1000));

        assertThat(String.join(" ", read(reader))).isEqualTo(expected);
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstLine() throws IOException {
        Cutter reader = LineCutter.atLineStart(in("\ufeffa\nb", 0), 0, 10, settings(2, 1000));

        assertThat(read(reader)).containsExactly("3:a", "5:b");
    }

    @Test
    void aLineThatIsTooLongIsOneDeadLetterWhateverTheBlocks() throws IOException {
        String contents = "a\n" + "b".repeat(50) + "\nc\n" + "d".repeat(11) + "\n" + "e".repeat(10);
        for (int block : BLOCKS) {
            Cutter reader = LineCutter.atLineStart(in(contents, 0), 0, 1000, settings(block, 10));

            assertThat(read(reader))
                    .as("blocks of %d", block)
                    .containsExactly(
                            "0:a",
                            "LIMIT_EXCEEDED@2:bbbbbbbbbb",
                            "53:c",
                            "LIMIT_EXCEEDED@55:dddddddddd",
                            "67:eeeeeeeeee");
        }
    }

    private static List<String> linesWithPosition(String contents) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (String line : contents.split("\n", -1)) {
            if (!line.isBlank()) {
                lines.add(from + ":" + line.replace("\r", ""));
            }
            from += line.length() + 1;
        }
        return lines;
    }

    private static List<String> read(String contents, int from, int end, FileSettings settings)
            throws IOException {
        return read(
                from == 0
                        ? LineCutter.atLineStart(in(contents, 0), 0, end, settings)
                        : LineCutter.withinLine(in(contents, from - 1), from, end, settings));
    }

    /** Position and text of each piece. */
    static List<String> read(Cutter reader) throws IOException {
        List<String> pieces = new ArrayList<>();
        for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
            assertThat(batch.pieces()).isNotEmpty();
            for (Piece piece : batch.pieces()) {
                String text =
                        new String(
                                batch.block(),
                                piece.start(),
                                piece.length(),
                                StandardCharsets.UTF_8);
                Piece.Trouble trouble = piece.trouble();
                Decoded.Reason reason = trouble == null ? null : trouble.reason();
                pieces.add((reason == null ? "" : reason + "@") + piece.position() + ":" + text);
            }
        }
        return pieces;
    }

    private static ByteArrayInputStream in(String contents, int from) {
        byte[] bytes = Records.bytes(contents);
        return new ByteArrayInputStream(bytes, from, bytes.length);
    }

    private static FileSettings settings(int block, int record) {
        return new FileSettings(1, block, record, record);
    }
}
