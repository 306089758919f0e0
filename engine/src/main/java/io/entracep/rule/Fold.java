package io.entracep.rule;

/**
 * Which differences between texts do not count. Two texts are equal under a fold where {@link #of}
 * gives equal texts.
 *
 * @param caseless whether upper and lower case are one
 * @param dashes whether all that Windows takes for the dash of a switch ({@code - / – — ―}) is one
 * @param activity whether dashes, blanks and full stops at the end are those of the names of
 *     activities
 */
record Fold(boolean caseless, boolean dashes, boolean activity) {

    /** What Sigma does unless told otherwise. */
    static final Fold CASELESS = new Fold(true, false, false);

    /** The form that all texts share that are equal under this fold. */
    String of(String text) {
        return part(activity ? activityName(text) : text);
    }

    /** The same for a part of a text: blanks at its ends count. */
    String part(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (ofChar(text.charAt(i)) != text.charAt(i)) {
                return changed(text);
            }
        }
        return text;
    }

    private String changed(String text) {
        char[] chars = text.toCharArray();
        for (int i = 0; i < chars.length; i++) {
            chars[i] = ofChar(chars[i]);
        }
        return new String(chars);
    }

    /** The character that stands for all that are equal to this one. */
    char ofChar(char c) {
        char folded = c;
        if (dashes && (c == '/' || c == '\u2013' || c == '\u2014' || c == '\u2015')) {
            folded = '-';
        } else if (activity && (c == '\u2013' || c == '\u2014')) {
            folded = '-';
        }
        if (folded < 0x80) {
            return caseless && folded >= 'A' && folded <= 'Z' ? (char) (folded + 0x20) : folded;
        }
        // As String.equalsIgnoreCase does.
        return caseless ? Character.toLowerCase(Character.toUpperCase(folded)) : folded;
    }

    /** Without blanks at either end and full stops at the end, and with single blanks within. */
    private static String activityName(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '.' || isBlank(text.charAt(end - 1)))) {
            end--;
        }
        return withoutBlanks(end == text.length() ? text : text.substring(0, end));
    }

    private static String withoutBlanks(String text) {
        boolean tidy = true;
        boolean blank = true;
        for (int i = 0; i < text.length() && tidy; i++) {
            char c = text.charAt(i);
            boolean space = isBlank(c);
            tidy = !(space && (blank || c != ' '));
            blank = space;
        }
        return text.isEmpty() || (tidy && !blank)
                ? text
                : text.replace('\u00a0', ' ').strip().replaceAll("\\s+", " ");
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || c == '\u00a0';
    }
}
