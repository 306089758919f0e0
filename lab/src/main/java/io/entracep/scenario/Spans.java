package io.entracep.scenario;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Spans of time as scenarios write them: {@code 90s}, {@code 2h}, {@code -3d 4h 500ms}. */
final class Spans {
    private static final Pattern PART = Pattern.compile("(\\d+)\\s*(ms|s|m|h|d)\\s*");
    private static final Pattern WHOLE =
            Pattern.compile("-?\\s*(?:\\d+\\s*(?:ms|s|m|h|d)\\s*)+|-?0");

    private Spans() {}

    /** The span, null where the text is none. A minus sign holds for all of it. */
    static @Nullable Duration parse(String text) {
        String trimmed = text.strip();
        if (!WHOLE.matcher(trimmed).matches()) {
            return null;
        }
        Duration span = Duration.ZERO;
        try {
            Matcher part = PART.matcher(trimmed);
            while (part.find()) {
                span = span.plus(of(Long.parseLong(part.group(1)), part.group(2)));
            }
        } catch (ArithmeticException | NumberFormatException e) {
            return null;
        }
        return trimmed.startsWith("-") ? span.negated() : span;
    }

    private static Duration of(long amount, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
