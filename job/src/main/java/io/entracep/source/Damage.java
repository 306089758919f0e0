package io.entracep.source;

import java.util.regex.Pattern;

/** What a library says of a file that it cannot read, in words that are the same in every run. */
final class Damage {
    /** How Java names an object that has no name. */
    private static final Pattern OBJECT = Pattern.compile("[\\w.$]+@[0-9a-f]+\\b");

    private Damage() {}

    /** The first line that the cause says; its kind where it says nothing. */
    static String inWords(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String text = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return cause.getMessage() == null || text.isBlank()
                ? cause.getClass().getSimpleName()
                : OBJECT.matcher(text).replaceAll("it");
    }
}
