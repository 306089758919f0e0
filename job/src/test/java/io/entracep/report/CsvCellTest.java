package io.entracep.report;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvCellTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+1",
                "-1",
                "@SUM(A1)",
                " =1",
                "\"=1",
                "＝1",
                "＠a",
                "a;=1",
                "a; \"=cmd",
                "a|@x"
            })
    void nothingInACellBeginsAFormula(String text) {
        assertThat(CsvCell.of(text)).contains("'").doesNotMatch("(?s)^\"[\\s\"]*[=+\\-@＝＠].*");
    }

    @ParameterizedTest
    @CsvSource({"ann@example.com,ann@example.com", "2026-03-03,2026-03-03", "a-b=c,a-b=c"})
    void ordinaryTextsStayAsTheyAre(String text, String same) {
        assertThat(CsvCell.of(text)).isEqualTo('"' + same + '"');
    }

    @Property
    void aCellIsOneQuotedLine(@ForAll @CharRange(from = '\u0000', to = '\u00ff') String text) {
        String cell = CsvCell.of(text);

        assertThat(cell).doesNotContain("\n", "\r", "\t");
        if (!text.isEmpty()) {
            assertThat(cell).startsWith("\"").endsWith("\"");
            assertThat(cell.substring(1, cell.length() - 1).replace("\"\"", ""))
                    .doesNotContain("\"");
        }
    }

    @Property
    void noCellBeginsAFormula(@ForAll("texts") String text) {
        assertThat(CsvCell.of(text))
                .doesNotMatch("(?s)^\"[\\s\"]*[=+\\-@].*")
                .doesNotMatch("(?s).*[;|][\\s\"]*[=+\\-@].*");
    }

    @net.jqwik.api.Provide
    net.jqwik.api.Arbitrary<String> texts() {
        return net.jqwik.api.Arbitraries.strings().withChars("=+-@;|\" 'a1").ofMaxLength(12);
    }
}
