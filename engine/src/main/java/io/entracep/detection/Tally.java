package io.entracep.detection;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How often each value is in a window, and how many of the values count. */
final class Tally {
    private final Map<String, Integer> times = new HashMap<>();
    private final int atMostEach;
    private int tooOften;

    /**
     * @param atMostEach values that are there more often do not count
     */
    Tally(int atMostEach) {
        this.atMostEach = atMostEach;
    }

    /** One more; nothing for null. */
    void enter(@Nullable String value) {
        if (value != null && times.merge(value, 1, Integer::sum) - 1 == atMostEach) {
            tooOften++;
        }
    }

    /** One less of a value that entered; nothing for null. */
    void leave(@Nullable String value) {
        if (value == null) {
            return;
        }
        int left = times.merge(value, -1, Integer::sum);
        if (left == 0) {
            times.remove(value);
        }
        if (left == atMostEach) {
            tooOften--;
        }
    }

    /** How many different values count. */
    int size() {
        return times.size() - tooOften;
    }
}
