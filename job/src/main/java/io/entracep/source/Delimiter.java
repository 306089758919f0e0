package io.entracep.source;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What divides the cells of a table: told by its header, or said by Excel in a line before it. */
enum Delimiter {
    COMMA(','),
    SEMICOLON(';'),
    TAB('\t'),
    PIPE('|');

    /** Fewer cells than these are a sentence with a comma in it. */
    private static final int LEAST_CELLS = 4;

    /** Names of columns are shorter. */
    private static final int LONGEST_NAME = 120;

    private final char sign;

    Delimiter(char sign) {
        this.sign = sign;
    }

    char sign() {
        return sign;
    }

    /** What divides the header that begins at {@code start}; null where that is no header. */
    static @Nullable Delimiter ofHeader(byte[] head, int start) {
        for (Delimiter delimiter : values()) {
            if (delimiter.divides(line(head, start))) {
                return delimiter;
            }
        }
        return null;
    }

    /** Where the header begins behind Excel's {@code sep=;}. */
    static int afterHint(byte[] head, int from) {
        String line = line(head, from);
        if (!line.startsWith("sep=") && !line.startsWith("#TYPE ")) {
            return from;
        }
        int at = from;
        while (at < head.length && head[at] != '\n') {
            at++;
        }
        return Math.min(head.length, at + 1);
    }

    private boolean divides(String header) {
        List<String> names = cells(header);
        if (names.size() < LEAST_CELLS) {
            return false;
        }
        for (String plain : names) {
            boolean named =
                    !plain.isEmpty()
                            && plain.length() <= LONGEST_NAME
                            && plain.chars().anyMatch(Character::isLetter)
                            && "[<=".indexOf(plain.charAt(0)) < 0
                            && plain.indexOf('{') < 0
                            && plain.indexOf('=') < 0;
            if (!named) {
                return false;
            }
        }
        return true;
    }

    /** The cells of a header, none of which has the sign in it. */
    List<String> cells(String header) {
        return Stream.of(header.strip().split(Pattern.quote(String.valueOf(sign)), -1))
                .map(cell -> cell.strip().replace("\"", ""))
                .toList();
    }

    static String line(byte[] head, int from) {
        int end = from;
        while (end < head.length && head[end] != '\n') {
            end++;
        }
        return new String(head, from, end - from, StandardCharsets.UTF_8);
    }
}
