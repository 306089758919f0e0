package io.entracep.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

class DocumentCutterProperties {

    /** A job goes on by cutting a file anew: the cuts must not depend on how bytes come in. */
    @Property
    void cutsDoNotDependOnTheBlocks(
            @ForAll
                    @StringLength(max = 120)
                    @Chars({'{', '}', '[', ']', '"', '\\', ':', ',', '\n', ' '})
                    @CharRange(from = 'a', to = 'b')
                    String contents,
            @ForAll @IntRange(min = 1, max = 40) int block)
            throws IOException {
        assertThat(cut(contents, block)).isEqualTo(cut(contents, 1000));
    }

    /** Every byte but separators and the brackets of lists at the top lies in some document. */
    @Property
    void losesNothing(
            @ForAll
                    @StringLength(max = 120)
                    @Chars({'{', '}', '[', ']', '"', '\\', ':', ',', '\n', ' '})
                    @CharRange(from = 'a', to = 'b')
                    String contents)
            throws IOException {
        StringBuilder left = new StringBuilder(contents);
        for (String piece : cut(contents, 7)) {
            int colon = piece.indexOf(':');
            String position = piece.substring(0, colon).replace("MALFORMED_JSON@", "");
            int from = Integer.parseInt(position);
            left.replace(
                    from,
                    from + piece.length() - colon - 1,
                    " ".repeat(piece.length() - colon - 1));
        }

        assertThat(left.toString()).matches("[\\s,\\[\\]]*");
    }

    private static List<String> cut(String contents, int block) throws IOException {
        return LineCutterTest.read(
                new DocumentCutter(
                        new ByteArrayInputStream(Records.bytes(contents)),
                        new FileSettings(1, block, 200, 200)));
    }
}
