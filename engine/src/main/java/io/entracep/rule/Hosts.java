package io.entracep.rule;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whom a web address or the name of an account belongs to. */
final class Hosts {
    private static final String NO_PART_OF_A_HOST = "/?#\\";

    private Hosts() {}

    /**
     * The host of a web address, what stands behind the last @ of a name, and a domain itself, in
     * lower case; of JSON text that of the first in it. Null where there is none.
     */
    static @Nullable String of(String text) {
        List<String> inside = JsonTexts.mayHaveMore(text) ? JsonTexts.inside(text) : List.of();
        String rest = inside.isEmpty() ? text.strip() : inside.get(0);
        int scheme = rest.indexOf("://");
        if (scheme >= 0) {
            rest = upToPath(rest.substring(scheme + 3));
        }
        rest = rest.substring(rest.lastIndexOf('@') + 1);
        if (scheme >= 0 && !rest.startsWith("[") && rest.indexOf(':') >= 0) {
            rest = rest.substring(0, rest.indexOf(':'));
        }
        boolean isHost = !rest.isEmpty() && rest.chars().noneMatch(Hosts::divides);
        return isHost ? rest.toLowerCase(Locale.ROOT) : null;
    }

    private static String upToPath(String address) {
        for (int i = 0; i < address.length(); i++) {
            if (NO_PART_OF_A_HOST.indexOf(address.charAt(i)) >= 0) {
                return address.substring(0, i);
            }
        }
        return address;
    }

    private static boolean divides(int letter) {
        return Character.isWhitespace(letter) || NO_PART_OF_A_HOST.indexOf(letter) >= 0;
    }
}
