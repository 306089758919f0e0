package io.entracep.decode;

import java.util.HashMap;
import java.util.Map;

/**
 * Names of activities as they are compared: trimmed, lower case, blanks collapsed, dashes unified,
 * without the full stop that some exports end them with. The few hundred names of the logs are
 * remembered, so that each is worked out once.
 */
public final class ActivityNames {

    /** Above the number of documented activities; names beyond it are worked out each time. */
    private static final int REMEMBERED = 2048;

    private final Map<String, Name> names = new HashMap<>();

    /**
     * One name.
     *
     * @param logged as logged
     * @param normalised as compared
     */
    record Name(String logged, String normalised) {}

    Name of(String logged) {
        Name known = names.get(logged);
        if (known != null) {
            return known;
        }
        Name name = new Name(logged, normalise(logged));
        if (names.size() < REMEMBERED) {
            names.put(logged, name);
        }
        return name;
    }

    /** The name as it is compared. */
    public static String normalise(String name) {
        StringBuilder text = new StringBuilder(name.length());
        boolean blank = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (Character.isWhitespace(c) || c == '\u00a0') {
                blank = true;
                continue;
            }
            if (blank && !text.isEmpty()) {
                text.append(' ');
            }
            blank = false;
            // En dash and em dash: the portal writes "Update application – Certificates ...".
            text.append(c == '\u2013' || c == '\u2014' ? '-' : c);
        }
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '.' || text.charAt(end - 1) == ' ')) {
            end--;
        }
        text.setLength(end);
        return Values.lowerCase(text.toString());
    }
}
