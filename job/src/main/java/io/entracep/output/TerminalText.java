package io.entracep.output;

/**
 * Text of a log, made safe for a terminal: control characters (which can move the cursor, hide
 * lines or set the window's title), line separators and invisible marks of direction are shown as
 * {@code \}{@code u001b} and do nothing.
 */
public final class TerminalText {
    private TerminalText() {}

    /** One line without control characters. */
    public static String of(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isHarmless(c)) {
                safe.append(c);
            } else {
                safe.append(String.format("\\u%04x", (int) c));
            }
        }
        return safe.toString();
    }

    /** Safe, and not longer than this; what is cut ends with an ellipsis. */
    public static String of(String text, int length) {
        String safe = of(text);
        return safe.length() <= length ? safe : safe.substring(0, length - 1) + "…";
    }

    /** Whether a terminal shows it and nothing else. Halves of surrogate pairs pass. */
    static boolean isHarmless(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
