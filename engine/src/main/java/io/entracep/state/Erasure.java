package io.entracep.state;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whose records are to go from everything that is kept. A person is known by names: object id, user
 * principal name, address of mail. Each name stands alone: {@code ann@example.com} is not in {@code
 * joann@example.com}.
 */
public final class Erasure implements Serializable {
    /** Of nobody. */
    public static final Erasure NONE = new Erasure(List.of());

    private static final long serialVersionUID = 1L;

    /** How JSON may write a character, also where JSON holds JSON. */
    private static final Pattern ESCAPED = Pattern.compile("\\\\+u([0-9a-f]{4})");

    /** Stands where a text was cut. */
    private static final char CUT = '…';

    /** Characters by which an object id that was cut is known: its first two groups. */
    private static final int ID_SHOWS = 13;

    private final List<Subject> subjects;

    /**
     * One name of a person.
     *
     * @param name object id, or another name with an at sign
     * @param until what is from before this time goes, milliseconds
     */
    public record Subject(String name, long until) implements Serializable {
        private static final Pattern NAME =
                Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|\\S+@\\S+");

        /** In lower case. */
        public Subject {
            name = name.toLowerCase(Locale.ROOT);
        }

        /** Whether a text can be the name of one person: nothing so short that it hits others. */
        public static boolean isName(String text) {
            return NAME.matcher(text).matches();
        }

        /** Whether it is an object id, by which all that is learned of a person is kept. */
        public boolean isObjectId() {
            return name.indexOf('@') < 0;
        }
    }

    public Erasure(List<Subject> subjects) {
        this.subjects = List.copyOf(subjects);
    }

    /** Whether it is of nobody. */
    public boolean isEmpty() {
        return subjects.isEmpty();
    }

    /** Whether a text from that time names one of them; JSON may be given as it is. */
    public boolean concerns(String text, long time) {
        return until(text) > time;
    }

    /** Until when what the text names goes, milliseconds; the least long where nobody is named. */
    long until(String text) {
        if (subjects.isEmpty()) {
            return Long.MIN_VALUE;
        }
        String plain = plain(text.toLowerCase(Locale.ROOT));
        long until = Long.MIN_VALUE;
        for (Subject subject : subjects) {
            if (subject.until() > until
                    && (isIn(subject.name(), plain) || isCutIn(subject, plain))) {
                until = subject.until();
            }
        }
        return until;
    }

    private static String plain(String text) {
        if (!text.contains("\\u")) {
            return text;
        }
        return ESCAPED.matcher(text)
                .replaceAll(
                        escaped ->
                                Matcher.quoteReplacement(
                                        String.valueOf(
                                                (char) Integer.parseInt(escaped.group(1), 16))));
    }

    private static boolean isIn(String name, String text) {
        for (int at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
            int end = at + name.length();
            if (!goesOnBefore(text, at) && !goesOnAfter(text, end)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the text names the subject where alerts and chats cut it: {@code ann@exam…}. */
    private static boolean isCutIn(Subject subject, String text) {
        String name = subject.name();
        int shortest = subject.isObjectId() ? ID_SHOWS : name.indexOf('@') + 1;
        for (int mark = text.indexOf(CUT); mark >= 0; mark = text.indexOf(CUT, mark + 1)) {
            int from = Math.max(0, mark - name.length() + 1);
            for (int at = from; at <= mark - shortest; at++) {
                if (name.startsWith(text.substring(at, mark)) && !goesOnBefore(text, at)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean goesOnBefore(String text, int at) {
        if (at == 0) {
            return false;
        }
        char before = text.charAt(at - 1);
        // An escape of JSON, such as \n, ends with a letter.
        boolean isEscape = at > 1 && text.charAt(at - 2) == '\\' && "nrtbf".indexOf(before) >= 0;
        return !isEscape && (Character.isLetterOrDigit(before) || ".-_+".indexOf(before) >= 0);
    }

    private static boolean goesOnAfter(String text, int end) {
        if (end == text.length()) {
            return false;
        }
        char after = text.charAt(end);
        if (after == '.') {
            return end + 1 < text.length() && Character.isLetterOrDigit(text.charAt(end + 1));
        }
        return Character.isLetterOrDigit(after) || "-_@".indexOf(after) >= 0;
    }
}
