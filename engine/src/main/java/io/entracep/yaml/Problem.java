package io.entracep.yaml;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with a file that people write.
 *
 * @param file the file as named by who asked for it
 * @param key path of the key ({@code default.corporate-egress[1]}), empty for the file as a whole
 * @param value what was written there, null where nothing was or where it is no single value
 * @param expected what would be right, as the end of a sentence that begins with "must be"
 * @param line line in the file from 1, 0 where none can be told
 */
public record Problem(String file, String key, @Nullable String value, String expected, int line)
        implements Serializable {

    private static final int MAX_VALUE = 80;

    /**
     * One line: {@code policy.yaml:12: default.corporate-egress[1] is "192.0.2.0/33", must be …}.
     */
    public String message() {
        StringBuilder message = new StringBuilder(file);
        if (line > 0) {
            message.append(':').append(line);
        }
        message.append(':');
        if (!key.isEmpty()) {
            message.append(' ').append(printable(key));
        }
        if (value != null) {
            message.append(" is \"").append(printable(value)).append("\",");
        }
        return message.append(" must be ").append(printable(expected)).toString();
    }

    private static String printable(String text) {
        String oneLine = text.replaceAll("\\p{Cntrl}+", " ");
        return oneLine.length() <= 4 * MAX_VALUE
                ? oneLine
                : oneLine.substring(0, MAX_VALUE) + "… (" + oneLine.length() + " characters)";
    }

    @Override
    public String toString() {
        return message();
    }
}
