package io.entracep.decode;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The rules by which a logged text is a value, an id, a name or nothing at all. */
final class Values {

    private static final String ZERO_ID = "00000000-0000-0000-0000-000000000000";
    private static final int ID_DIGITS = 32;

    private Values() {}

    /** The text without blanks around it; null where the logs spell out that there is none. */
    static @Nullable String present(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        if (isPlain(text.charAt(0)) && isPlain(text.charAt(text.length() - 1))) {
            return text.equals("null") || text.equals("NaN") ? null : text;
        }
        String trimmed = text.strip();
        return trimmed.isEmpty() || trimmed.equals("null") || trimmed.equals("<null>")
                ? null
                : trimmed;
    }

    /** {@link #present} in lower case. */
    static @Nullable String lower(@Nullable String text) {
        String value = present(text);
        return value == null ? null : lowerCase(value);
    }

    /** An object id in lower case; null for the zero GUID too. */
    static @Nullable String id(@Nullable String text) {
        String value = lower(text);
        return ZERO_ID.equals(value) ? null : value;
    }

    /** The first that is present. */
    static @Nullable String first(@Nullable String one, @Nullable String other) {
        String value = present(one);
        return value != null ? value : present(other);
    }

    /** A reason or description: these logs write {@code None} for none. */
    static @Nullable String reason(@Nullable String text) {
        String value = present(text);
        return "None".equals(value) ? null : value;
    }

    /** A risk level, state or detail in lower case; null where there is none to be seen. */
    static @Nullable String risk(@Nullable String text) {
        String value = lower(text);
        return "none".equals(value) || "hidden".equals(value) ? null : value;
    }

    /**
     * A user principal name in lower case. When a user is deleted the directory puts the object id
     * without dashes before the name; that prefix is taken off. Null where the name only repeats
     * the id.
     */
    static @Nullable String userPrincipalName(@Nullable String text, @Nullable String id) {
        String name = lower(text);
        if (name == null || id == null) {
            return name;
        }
        if (name.equals(id)) {
            return null;
        }
        int prefix = idPrefix(name, id);
        if (prefix > 0 && prefix < name.length() && name.charAt(prefix) == '_') {
            prefix++;
        }
        return prefix == name.length() ? null : name.substring(prefix);
    }

    /** Cuts without splitting a character in two. */
    static String cut(String text, int maxLength) {
        if (text.length() <= maxLength) {
            return text;
        }
        return text.substring(
                0,
                Character.isHighSurrogate(text.charAt(maxLength - 1)) ? maxLength - 1 : maxLength);
    }

    /**
     * What follows the last slash, in lower case: the id of a role definition given by its path.
     */
    static @Nullable String lastSegment(@Nullable String path) {
        String value = lower(path);
        return value == null ? null : id(value.substring(value.lastIndexOf('/') + 1));
    }

    static String lowerCase(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c >= 'A' && c <= 'Z') || c > 127) {
                return text.toLowerCase(Locale.ROOT);
            }
        }
        return text;
    }

    /** Neither blank nor the bracket of {@code <null>}: so for nearly every value of a record. */
    private static boolean isPlain(char c) {
        return c > ' ' && c < 127 && c != '<';
    }

    /** Length of the prefix that repeats the id without its dashes, 0 where there is none. */
    private static int idPrefix(String name, String id) {
        int at = 0;
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            if (c == '-') {
                continue;
            }
            if (at >= name.length() || name.charAt(at) != c) {
                return 0;
            }
            at++;
        }
        return at == ID_DIGITS ? at : 0;
    }
}
