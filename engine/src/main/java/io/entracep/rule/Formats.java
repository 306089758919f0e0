package io.entracep.rule;

import io.entracep.yaml.Durations;
import io.entracep.yaml.MalformedValue;
import io.entracep.yaml.Spelling;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The formats of single values in rules. Each refuses with what would be right. */
final class Formats {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]*");
    private static final int MAX_NAME = 256;

    /** State is kept as long as a rule looks back. */
    private static final Duration LONGEST = Duration.ofDays(400);

    private Formats() {}

    static String text(String text) throws MalformedValue {
        if (text.isBlank()) {
            throw new MalformedValue("given, not blank");
        }
        return text.strip();
    }

    static String title(String text) throws MalformedValue {
        if (text.length() > MAX_NAME) {
            throw new MalformedValue("at most " + MAX_NAME + " characters long");
        }
        return text(text);
    }

    static String name(String text) throws MalformedValue {
        if (text.length() > MAX_NAME || !NAME.matcher(text).matches()) {
            throw new MalformedValue(
                    "a name of letters, digits, - _ and ., such as password-spray-by-ip");
        }
        return text;
    }

    static String id(String text) throws MalformedValue {
        return text(text).toLowerCase(Locale.ROOT);
    }

    static Duration duration(String text) throws MalformedValue {
        Duration duration = Durations.readPositive(text);
        if (duration == null) {
            throw new MalformedValue(
                    "a duration: a number and s, m, h, d or w, such as 90s, 15m, 8h or 7d");
        }
        if (duration.compareTo(LONGEST) > 0) {
            throw new MalformedValue(
                    "a duration of at most " + LONGEST.toDays() + "d, such as 15m, 8h or 7d");
        }
        return duration;
    }

    static long count(String text) throws MalformedValue {
        if (!text.matches("[1-9][0-9]{0,11}")) {
            throw new MalformedValue("a whole number, at least 1");
        }
        return Long.parseLong(text);
    }

    static double factor(String text) throws MalformedValue {
        double factor = NumberTest.number(text).orElse(0);
        if (!(factor > 1) || factor > 1_000_000) {
            throw new MalformedValue("a number above 1, such as 2 or 1.5");
        }
        return factor;
    }

    static double figure(String text) throws MalformedValue {
        return NumberTest.number(text)
                .orElseThrow(() -> new MalformedValue("a number, such as 10"));
    }

    static boolean bool(String text) throws MalformedValue {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new MalformedValue("true or false");
        };
    }

    static Level level(String text) throws MalformedValue {
        return word(text, Level::of, Level.words());
    }

    static Whose whose(String text) throws MalformedValue {
        return word(text, Whose::of, Whose.words());
    }

    static CorrelationType correlationType(String text) throws MalformedValue {
        return word(text, CorrelationType::of, CorrelationType.words());
    }

    static <T> T word(String text, Function<String, Optional<T>> of, List<String> known)
            throws MalformedValue {
        Optional<T> value = of.apply(text);
        if (value.isEmpty()) {
            throw new MalformedValue(
                    "one of "
                            + String.join(", ", known)
                            + Spelling.nearest(text, known)
                                    .map(near -> "; did you mean " + near + "?")
                                    .orElse(""));
        }
        return value.get();
    }
}
