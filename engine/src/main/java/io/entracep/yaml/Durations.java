package io.entracep.yaml;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Durations as people write them in policy, rules, configuration and at the command line. */
public final class Durations {
    private static final Pattern FORM = Pattern.compile("(0|[1-9][0-9]{0,6})([smhdw])");

    private Durations() {}

    /**
     * The duration: a whole number and {@code s}, {@code m}, {@code h}, {@code d} or {@code w},
     * such as {@code 90s} or {@code 7d}; may be zero. Null for any other text.
     */
    public static @Nullable Duration read(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return null;
        }
        long amount = Long.parseLong(form.group(1));
        return switch (form.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> Duration.ofDays(7 * amount);
        };
    }

    /** The same; null for none, too. */
    public static @Nullable Duration readPositive(String text) {
        Duration duration = read(text);
        return duration == null || duration.isZero() ? null : duration;
    }
}
