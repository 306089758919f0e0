package io.entracep.scenario;

import io.entracep.state.StableHash;
import java.util.Locale;
import java.util.regex.Pattern;

/** Object ids of things that a scenario knows by name: the same name has the same id everywhere. */
final class Ids {
    private static final Pattern GUID =
            Pattern.compile("(?i)[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}");

    private Ids() {}

    /** A GUID made of the name, ignoring case; a GUID stays what it is. */
    static String of(String name) {
        String text = name.strip().toLowerCase(Locale.ROOT);
        if (GUID.matcher(text).matches()) {
            return text;
        }
        String hex = StableHash.hex64(text) + StableHash.hex64("id of " + text);
        return hex.substring(0, 8)
                + "-"
                + hex.substring(8, 12)
                + "-4"
                + hex.substring(13, 16)
                + "-8"
                + hex.substring(17, 20)
                + "-"
                + hex.substring(20, 32);
    }
}
