package io.entracep.source;

import io.entracep.decode.Columns;
import org.jspecify.annotations.Nullable;

/**
 * The header of a table: the first line if it looks like one, else the first of the next lines
 * whose columns are known, or below which a cell has JSON in it. Exports write titles before it.
 *
 * @param start index of its first byte
 * @param delimiter what divides it
 */
record Header(int start, Delimiter delimiter) {

    /** Lines that may stand before it. */
    private static final int TITLES = 20;

    /** How a cell begins that has an object in it. */
    private static final String JSON_CELL = "\"{\"\"";

    /**
     * Null where there is none.
     *
     * @param from where the text begins
     */
    static @Nullable Header of(byte[] head, int from) {
        int at = Delimiter.afterHint(head, from);
        Delimiter first = Delimiter.ofHeader(head, at);
        if (first != null) {
            return new Header(at, first);
        }
        for (int i = 0; i <= TITLES && at < head.length; i++) {
            String line = Delimiter.line(head, at);
            if (line.startsWith("{") || line.startsWith("[")) {
                return null;
            }
            int next = Math.min(head.length, lineEnd(head, at) + 1);
            Delimiter known = known(line, Delimiter.line(head, next));
            if (known != null) {
                return new Header(at, known);
            }
            at = next;
        }
        return null;
    }

    private static @Nullable Delimiter known(String line, String below) {
        if (line.isBlank() || line.indexOf('{') >= 0) {
            return null;
        }
        boolean aboveJson = below.contains(JSON_CELL);
        for (Delimiter delimiter : Delimiter.values()) {
            boolean divides = line.indexOf(delimiter.sign()) >= 0;
            if (divides && (aboveJson || Columns.of(delimiter.cells(line), "").trouble() == null)) {
                return delimiter;
            }
        }
        return aboveJson ? Delimiter.COMMA : null;
    }

    private static int lineEnd(byte[] head, int from) {
        int at = from;
        while (at < head.length && head[at] != '\n') {
            at++;
        }
        return at;
    }
}
