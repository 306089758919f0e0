package io.entracep.report;

import io.entracep.output.TerminalText;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Text of a log as a cell of a CSV file that is opened in a spreadsheet. What a spreadsheet would
 * take for a formula begins with an apostrophe; the cell is always quoted (RFC 4180). Source:
 * OWASP, "CSV Injection". Where a spreadsheet divides at semicolons, a formula may begin within the
 * text.
 */
final class CsvCell {
    private static final String FORMULA = "[=+\\-@＝＋－＠]";
    private static final Pattern BEGIN = Pattern.compile("^([\\s\"']*)(?=" + FORMULA + ")");
    private static final Pattern AFTER_DIVIDER =
            Pattern.compile("([;|][\\s\"']*)(?=" + FORMULA + ")");

    private CsvCell() {}

    /** Nearly no text can: patterns are dear. */
    private static boolean mayHoldFormula(String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == ';' || c == '|') {
                return true;
            }
            if (i == 0 && !Character.isLetterOrDigit(c)) {
                return true;
            }
        }
        return false;
    }

    static String of(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        String line = TerminalText.of(text);
        String safe =
                mayHoldFormula(line)
                        ? AFTER_DIVIDER
                                .matcher(BEGIN.matcher(line).replaceFirst("'$1"))
                                .replaceAll("$1'")
                        : line;
        return '"' + safe.replace("\"", "\"\"") + '"';
    }
}
