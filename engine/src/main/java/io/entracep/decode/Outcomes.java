package io.entracep.decode;

import io.entracep.event.Outcome;
import org.jspecify.annotations.Nullable;

/** Outcomes that are told in words. */
final class Outcomes {

    private Outcomes() {}

    /** Success and failure in the words of the logs; anything else does not say how it ended. */
    static Outcome ofText(@Nullable String text) {
        String word = Values.lower(text);
        if (word == null) {
            return Outcome.UNKNOWN;
        }
        return switch (word) {
            case "success", "succeeded" -> Outcome.SUCCESS;
            case "failure", "failed", "timeout" -> Outcome.FAILURE;
            default -> Outcome.UNKNOWN;
        };
    }
}
